using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>
/// Sends what is due on pushed channels: marked before the call, settled after it. A crash between the two is the only moment in which a
/// message may be doubled or doubtful; what then happens depends on its kind.
/// </summary>
public sealed partial class Sender(Memory memory, Delivery delivery, SenderSignal signal, TurnMetrics metrics, IClock clock, ILogger<Sender> log)
    : BackgroundService
{
    /// <summary>Messages taken at once; channels pace themselves.</summary>
    private const int batch = 64;

    /// <summary>A net under the signal: other instances and the clock make messages due as well.</summary>
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);

    /// <summary>After an attempt that certainly did not arrive; doubles up to <see cref="longestPause"/>.</summary>
    private static readonly Duration firstPause = Duration.FromSeconds(2);

    private static readonly Duration longestPause = Duration.FromMinutes(5);

    /// <summary>Attempts of a prompt or reminder before it counts as failed; safety messages never give up.</summary>
    private const int maxAttempts = 12;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var claimed = await memory.Store.Write(unit => memory.Outbox.Claim(unit, batch), stoppingToken);
                if (claimed.IsEmpty)
                    await signal.Wait(await Pause(stoppingToken), stoppingToken);
                else
                    await Task.WhenAll(claimed.Select(message => Send(message, stoppingToken)));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException)
            {
                await signal.Wait(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async ValueTask<TimeSpan> Pause(CancellationToken cancellationToken)
    {
        var next = await memory.Store.Read(memory.Outbox.NextDue, cancellationToken);
        return next is not { } due ? longestWait : TimeSpan.FromTicks(Math.Clamp((due - clock.GetCurrentInstant()).BclCompatibleTicks, 0, longestWait.Ticks));
    }

    private async Task Send(Claimed claimed, CancellationToken cancellationToken)
    {
        var chat = await memory.Store.Read(unit =>
        {
            var conversation = memory.Conversations.Get(unit, claimed.Conversation);
            return Chat.Of(conversation, memory.People.Get(unit, conversation.Person));
        }, cancellationToken);
        var result = delivery.Channel(chat.Conversation.Channel) is not { } channel
            ? new(SendOutcome.Retry, Reason: "channel-off")
            : JsonSerializer.Deserialize(claimed.Body, WireJson.Default.Message) is { } message
                ? await channel.Send(chat.Address, message, claimed.Number, cancellationToken)
                : new SendResult(SendOutcome.Refused, Reason: "unreadable");
        var (state, retryAt) = Judge(claimed, result);
        // The call is over: what became of it is recorded even while shutting down.
        await memory.Store.Write(unit =>
        {
            memory.Outbox.Settle(unit, claimed.Number, state, retryAt, result.MessageId, result.Reason);
            return true;
        }, CancellationToken.None);
        metrics.Settled(result.Outcome.ToString());
        if (state is OutgoingState.Failed or OutgoingState.Uncertain)
            NotDelivered(log, claimed.Number, state, result.Reason);
    }

    /// <summary>What an outcome means for a message of this kind.</summary>
    internal (OutgoingState State, Instant? RetryAt) Judge(Claimed claimed, SendResult result) => result.Outcome switch
    {
        SendOutcome.Delivered => (OutgoingState.Sent, null),
        SendOutcome.Refused => (OutgoingState.Failed, null),
        SendOutcome.Unknown when claimed.Kind == OutgoingKind.Reminder => (OutgoingState.Uncertain, null),
        SendOutcome.Unknown when claimed.Kind == OutgoingKind.Prompt && claimed.Attempts > 0 => (OutgoingState.Uncertain, null),
        _ when claimed.Kind != OutgoingKind.Safety && claimed.Attempts + 1 >= maxAttempts => (OutgoingState.Failed, null),
        _ => (OutgoingState.Due, clock.GetCurrentInstant() + After(claimed.Attempts, result.RetryAfter)),
    };

    private static Duration After(int attempts, TimeSpan? wish) => wish is { } vendor
        ? Duration.FromTimeSpan(vendor)
        : Duration.Min(longestPause, firstPause * Math.Pow(2, Math.Min(attempts, 10)));

    [LoggerMessage(1101, LogLevel.Warning, "Message {Number} was not delivered: {State} {Reason}")]
    private static partial void NotDelivered(ILogger log, long number, OutgoingState state, string? reason);
}
