using System.Collections.Concurrent;
using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Host.Requests;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>A message that its channel took.</summary>
/// <param name="Number">Ours, from the outbox.</param>
/// <param name="MessageId">The channel's id of it.</param>
public readonly record struct Delivered(long Number, string? MessageId);

/// <summary>
/// Writes down what became of messages, however long the disk refuses. A plain delivery waits a moment, to be recorded with others or with the next turn of its chat; nothing more is sent
/// into that chat before.
/// </summary>
public sealed partial class DeliveryBook(Memory memory, LostContact lost, SenderSignal signal, ILogger<DeliveryBook> log)
{
    /// <summary>Tries to record an outcome, <see cref="RefusedPause"/> apart, before a stopping process leaves it to the next start as doubtful; one that runs goes on trying.</summary>
    private const int maxTries = 60;

    /// <summary>How long deliveries wait for others to be recorded with, or for the next turn of their chat.</summary>
    private static readonly TimeSpan gathering = TimeSpan.FromMilliseconds(15);

    private readonly ConcurrentDictionary<ConversationId, Delivered> delivered = new();
    private volatile bool isStopping;
    private int gatherings;

    /// <summary>How long to wait while the disk refuses. Default 1 s.</summary>
    internal TimeSpan RefusedPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether everything delivered is recorded.</summary>
    public bool IsEmpty => delivered.IsEmpty;

    /// <summary>The process goes down: what the disk refuses for long is left to the next start.</summary>
    public void Stop() => isStopping = true;

    /// <summary>It arrived: to be recorded with the next turn of its chat, or with others, soon.</summary>
    public void Note(ConversationId conversation, Delivered last)
    {
        delivered[conversation] = last;
        if (Interlocked.Increment(ref gatherings) == 1)
            _ = Gather();
    }

    /// <summary>Records in a unit what was delivered into this chat and is not recorded yet. To be done before anything of the chat is taken.</summary>
    /// <param name="recorded">What to <see cref="Forget(ConversationId, Delivered)"/> after the commit, if anything.</param>
    /// <returns>Whether more waits in the chat, of which the sender must be told after the commit.</returns>
    public bool Record(IUnit unit, ConversationId conversation, out Delivered? recorded)
    {
        recorded = delivered.TryGetValue(conversation, out var last) ? last : null;
        return recorded is not null && Record(unit, conversation, last);
    }

    /// <summary>It is on disk that this arrived: it need not be recorded once more, with others.</summary>
    public void Forget(ConversationId conversation, Delivered recorded) => delivered.TryRemove(new(conversation, recorded));

    private bool Record(IUnit unit, ConversationId conversation, Delivered one) => memory.Outbox.Sent(unit, conversation, one.Number, one.MessageId);

    private async Task Gather()
    {
        for (var attempt = 1; ;)
        {
            await Task.Delay(gathering, CancellationToken.None);
            var asked = Volatile.Read(ref gatherings);
            var some = delivered.ToArray();
            try
            {
                var isMore = some.Length > 0
                    && await memory.Store.Write(unit => some.Aggregate(false, (more, one) => Record(unit, one.Key, one.Value) || more), CancellationToken.None);
                attempt = 1;
                Forget(some);
                if (isMore)
                    signal.Set();
            }
            catch (Exception refusal) when (attempt++ < maxTries || !isStopping)
            {
                if (refusal is not StoreUnavailableException)
                    NotRecorded(log, refusal.GetType().Name, refusal.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
                await Task.Delay(RefusedPause, CancellationToken.None);
                continue;
            }
            catch (StoreUnavailableException)
            {
                // The disk refuses for good, and the next start finds them as doubtful.
                Forget(some);
            }
            if (Interlocked.Add(ref gatherings, -asked) == 0)
                return;
        }
    }

    private void Forget(IEnumerable<KeyValuePair<ConversationId, Delivered>> recorded)
    {
        foreach (var one in recorded)
            delivered.TryRemove(one);
    }

    /// <summary>The call is over and it is no plain delivery: records what became of the message, and tells whom it concerns when it is lost.</summary>
    /// <param name="retryAt">When it is tried again; <see langword="null"/>: never.</param>
    public async Task Settle(Claimed message, OutgoingState state, Instant? retryAt, SendResult result)
    {
        var isLasting = state == OutgoingState.Failed && result.Reason is { } reason && Silence.Lasting.Contains(reason);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var isNews = await memory.Store.Write(unit =>
                {
                    memory.Outbox.Settle(unit, message.Number, state, retryAt, result.MessageId, result.Reason);
                    if (result.Moved is { } moved)
                        memory.Conversations.Move(unit, message.Conversation, moved.Conversation, JsonSerializer.Serialize(moved with { Locale = null }, WireJson.Default.ConversationReference));
                    return isLasting && memory.Conversations.Silence(unit, message.Conversation, result.Reason!);
                }, CancellationToken.None);
                if (isNews)
                    await lost.Tell(message.Conversation, CancellationToken.None);
                else if (state is OutgoingState.Failed or OutgoingState.Uncertain && !isLasting && message.Body.Length > 0)
                    await lost.Tell(message.Conversation, message.Number, state, CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException) when (attempt < maxTries || !isStopping)
            {
                await Task.Delay(RefusedPause, CancellationToken.None);
            }
            catch (Exception moot) when (moot is StoreUnavailableException or ConflictException)
            {
                // Settled or erased meanwhile; or the disk refuses for good, and the next start finds it as doubtful.
                return;
            }
        }
    }

    /// <summary>One part of a message arrived and others follow: after a restart it is not sent again.</summary>
    /// <returns>False: the disk refuses for good, and the next start finds the message as doubtful.</returns>
    public async ValueTask<bool> PartSent(Claimed message, string? id)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await memory.Store.Write(unit =>
                {
                    memory.Outbox.PartSent(unit, message.Number, id);
                    return true;
                }, CancellationToken.None);
                return true;
            }
            catch (StoreUnavailableException) when (attempt < maxTries || !isStopping)
            {
                await Task.Delay(RefusedPause, CancellationToken.None);
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        }
    }

    [LoggerMessage(1105, LogLevel.Error, "Recording deliveries broke off and is tried again: {Fault} {Place}")]
    private static partial void NotRecorded(ILogger log, string fault, string? place);
}
