using Assistant.Host.Composition;
using Assistant.Records;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>Claims what is due on pushed channels and waits, and gives it to the courier; what a turn says goes to the courier directly.</summary>
public sealed partial class Sender(Memory memory, Courier courier, Mailboxes turns, SenderSignal signal, IClock clock, ILogger<Sender> log) : BackgroundService
{
    /// <summary>Messages taken at once; channels pace themselves.</summary>
    private const int batch = 64;

    /// <summary>How long to wait while the disk refuses.</summary>
    private static readonly TimeSpan refusedPause = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait after something broke: twice as long each time, up to the second.</summary>
    private static readonly TimeSpan firstPause = TimeSpan.FromSeconds(1), longestPause = TimeSpan.FromSeconds(30);

    /// <summary>A net under the signal: other instances and the clock make messages due as well.</summary>
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long turns under way may still bring something to send while going down; what they bring later is found at the next start.</summary>
    private static readonly TimeSpan lastTurns = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var brokenPause = firstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A chat whose vendor hangs holds up nobody but itself.
                var room = courier.Room;
                var bulk = courier.ReminderRoom;
                var claimed = room > 0 ? await memory.Store.Write(unit => memory.Outbox.Claim(unit, Math.Min(batch, room), Math.Min(batch, bulk)), stoppingToken) : [];
                foreach (var message in claimed)
                    courier.Start(message);
                if (claimed.IsEmpty)
                    await signal.Wait(room > 0 ? await Pause(withReminders: bulk > 0, stoppingToken) : longestWait, stoppingToken);
                brokenPause = firstPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (StoreUnavailableException)
            {
                await signal.Wait(refusedPause, CancellationToken.None);
            }
#pragma warning disable CA1031 // what waits is kept, and nobody else would send it
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Broke(log, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
                // Not woken by the signal: what broke would break at once again, as often as somebody writes.
                await Task.Delay(brokenPause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                brokenPause = brokenPause * 2 < longestPause ? brokenPause * 2 : longestPause;
            }
        }
        courier.Stop();
        for (var waited = TimeSpan.Zero; !courier.IsIdle || (!turns.IsQuiet && waited < lastTurns); waited += look)
            await Task.Delay(look, CancellationToken.None);
    }

    private async ValueTask<TimeSpan> Pause(bool withReminders, CancellationToken cancellationToken)
    {
        var next = await memory.Store.Read(unit => memory.Outbox.NextDue(unit, withReminders), cancellationToken);
        return next is not { } due ? longestWait : TimeSpan.FromTicks(Math.Clamp((due - clock.GetCurrentInstant()).BclCompatibleTicks, 0, longestWait.Ticks));
    }

    [LoggerMessage(1110, LogLevel.Error, "Taking up what is to be sent broke off and is tried again: {Fault} {Place}")]
    private static partial void Broke(ILogger log, string fault, string? place);
}
