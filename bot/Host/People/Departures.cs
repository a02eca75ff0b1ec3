using Assistant.Host.Turns;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.People;

namespace Assistant.Host.People;

/// <summary>Who removes the app, or is removed from where it is, works here no more: as if a coordinator had let them go, and what was theirs goes back to the queue.</summary>
public sealed class Departures(PeopleMemory memory, StaffDesk staff, Delivery delivery) : IDepartures
{
    private const int mostTries = 5;

    /// <inheritdoc/>
    public async ValueTask<bool> Left(string channel, string userId, CancellationToken cancellationToken)
    {
        for (var tries = mostTries; ; tries--)
        {
            try
            {
                var person = await memory.Store.Read(unit => memory.People.Find(unit, new(channel, userId)), cancellationToken);
                if (person is null || person.Roles.All(role => role == Role.Parent))
                    return true;
                var step = await staff.Leave(person, staff.Now);
                await memory.Store.Write(unit =>
                {
                    // Told twice, side by side, they left once.
                    if (memory.People.Find(unit, new(channel, userId))?.Id != person.Id)
                        return false;
                    step.Save(unit);
                    delivery.Queue(unit, step.Notices);
                    return true;
                }, cancellationToken);
                step.After?.Invoke();
                await delivery.Wake(step.Notices);
                return true;
            }
            catch (ConflictException) when (tries > 1)
            {
                // Somebody moved on a request of theirs meanwhile: read it all again.
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        }
    }
}
