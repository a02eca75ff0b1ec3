using System.Text.Json.Nodes;
using Assistant.Protocol;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// Sends messages at the right pace and says what became of them. Waiting can be cancelled, a call once begun cannot: it ends soon by itself, and
/// then its fate is known.
/// </summary>
internal sealed partial class Dispatch(Connector connector, Pacer pacer, Replies replies, ITeamsTexts texts, ILogger<Dispatch> log)
{
    /// <summary>Sends one message, in as many parts as it needs; a try after a fault goes on where the last one ended.</summary>
    public async ValueTask<SendResult> Send(ConversationReference to, Message message, long number, IHandover handover, CancellationToken cancellationToken)
    {
        var parts = TextParts.Split(message.Text);
        if (parts.IsEmpty)
            return new(SendOutcome.Refused, Reason: "empty");
        var isBulk = message is { Alerts: true, IsUrgent: false };
        if (message is { Replaces: { } old, File: null } && parts.Length == 1 && await Replace(to, old, Activity(to, message, parts[0], isLast: true), isBulk, handover, cancellationToken) is { } replaced)
            return replaced;
        SendResult result = new(SendOutcome.Delivered);
        ConversationReference? moved = null;
        // A file is offered by a card of its own; one that is not stored could not be found again.
        var file = number == IChannel.NotStored ? null : message.File;
        var count = parts.Length + (file is null ? 0 : 1);
        for (var i = count == 1 ? 0 : Math.Min(await handover.PartsSent(), count - 1); i < count; i++)
        {
            var isLast = i == count - 1;
            if (await pacer.Wait(to.Conversation, Tenant(to), isBulk, cancellationToken) is { } later)
                return new(SendOutcome.Retry, RetryAfter: later, Reason: "throttled") { Moved = moved };
            if (!await handover.Begins())
                return new(SendOutcome.Refused, Reason: IChannel.LetGo) { Moved = moved };
            result = await Judged(to, i < parts.Length
                ? Activity(to, message, parts[i], i == parts.Length - 1)
                : With(Frame(to, "message"), Files.Card(file!, number, texts.Get(TeamsText.FileOffer, message.Language))));
            to = result.Moved ?? to;
            moved = result.Moved ?? moved;
            if (result.Outcome != SendOutcome.Delivered)
                return result with { Moved = moved };
            if (!isLast)
                await handover.PartSent(result.MessageId);
        }
        return result with { Moved = moved };
    }

    /// <summary>One message as <see cref="Send"/> says it, for a caller who takes it along.</summary>
    public IEnumerable<JsonObject> Compose(ConversationReference to, Message message, long number)
    {
        var parts = TextParts.Split(message.Text);
        for (var i = 0; i < parts.Length; i++)
            yield return Activity(to, message, parts[i], i == parts.Length - 1);
        if (number != IChannel.NotStored && message.File is { } file)
            yield return With(Frame(to, "message"), Files.Card(file, number, texts.Get(TeamsText.FileOffer, message.Language)));
    }

    /// <summary>Says one of the channel's own sentences; best effort, nobody waits for it.</summary>
    public async Task Say(ConversationReference to, string text)
    {
        if (replies.TryGive(to.Conversation, () => [Activity(to, new() { Text = text }, text, isLast: true)]))
            return;
        const int tries = 3;
        for (var i = 0; i < tries; i++)
            if (await pacer.Wait(to.Conversation, Tenant(to), isBulk: false, CancellationToken.None) is not null
                || (await Judged(to, Activity(to, new() { Text = text }, text, isLast: true))).Outcome != SendOutcome.Retry)
                return;
    }

    /// <summary>Shows something attached, at the chat's pace; best effort.</summary>
    public async Task Show(ConversationReference to, JsonObject attachment)
    {
        if (await pacer.Wait(to.Conversation, Tenant(to), isBulk: false, CancellationToken.None) is null)
            await Judged(to, With(Frame(to, "message"), attachment));
    }

    /// <summary>Puts another card in the place of one; best effort.</summary>
    public Task Settle(ConversationReference to, string id, JsonObject card) => connector.Update(to, id, WithCard(Frame(to, "message"), card));

    /// <summary>Shows that an answer is on its way; best effort.</summary>
    public Task Typing(ConversationReference to) => connector.Send(to, Frame(to, "typing"));

    private async ValueTask<SendResult> Judged(ConversationReference to, JsonObject activity)
    {
        var answer = await connector.Send(to, activity);
        // A chat that is gone may have been opened anew under another id.
        if (answer.Fault == ConnectorFault.NotFound && to is { ConversationType: ConversationAccount.Personal, Account: not null, BotId: not null })
        {
            var opened = await connector.Create(to);
            if (opened is { Fault: ConnectorFault.None, Id: { Length: > 0 } id } && id != to.Conversation)
            {
                activity["conversation"] = new JsonObject { ["id"] = id };
                var there = to with { Conversation = id };
                return Judge(there, await connector.Send(there, activity)) with { Moved = there };
            }
        }
        return Judge(to, answer);
    }

