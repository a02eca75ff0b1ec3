using Assistant.Host.Turns;
using Assistant.Records;

namespace Assistant.Host.People;

/// <summary>Looks again and again for messages whose quiet time is over. Our table is the truth; a look too many does no harm.</summary>
public sealed partial class HeldClock(PeopleMemory memory, Courtesy courtesy, Delivery delivery, TimeProvider time, ILogger<HeldClock> log) : BackgroundService
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
        while (true)
        {
            await Task.Delay(every, time, stoppingToken);
            try
            {
                await Sweep(stoppingToken);
            }
            catch (StoreUnavailableException)
            {
                // The next look will do it.
            }
#pragma warning disable CA1031 // what is held is kept for the next look, and the program goes on
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Broke(log, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            }
        }
    }

    [LoggerMessage(1111, LogLevel.Error, "Looking for messages whose quiet time is over broke off and is tried again: {Fault} {Place}")]
    private static partial void Broke(ILogger log, string fault, string? place);
}
