using Assistant.Host.Turns;
using Assistant.Records;

namespace Assistant.Host.People;

/// <summary>Looks again and again for messages whose quiet time is over. Our table is the truth; a look too many does no harm.</summary>
public sealed class HeldClock(PeopleMemory memory, Courtesy courtesy, Delivery delivery) : BackgroundService
{
    /// <summary>How much later than asked a message may go out.</summary>
    private static readonly TimeSpan every = TimeSpan.FromSeconds(30);

    /// <summary>Sends what is due now.</summary>
    public async ValueTask Sweep(CancellationToken cancellationToken)
    {
        if (await memory.Store.Read(unit => memory.Held.Due(unit).IsEmpty, cancellationToken))
            return;
        var (neutral, released) = await memory.Store.Write(unit =>
        {
            var done = courtesy.Release(unit);
            delivery.Put(unit, done.Neutral);
            return done;
        }, cancellationToken);
        await delivery.Wake(neutral);
        foreach (var chat in released)
            await delivery.Wake(chat);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (StoreUnavailableException)
            {
                // The next look will do it.
            }
        }
    }
}