    private async ValueTask<SendResult?> Replace(ConversationReference to, string id, JsonObject activity, bool isBulk, IHandover handover, CancellationToken cancellationToken)
    {
        if (await pacer.Wait(to.Conversation, Tenant(to), isBulk, cancellationToken) is { } later)
            return new(SendOutcome.Retry, RetryAfter: later, Reason: "throttled");
        if (!await handover.Begins())
            return new(SendOutcome.Refused, Reason: IChannel.LetGo);
        var answer = await connector.Update(to, id, activity);
        return answer.Fault switch
        {
            ConnectorFault.None => new(SendOutcome.Delivered, id),
            // It is gone, or Teams dislikes it: what is to be read is sent anew.
            ConnectorFault.NotFound or ConnectorFault.Refused => null,
            // Replacing twice does no harm, so a doubtful try is simply made again.
            ConnectorFault.Unknown => new(SendOutcome.Retry, Reason: "unknown"),
            _ => Judge(to, answer),
        };
    }

    /// <summary>What an answer means for the message.</summary>
    private SendResult Judge(ConversationReference to, ConnectorAnswer answer)
    {
        switch (answer.Fault)
        {
            case ConnectorFault.None:
                pacer.Went(to.Conversation);
                return new(SendOutcome.Delivered, answer.Id);
            case ConnectorFault.Throttled:
                return new(SendOutcome.Retry, RetryAfter: pacer.Throttled(to.Conversation, answer.RetryAfter), Reason: "throttled");
            case ConnectorFault.NotSent:
                return new(SendOutcome.Retry, Reason: "not-sent");
            // A secret being changed says nothing about the person.
            case ConnectorFault.Unauthorized:
                Disliked(log, "Unauthorized", answer.Code);
                return new(SendOutcome.Retry, Reason: "unauthorized");
            case ConnectorFault.Unknown:
                return new(SendOutcome.Unknown, Reason: "unknown");
            case ConnectorFault.Blocked:
                return new(SendOutcome.Refused, Reason: "blocked");
            case ConnectorFault.Kicked:
                return new(SendOutcome.Refused, Reason: "kicked");
            case ConnectorFault.NotFound:
                return new(SendOutcome.Refused, Reason: "unknown-chat");
            case ConnectorFault.TooLarge:
                return new(SendOutcome.Refused, Reason: "too-large");
            case ConnectorFault.Foreign:
                return new(SendOutcome.Refused, Reason: "service-url");
            default:
                Disliked(log, "Refused", answer.Code);
                return new(SendOutcome.Refused, Reason: "refused");
        }
    }

    private static JsonObject Activity(ConversationReference to, Message message, string text, bool isLast)
    {
        var activity = Frame(to, "message");
        // Words beside a card would be split from it by Teams, and neither would get an id.
        if (isLast && Cards.IsCard(message))
        {
            WithCard(activity, Cards.Of(message, text));
            // What a notification shows; about a case it shows nothing.
            if (!message.IsConfidential)
                activity["summary"] = text;
        }
        else
        {
            // The vendor's own client shows the lines of plain text as one: those of markup stand below each other, and can be copied as a card's cannot.
            var isMarkup = text.Contains('\n', StringComparison.Ordinal);
            activity["text"] = isMarkup ? TextParts.Markup(text) : text;
            activity["textFormat"] = isMarkup ? "xml" : "plain";
        }
        if (message.Language is { } language)
            activity["locale"] = Cards.Tag(language);
        if (message.Alerts)
            activity["channelData"] = new JsonObject { ["notification"] = new JsonObject { ["alert"] = true } };
        return activity;
    }

    private static JsonObject WithCard(JsonObject activity, JsonObject card) => With(activity, new() { ["contentType"] = Cards.ContentType, ["content"] = card });

    private static JsonObject With(JsonObject activity, JsonObject attachment)
    {
        activity["attachments"] = new JsonArray(attachment);
        return activity;
    }

    /// <summary>A bot sends neither id nor time nor address (A2031, A2041, A2302).</summary>
    private static JsonObject Frame(ConversationReference to, string type)
    {
        var activity = new JsonObject { ["type"] = type, ["conversation"] = new JsonObject { ["id"] = to.Conversation } };
        if (to.BotId is { } bot)
            activity["from"] = new JsonObject { ["id"] = bot };
        if (to.Account is { } person)
            activity["recipient"] = new JsonObject { ["id"] = person };
        return activity;
    }

    private static string Tenant(ConversationReference to) => to.TenantId ?? "";

    [LoggerMessage(3303, LogLevel.Error, "The Connector did not take what we sent: {Fault} {Code}")]
    private static partial void Disliked(ILogger log, string fault, string? code);
}
