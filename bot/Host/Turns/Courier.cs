using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>What one turn says to one chat, in order; the first message is taken already (<see cref="IOutbox.Begin"/>).</summary>
public sealed record Errand(Chat To, IReadOnlyList<(long Number, Rendered Message)> Messages);

/// <summary>
/// Hands over messages that are marked as being sent; what became of them goes into the <see cref="DeliveryBook"/>. A crash between the two is the only moment in which a message may be
/// doubled or doubtful; what then happens depends on its kind.
/// </summary>
public sealed partial class Courier(
    Memory memory, Delivery delivery, DeliveryBook book, SenderSignal signal, TurnMetrics metrics, Draining draining, IClock clock, ILogger<Courier> log) : IDisposable
{
    /// <summary>Messages handed over at the same time.</summary>
    private const int mostUnderWay = 256;

    /// <summary>Of <see cref="mostUnderWay"/>, what reminders may take: a broadcast waits for its pace while answers go out beside it.</summary>
    private const int mostReminders = 128;

    private readonly CancellationTokenSource stopping = new();
    private int underWay;
    private int reminders;

    /// <summary>How many messages may be taken.</summary>
    public int Room => mostUnderWay - Volatile.Read(ref underWay);

    /// <summary>How many reminders among them.</summary>
    public int ReminderRoom => mostReminders - Volatile.Read(ref reminders);

    /// <summary>Whether a turn may take what it says, for <see cref="Start(Errand)"/>.</summary>
    public bool TakesErrands => !draining.IsDraining && Room > 0;

    /// <summary>What is under way or still to be recorded.</summary>
    public bool IsIdle => Volatile.Read(ref underWay) == 0 && book.IsEmpty;

    /// <summary>What waits for its pace waits no longer; what is being handed over is brought to its end, so that its fate is known.</summary>
    public void Stop()
    {
        stopping.Cancel();
        book.Stop();
    }

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
                book.Note(message.Conversation, arrived);
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
                        book.Note(conversation, last);
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
            book.Note(conversation, last);
            return false;
        }
    }

    /// <returns>What was delivered and nothing else, still to be recorded; <see langword="null"/>: recorded already, whatever it was.</returns>
    private async ValueTask<Delivered?> Send(Claimed claimed, Chat chat, Message? words)
    {
        var handover = new Handover(memory, book, claimed);
        // Who blocked us is not written to again; when they write, the chat opens by itself.
        var result = chat.Conversation.Silence is { } silence ? new(SendOutcome.Refused, Reason: silence.Reason) : await HandOver(claimed.Number, chat, words, handover);
        if (result.Reason == IChannel.LetGo)
        {
            // Taken back, or too late to help, and recorded so; unless the disk refused.
            if (!handover.IsPutOff)
                return null;
            result = new(SendOutcome.Retry, Reason: "disk");
        }
        metrics.Settled(result.Outcome.ToString());
        if (result is { Outcome: SendOutcome.Delivered, Moved: null })
            return new(claimed.Number, result.MessageId);
        var (state, retryAt) = Verdict.Of(claimed, result, clock.GetCurrentInstant());
        await book.Settle(claimed, state, retryAt, result);
        if (state is OutgoingState.Failed or OutgoingState.Uncertain)
            NotDelivered(log, claimed.Number, state, result.Reason);
        return null;
    }

    private async ValueTask<SendResult> HandOver(long number, Chat chat, Message? words, Handover handover)
    {
        if (delivery.Channel(chat.Conversation.Channel) is not { } channel)
            return new(SendOutcome.Retry, Reason: "channel-off");
        if (words is null)
            return new(SendOutcome.Refused, Reason: "unreadable");
        return await channel.Send(chat.Address, words, number, handover, stopping.Token);
    }

    private async Task Break(Claimed message, Exception fault)
    {
        Broke(log, message.Number, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
        // Before the call or after it, nobody knows.
        var doubtful = new SendResult(SendOutcome.Unknown, Reason: "fault");
        var (state, retryAt) = Verdict.Of(message, doubtful, clock.GetCurrentInstant());
        await book.Settle(message, state, retryAt, doubtful);
    }

    [LoggerMessage(1104, LogLevel.Error, "Sending message {Number} broke off: {Fault} {Place}")]
    private static partial void Broke(ILogger log, long number, string fault, string? place);

    [LoggerMessage(1101, LogLevel.Warning, "Message {Number} was not delivered: {State} {Reason}")]
    private static partial void NotDelivered(ILogger log, long number, OutgoingState state, string? reason);
}
