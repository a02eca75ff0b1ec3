using Assistant.Host.Composition;
using Assistant.Records;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>Shows on the page and in the terminal, at their moment, messages that were made ready ahead of it.</summary>
public sealed class AheadMail(Memory memory, Delivery delivery, AheadSignal signal, IClock clock) : BackgroundService
{
    /// <summary>Messages shown in one unit: those of the first ones are on their screens while the next are on their way, and turns pass in between.</summary>
    private const int batch = 250;

    /// <summary>A net under the signal.</summary>
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait while the disk refuses.</summary>
    private static readonly TimeSpan refusedPause = TimeSpan.FromSeconds(1);

    /// <summary>Shows all that is due. May be called at any time, and by several at once.</summary>
    /// <returns>How many were due and must be looked at again by whoever queued them.</returns>
    public async ValueTask<int> Show(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (shown, chats) = await memory.Store.Write(unit =>
            {
                var now = memory.Outbox.Show(unit, batch);
                return (now, now.Chats.Select(id => ChatOf(unit, id)).ToList());
            }, cancellationToken);
            foreach (var chat in chats)
                await delivery.Wake(chat);
            if (!shown.MayHaveMore)
                return shown.Left;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = Instant.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A clock that was set back makes nothing wait that was not seen.
                seen = Instant.Min(seen, clock.GetCurrentInstant());
                var next = await memory.Store.Read(unit => memory.Outbox.NextAhead(unit, seen), stoppingToken);
                var now = clock.GetCurrentInstant();
                if (next is { } due && due <= now)
                {
                    await Show(stoppingToken);
                    seen = now;
                }
                else
                {
                    // Rounded up: a moment too soon would find nothing.
                    var wait = next is { } at ? TimeSpan.FromMilliseconds(Math.Ceiling((at - now).TotalMilliseconds)) : longestWait;
                    await signal.Wait(wait < longestWait ? wait : longestWait, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException)
            {
                await signal.Wait(refusedPause, CancellationToken.None);
            }
        }
    }

    private Chat ChatOf(IUnit unit, ConversationId id)
    {
        var conversation = memory.Conversations.Get(unit, id);
        return Chat.Of(conversation, memory.People.Get(unit, conversation.Person));
    }
}
