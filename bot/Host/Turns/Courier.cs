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

/// <summary>What one turn says to one chat, in order; the first message is taken already (<see cref="IOutbox.Begin"/>).</summary>
public sealed record Errand(Chat To, IReadOnlyList<(long Number, Rendered Message)> Messages);

/// <summary>
/// Hands over messages that are marked as being sent, and records what became of them. A crash between the two is the only moment in which a message may be doubled or doubtful; what
/// then happens depends on its kind. That something was delivered is recorded together with what else there is to commit, within moments; nothing more is sent into the chat before.
/// </summary>
public sealed partial class Courier(
    Memory memory, Delivery delivery, LostContact lost, SenderSignal signal, TurnMetrics metrics, Draining draining, IClock clock, ILogger<Courier> log) : IDisposable
{
    /// <summary>Messages handed over at the same time.</summary>
    private const int mostUnderWay = 256;

    /// <summary>Of <see cref="mostUnderWay"/>, what reminders may take: a broadcast waits for its pace while answers go out beside it.</summary>
    private const int mostReminders = 128;

    /// <summary>How long to wait while the disk refuses. Default 1 s.</summary>
    internal TimeSpan RefusedPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Tries to record an outcome, <see cref="RefusedPause"/> apart, before a stopping process leaves it to the next start as doubtful; one that runs goes on trying, for nothing more is sent into that chat till then.</summary>
    private const int maxSettles = 60;

    /// <summary>How long deliveries wait for others to be recorded with, or for the next turn of their chat.</summary>
    private static readonly TimeSpan gathering = TimeSpan.FromMilliseconds(15);

    /// <summary>How long a prompt of unknown fate waits for the answer that makes it moot.</summary>
    private static readonly Duration doubt = Duration.FromSeconds(25);

    /// <summary>After an attempt that certainly did not arrive; doubles up to <see cref="longestPause"/>.</summary>
    private static readonly Duration firstPause = Duration.FromSeconds(2);

    private static readonly Duration longestPause = Duration.FromMinutes(5);

    /// <summary>Attempts of a prompt or reminder before it counts as failed; safety messages never give up.</summary>
    private const int maxAttempts = 12;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<ConversationId, Delivered> delivered = new();
    private int underWay;
    private int reminders;
    private int gatherings;

    /// <summary>How many messages may be taken.</summary>
    public int Room => mostUnderWay - Volatile.Read(ref underWay);

    /// <summary>How many reminders among them.</summary>
    public int ReminderRoom => mostReminders - Volatile.Read(ref reminders);

    /// <summary>Whether a turn may take what it says, for <see cref="Start(Errand)"/>.</summary>
    public bool TakesErrands => !draining.IsDraining && Room > 0;

    /// <summary>What is under way or still to be recorded.</summary>
    public bool IsIdle => Volatile.Read(ref underWay) == 0 && delivered.IsEmpty;

    /// <summary>What waits for its pace waits no longer; what is being handed over is brought to its end, so that its fate is known.</summary>
    public void Stop() => stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    /// <summary>Sends a message that was claimed.</summary>
    public void Start(Claimed message)
    {
        Interlocked.Increment(ref underWay);
        if (message.Kind == OutgoingKind.Reminder)
            Interlocked.Increment(ref reminders);
        _ = Run(message);
    }

    /// <summary>After the commit: sends what a turn said, one message after the other.</summary>
    public void Start(Errand errand)
    {
        Interlocked.Increment(ref underWay);
        _ = Run(errand);
    }

    /// <summary>Records in a unit what was delivered into this chat and is not recorded yet. To be done before anything of the chat is taken.</summary>
    /// <returns>Whether more waits in the chat, of which the sender must be told after the commit.</returns>
    public bool Record(IUnit unit, ConversationId conversation) =>
        delivered.TryGetValue(conversation, out var last) && memory.Outbox.Sent(unit, conversation, last.Number, last.MessageId);

    private async Task Run(Claimed message)
    {
        try
        {
            // Not given up while stopping: that would leave in doubt what was never sent.
            var chat = await memory.Store.Read(unit =>
            {
                var conversation = memory.Conversations.Get(unit, message.Conversation);
                return Chat.Of(conversation, memory.People.Get(unit, conversation.Person));
            }, CancellationToken.None);
            var words = message.Body.Length > 0 ? JsonSerializer.Deserialize(message.Body, WireJson.Default.Message) : null;
            if (await Send(message, chat, words) is { } arrived)
                Note(message.Conversation, arrived);
        }
#pragma warning disable CA1031 // one message that cannot be sent must not stop the others, nor those behind it in its chat
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await Break(message, fault);
        }
        finally
        {
            if (message.Kind == OutgoingKind.Reminder)
                Interlocked.Decrement(ref reminders);
            Interlocked.Decrement(ref underWay);
            signal.Set();
        }
    }

    private async Task Run(Errand errand)
    {
        try
        {
            var conversation = errand.To.Conversation.Id;
            for (var n = 0; n < errand.Messages.Count; n++)
            {
                var (number, message) = errand.Messages[n];
                var taken = new Claimed(number, conversation, message.Outgoing.Kind, message.Outgoing.Body, Attempts: 0);
                Delivered? arrived;
                try
                {
                    arrived = await Send(taken, errand.To, message.Message);
                }
#pragma warning disable CA1031 // as above
                catch (Exception fault)
#pragma warning restore CA1031
                {
                    await Break(taken, fault);
                    arrived = null;
                }
                if (arrived is not { } known || n + 1 == errand.Messages.Count || !await Next(conversation, known, errand.Messages[n + 1].Number))
                {
                    if (arrived is null || n + 1 < errand.Messages.Count)
                        signal.Set();
                    if (arrived is { } last && n + 1 == errand.Messages.Count)
                        Note(conversation, last);
                    return;
                }
            }
        }
        finally
        {
            if (Interlocked.Decrement(ref underWay) == mostUnderWay - 1)
                signal.Set();
        }
    }

    /// <summary>Records one delivery and takes the message behind it, in one commit.</summary>
    /// <returns>Whether that one is to be sent now; else the sender will find it.</returns>
    private async ValueTask<bool> Next(ConversationId conversation, Delivered last, long number)
    {
        try
        {
            return await memory.Store.Write(unit =>
            {
                memory.Outbox.Sent(unit, conversation, last.Number, last.MessageId);
                return TakesErrands && memory.Outbox.TryTake(unit, number);
            }, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            Note(conversation, last);
            return false;
        }
    }

    /// <returns>What was delivered and nothing else, still to be recorded; <see langword="null"/>: recorded already, whatever it was.</returns>
    private async ValueTask<Delivered?> Send(Claimed claimed, Chat chat, Message? words)
    {
        var beginning = claimed.Kind == OutgoingKind.Reminder ? new Beginning(memory, claimed.Number) : null;
        // Who blocked us is not written to again; when they write, the chat opens by itself.
        var result = chat.Conversation.Silence is { } silence ? new(SendOutcome.Refused, Reason: silence.Reason)
            : delivery.Channel(chat.Conversation.Channel) is not { } channel
            ? new(SendOutcome.Retry, Reason: "channel-off")
            : words is null ? new SendResult(SendOutcome.Refused, Reason: "unreadable")
            : beginning is null ? await channel.Send(chat.Address, words, claimed.Number, stopping.Token)
            : await channel.Send(chat.Address, words, claimed.Number, beginning.Ask, stopping.Token);
        if (result.Reason == IChannel.LetGo)
        {
            // Taken back, or too late to help, and recorded so; unless the disk refused.
            if (!beginning!.IsPutOff)
                return null;
            result = new(SendOutcome.Retry, Reason: "disk");
        }
        metrics.Settled(Name(result.Outcome));
        if (result is { Outcome: SendOutcome.Delivered, Moved: null })
            return new(claimed.Number, result.MessageId);
        var (state, retryAt) = Judge(claimed, result);
        await Settle(claimed, state, retryAt, result);
        if (state is OutgoingState.Failed or OutgoingState.Uncertain)
            NotDelivered(log, claimed.Number, state, result.Reason);
        return null;
    }

    private async Task Break(Claimed message, Exception fault)
    {
        Broke(log, message.Number, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
        // Before the call or after it, nobody knows.
        var doubtful = new SendResult(SendOutcome.Unknown, Reason: "fault");
        var (state, retryAt) = Judge(message, doubtful);
        await Settle(message, state, retryAt, doubtful);
    }

    /// <summary>It arrived: to be recorded with the next turn of its chat, or with others, soon.</summary>
    private void Note(ConversationId conversation, Delivered last)
    {
        delivered[conversation] = last;
        if (Interlocked.Increment(ref gatherings) == 1)
            _ = Gather();
    }

    /// <summary>However long the disk refuses, and even while shutting down.</summary>
    private async Task Gather()
    {
        for (var attempt = 1; ;)
        {
            await Task.Delay(gathering, CancellationToken.None);
            var asked = Volatile.Read(ref gatherings);
            var some = delivered.ToArray();
            try
            {
                var isMore = some.Length > 0 && await memory.Store.Write(
                    unit => some.Aggregate(false, (more, one) => memory.Outbox.Sent(unit, one.Key, one.Value.Number, one.Value.MessageId) || more), CancellationToken.None);
                attempt = 1;
                Forget(some);
                if (isMore)
                    signal.Set();
            }
            catch (Exception refusal) when (attempt++ < maxSettles || !stopping.IsCancellationRequested)
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

    /// <summary>The call is over: what became of it is recorded, however long the disk refuses, and even while shutting down.</summary>
    private async Task Settle(Claimed message, OutgoingState state, Instant? retryAt, SendResult result)
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
            catch (StoreUnavailableException) when (attempt < maxSettles || !stopping.IsCancellationRequested)
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

    /// <summary>What an outcome means for a message of this kind.</summary>
    internal (OutgoingState State, Instant? RetryAt) Judge(Claimed claimed, SendResult result) => result.Outcome switch
    {
        SendOutcome.Delivered => (OutgoingState.Sent, null),
        SendOutcome.Refused => (OutgoingState.Failed, null),
        SendOutcome.Unknown when claimed.Kind == OutgoingKind.Reminder => (OutgoingState.Uncertain, null),
        SendOutcome.Unknown when claimed.Kind == OutgoingKind.Prompt && claimed.Attempts > 0 => (OutgoingState.Uncertain, null),
        // Once more, but only after the person had time to show by an answer that it arrived.
        SendOutcome.Unknown when claimed.Kind == OutgoingKind.Prompt => (OutgoingState.Due, clock.GetCurrentInstant() + doubt),
        _ when claimed.Kind is not (OutgoingKind.Safety or OutgoingKind.Relayed) && claimed.Attempts + 1 >= maxAttempts => (OutgoingState.Failed, null),
        _ => (OutgoingState.Due, clock.GetCurrentInstant() + After(claimed.Attempts, result.RetryAfter)),
    };

    private static Duration After(int attempts, TimeSpan? wish) => wish is { } vendor
        ? Duration.FromTimeSpan(vendor)
        : Duration.Min(longestPause, firstPause * Math.Pow(2, Math.Min(attempts, 10)));

    private static string Name(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Delivered => nameof(SendOutcome.Delivered),
        SendOutcome.Refused => nameof(SendOutcome.Refused),
        SendOutcome.Retry => nameof(SendOutcome.Retry),
        _ => nameof(SendOutcome.Unknown),
    };

    /// <param name="MessageId">The channel's id of it.</param>
    private readonly record struct Delivered(long Number, string? MessageId);

    [LoggerMessage(1104, LogLevel.Error, "Sending message {Number} broke off: {Fault} {Place}")]
    private static partial void Broke(ILogger log, long number, string fault, string? place);

    [LoggerMessage(1105, LogLevel.Error, "Recording deliveries broke off and is tried again: {Fault} {Place}")]
    private static partial void NotRecorded(ILogger log, string fault, string? place);

    [LoggerMessage(1101, LogLevel.Warning, "Message {Number} was not delivered: {State} {Reason}")]
    private static partial void NotDelivered(ILogger log, long number, OutgoingState state, string? reason);
}
