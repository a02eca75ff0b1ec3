using System.Collections.Immutable;
using Assistant.Host.Composition;
using Assistant.Records;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>Shows on the page and in the terminal, at their moment, messages that were made ready ahead of it.</summary>
public sealed partial class AheadMail(Memory memory, Delivery delivery, AheadSignal signal, IClock clock, ILogger<AheadMail> log) : BackgroundService
{
    /// <summary>Messages shown in one unit: those of the first ones are on their screens while the next are on their way, and turns pass in between.</summary>
    private const int batch = 250;

    /// <summary>A net under the signal.</summary>
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait while the disk refuses, or after something broke.</summary>
    private static readonly TimeSpan refusedPause = TimeSpan.FromSeconds(1);

    /// <summary>Shows all that is due. May be called at any time, and by several at once.</summary>
    /// <returns>How many were due and must be looked at again by whoever queued them.</returns>
    public async ValueTask<int> Show(CancellationToken cancellationToken)
    {
        List<Task> waking = [];
        var left = 0;
        for (AheadPlace? from = null; ;)
        {
            var shown = await memory.Store.Write(unit => memory.Outbox.Show(unit, batch, from), cancellationToken);
            left += shown.Left;
            // Beside the next ones' being written.
            waking.Add(Wake(shown.Chats, cancellationToken));
            if (shown.Next is null)
                break;
            from = shown.Next;
        }
        await Task.WhenAll(waking);
        return left;
    }

    private async Task Wake(ImmutableArray<ConversationId> shown, CancellationToken cancellationToken)
    {
        if (shown.IsEmpty)
            return;
        foreach (var chat in await memory.Store.Read(unit => shown.Select(id => Find(unit, id)).OfType<Chat>().ToList(), cancellationToken))
            await delivery.Wake(chat);
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
#pragma warning disable CA1031 // one message that cannot be shown must not take the program down
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Broke(log, fault.GetType().Name);
                await signal.Wait(refusedPause, CancellationToken.None);
            }
        }
    }

    /// <returns><see langword="null"/>: erased meanwhile.</returns>
    private Chat? Find(IUnit unit, ConversationId id)
    {
        try
        {
            var conversation = memory.Conversations.Get(unit, id);
            return Chat.Of(conversation, memory.People.Get(unit, conversation.Person));
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    [LoggerMessage(1109, LogLevel.Error, "Showing messages that were ready ahead broke off and is tried again: {Fault}")]
    private static partial void Broke(ILogger log, string fault);
}
