using System.Globalization;
using Assistant.Protocol;

namespace Assistant.Channels.WebChat;

/// <summary>The conversation's log as Direct Line shows it.</summary>
internal static class Log
{
    /// <summary>Most activities of one answer or batch.</summary>
    public const int Batch = 100;

    /// <returns><see langword="null"/> when there is nothing new.</returns>
    public static async ValueTask<ActivitySet?> Read(IConversationLog log, string conversation, long watermark, CancellationToken cancellationToken)
    {
        var entries = await log.After(WebChatChannel.ChannelId, conversation, watermark, Batch, cancellationToken);
        if (entries is not [.., var last]) return null;
        return new([.. entries.Select(entry => Show(entry, conversation)).OfType<ShownActivity>()], last.Watermark) { MayHaveMore = entries.Count == Batch };
    }

    /// <returns>False when it is no watermark of ours.</returns>
    public static bool TryParse(string? text, out long watermark)
    {
        watermark = 0;
        return string.IsNullOrEmpty(text) || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out watermark);
    }

    public static string Text(long watermark) => watermark.ToString(CultureInfo.InvariantCulture);

    // Events (joining, a change of language) and what retention has emptied are no part of what people see.
    private static ShownActivity? Show(LoggedActivity entry, string conversation) => entry switch
    {
        { Outgoing: { } message } => Show(message, entry, conversation),
        { Incoming: { Type: "message" } activity } => new()
        {
            Id = activity.Id ?? Text(entry.Watermark),
            Timestamp = entry.At,
            From = new(activity.From?.Id ?? "", "user"),
            Conversation = new(conversation),
            Text = activity.Text,
            Locale = activity.Locale,
            Value = activity.Value,
            Attachments = HandedIn.NameOf(activity) is { } name ? [new("application/octet-stream", null, name)] : null,
            ChannelData = new() { ClientActivityID = Posting.ClientActivityId(activity.ChannelData) },
        },
        _ => null,
    };

    /// <summary>A message that is in no log; its id is of no use later.</summary>
    public static ShownActivity Unstored(Message message, string conversation, DateTimeOffset now) =>
        Show(message with { File = null }, new(IChannel.NotStored, null, message, now), conversation) with { Id = $"unstored-{now.UtcTicks}" };

    private static ShownActivity Show(Message message, LoggedActivity entry, string conversation) => new()
    {
        Id = WebChatChannel.MessageId(entry.Watermark),
        Timestamp = entry.At,
        From = new("assistant", "bot"),
        Conversation = new(conversation),
        Text = message.Text,
        Locale = message.Language,
        SuggestedActions = message.Buttons.IsEmpty ? null : new([.. message.Buttons.Select(button => new CardAction(button.Label, new(button.Handle)))]),
        Attachments = message.File is { } file
            ? [new(file.MediaType, $"{WebChatEndpoints.Root}/conversations/{conversation}/activities/{Text(entry.Watermark)}/file", file.Name)]
            : null,
        ChannelData = message is { Input: null, Form: null, Chart: null, Replaces: null, Alerts: false } ? null : new()
        {
            Input = message.Input,
            Form = message.Form,
            Chart = message.Chart,
            Replaces = message.Replaces,
            Alerts = message.Alerts ? true : null,
        },
    };
}
