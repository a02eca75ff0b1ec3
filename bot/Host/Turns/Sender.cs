using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Host.Requests;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>
/// Sends what is due on pushed channels: marked before the call, settled after it. A crash between the two is the only moment in which a
/// message may be doubled or doubtful; what then happens depends on its kind.
/// </summary>
public sealed partial class Sender(
    Memory memory, Delivery delivery, LostContact lost, SenderSignal signal, TurnMetrics metrics, IClock clock, ILogger<Sender> log)
    : BackgroundService
{
    /// <summary>Messages taken at once; channels pace themselves.</summary>
    private const int batch = 64;

    /// <summary>Messages handed over at the same time.</summary>
    private const int mostUnderWay = 256;

    /// <summary>Of <see cref="mostUnderWay"/>, what reminders may take: a broadcast waits for its pace while answers go out beside it.</summary>
    private const int mostReminders = 128;

    /// <summary>How long to wait while the disk refuses.</summary>
    private static readonly TimeSpan refusedPause = TimeSpan.FromSeconds(1);

    /// <summary>Tries to record an outcome, <see cref="refusedPause"/> apart; then it counts as doubtful at the next start.</summary>
    private const int maxSettles = 60;

    /// <summary>How long a prompt of unknown fate waits for the answer that makes it moot.</summary>
    private static readonly Duration doubt = Duration.FromSeconds(25);

    /// <summary>A net under the signal: other instances and the clock make messages due as well.</summary>
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);

    /// <summary>After an attempt that certainly did not arrive; doubles up to <see cref="longestPause"/>.</summary>
    private static readonly Duration firstPause = Duration.FromSeconds(2);

    private static readonly Duration longestPause = Duration.FromMinutes(5);

    /// <summary>Attempts of a prompt or reminder before it counts as failed; safety messages never give up.</summary>
    private const int maxAttempts = 12;

    private int underWay;
    private int reminders;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A chat whose vendor hangs holds up nobody but itself.
                var room = mostUnderWay - Volatile.Read(ref underWay);
                var bulk = mostReminders - Volatile.Read(ref reminders);
                var claimed = room > 0 ? await memory.Store.Write(unit => memory.Outbox.Claim(unit, Math.Min(batch, room), Math.Min(batch, bulk)), stoppingToken) : [];
                foreach (var message in claimed)
                {
                    Interlocked.Increment(ref underWay);
                    if (message.Kind == OutgoingKind.Reminder)
                        Interlocked.Increment(ref reminders);
                    _ = Run(message, stoppingToken);
                }
                if (claimed.IsEmpty)
                    await signal.Wait(room > 0 ? await Pause(withReminders: bulk > 0, stoppingToken) : longestWait, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (StoreUnavailableException)
            {
                await signal.Wait(refusedPause, stoppingToken);
            }
        }
        // What is being handed over is brought to its end, so that its fate is known.
        while (Volatile.Read(ref underWay) > 0)
            await signal.Wait(refusedPause, CancellationToken.None);
    }

    private async Task Run(Claimed message, CancellationToken stoppingToken)
    {
        try
        {
            await Send(message, stoppingToken);
        }
#pragma warning disable CA1031 // one message that cannot be sent must not stop the others, nor those behind it in its chat
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Broke(log, message.Number, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            // Before the call or after it, nobody knows.
            var doubtful = new SendResult(SendOutcome.Unknown, Reason: "fault");
            var (state, retryAt) = Judge(message, doubtful);
            await Settle(message, state, retryAt, doubtful);
        }
        finally
        {
            if (message.Kind == OutgoingKind.Reminder)
                Interlocked.Decrement(ref reminders);
            Interlocked.Decrement(ref underWay);
            signal.Set();
        }
    }

    private async ValueTask<TimeSpan> Pause(bool withReminders, CancellationToken cancellationToken)
    {
        var next = await memory.Store.Read(unit => memory.Outbox.NextDue(unit, withReminders), cancellationToken);
        return next is not { } due ? longestWait : TimeSpan.FromTicks(Math.Clamp((due - clock.GetCurrentInstant()).BclCompatibleTicks, 0, longestWait.Ticks));
    }

    private async Task Send(Claimed claimed, CancellationToken cancellationToken)
    {
        var chat = await memory.Store.Read(unit =>
        {
            var conversation = memory.Conversations.Get(unit, claimed.Conversation);
            return Chat.Of(conversation, memory.People.Get(unit, conversation.Person));
        }, cancellationToken);
        // Who blocked us is not written to again; when they write, the chat opens by itself.
        var result = chat.Conversation.Silence is { } silence ? new(SendOutcome.Refused, Reason: silence.Reason)
            : delivery.Channel(chat.Conversation.Channel) is not { } channel
            ? new(SendOutcome.Retry, Reason: "channel-off")
            : claimed.Body.Length > 0 && JsonSerializer.Deserialize(claimed.Body, WireJson.Default.Message) is { } message
                ? await channel.Send(chat.Address, message, claimed.Number, cancellationToken)
                : new SendResult(SendOutcome.Refused, Reason: "unreadable");
        var (state, retryAt) = Judge(claimed, result);
        await Settle(claimed, state, retryAt, result);
        metrics.Settled(result.Outcome.ToString());
        if (state is OutgoingState.Failed or OutgoingState.Uncertain)
            NotDelivered(log, claimed.Number, state, result.Reason);
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
            catch (StoreUnavailableException) when (attempt < maxSettles)
            {
                await Task.Delay(refusedPause, CancellationToken.None);
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

    [LoggerMessage(1104, LogLevel.Error, "Sending message {Number} broke off: {Fault} {Place}")]
    private static partial void Broke(ILogger log, long number, string fault, string? place);

    [LoggerMessage(1101, LogLevel.Warning, "Message {Number} was not delivered: {State} {Reason}")]
    private static partial void NotDelivered(ILogger log, long number, OutgoingState state, string? reason);
}
