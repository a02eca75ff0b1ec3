using System.Collections.Immutable;
using System.Text.Json;
using Assistant.Protocol;

namespace Assistant.Channels.Teams.Inbound;

/// <summary>From what Teams sends to what the Host understands. Only what we know is taken over. Pure.</summary>
internal static class ActivityMapper
{
    private const int maxId = 512; // UTF-16 units
    private const int maxUrl = 4_096; // UTF-16 units
    private const string fileConsent = "fileConsent/invoke";

    /// <summary>A file that the person put into their storage and says where.</summary>
    private const string fileThere = "application/vnd.microsoft.teams.file.download.info";

    public static Arrival Map(Activity activity)
    {
        if (activity.Type == "invoke" && activity.Name is not ("adaptiveCard/action" or fileConsent))
            return new Arrival.UnknownInvoke();
        if (!IsId(activity.Conversation?.Id) || activity.Conversation!.Id is "." or ".." || !IsId(activity.Id) || !IsId(activity.From?.Id))
            return new Arrival.Broken();
        // Who has no identity in the directory is nobody we could know again: bots, and events of the service itself.
        var user = Tenants.Of(activity) is [var tenant, ..] && IsId(activity.From!.AadObjectId) ? $"{tenant}:{activity.From.AadObjectId!.ToLowerInvariant()}" : null;
        var isPersonal = activity.Conversation.IsPersonal;
        return activity.Type switch
        {
            "invoke" when activity.Name == fileConsent => user is not null && isPersonal && FileAnswer(activity, user) is { } answer ? answer : new Arrival.Broken(),
            "invoke" => user is not null && isPersonal && CardPress.Of(Json.Field(Json.Field(activity.Value, "action"), "data")) is { } press
                ? new Arrival.Pressed(user, Press(activity, press), press)
                : new Arrival.StrayPress(Locale(activity.Locale)),
            "message" when !isPersonal => Mentions.OfUs(activity) ? new Arrival.Notice(Base(activity), TeamsText.Group) : new Arrival.Nothing(),
            // A team that we are installed in is the organisation's; anybody goes in and out of a group chat.
            "conversationUpdate" when activity.Conversation.ConversationType == "channel" && Json.Items(activity.MembersRemoved).Any() => new Arrival.Removed([.. Removed(activity)]),
            _ when user is null || !isPersonal => new Arrival.Nothing(),
            "message" => Said(activity, user),
            Activity.MessageUpdate => Edited(activity, user),
            "installationUpdate" => activity.Action switch
            {
                "add" => Came(activity, user),
                "add-upgrade" => new Arrival.Turn(user, [Standing(activity, true)]),
                "remove" => new Arrival.Turn(user, [Standing(activity, false)], Leaves: true),
                _ => new Arrival.Nothing(),
            },
            "conversationUpdate" when Names(activity.MembersAdded, activity.Recipient?.Id) => Came(activity, user),
            "conversationUpdate" when Names(activity.MembersRemoved, activity.Recipient?.Id) || Names(activity.MembersRemoved, activity.From!.Id) => new Arrival.Turn(user, [Standing(activity, false)], Leaves: true),
            _ => new Arrival.Nothing(),
        };
    }

    private static Arrival Said(Activity activity, string user)
    {
        var words = Mentions.Strip(activity)?.Replace('\u00A0', ' ').Trim();
        ImmutableArray<FileLink> files = [.. Json.Items(activity.Attachments).Select(Link).OfType<FileLink>()];
        if (words is { Length: > 0 } || !files.IsEmpty)
            return new Arrival.Turn(user, [new(Message(activity, words ?? ""), Unique(activity))]) { Files = files };
        // Old clients send a button's press as a message.
        if (CardPress.Of(activity.Value) is { } press)
            return new Arrival.Turn(user, [Press(activity, press)], press);
        return Json.Items(activity.Attachments).Any(IsFile) ? new Arrival.Notice(Base(activity), TeamsText.Unreadable) : new Arrival.Nothing();
    }

    private static FileLink? Link(JsonElement attachment) =>
        Json.Text(attachment, "contentType") switch
        {
            fileThere when Json.Text(attachment, "name") is { Length: > 0 and <= maxId } name && Address(Json.Text(Json.Field(attachment, "content"), "downloadUrl")) is { } url => new(PlainText.Clean(name), url),
            { } type when type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) && Address(Json.Text(attachment, "contentUrl")) is { } url => new(null, url),
            _ => null,
        };

    private static Uri? Address(string? text) => text is { Length: <= maxUrl } && Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;

    private static Arrival.FileAnswered? FileAnswer(Activity activity, string user)
    {
        if (Json.Field(Json.Field(activity.Value, "context"), "file") is not { ValueKind: JsonValueKind.Number } context || !context.TryGetInt64(out var number))
            return null;
        var about = Base(activity) with { ReplyToId = IsId(activity.ReplyToId) ? activity.ReplyToId : null };
        if (Json.Text(activity.Value, "action") != "accept")
            return new(user, about, number, null);
        var upload = Json.Field(activity.Value, "uploadInfo");
        return Address(Json.Text(upload, "uploadUrl")) is { } url
            ? new(user, about, number, new(url, Json.Text(upload, "contentUrl"), Json.Text(upload, "uniqueId"), Json.Text(upload, "fileType")))
            : null;
    }

    /// <summary>Those of the removed whom the directory knows; that we were removed ourselves is nobody's leaving.</summary>
    private static IEnumerable<string> Removed(Activity activity) =>
        from member in Json.Items(activity.MembersRemoved)
        where Json.Text(member, "id") != activity.Recipient?.Id
        let id = Json.Text(member, "aadObjectId")
        where IsId(id)
        from tenant in Tenants.Of(activity).Take(1)
        select $"{tenant}:{id!.ToLowerInvariant()}";

    private static Arrival Edited(Activity activity, string user) =>
        Json.Text(activity.ChannelData, "eventType") == "editMessage" && Mentions.Strip(activity)?.Replace('\u00A0', ' ').Trim() is { Length: > 0 } words
            // An edited message keeps its id, so its time tells one edit from another.
            ? new Arrival.Turn(user, [new(Message(activity, words) with { Type = Activity.MessageUpdate }, $"{Unique(activity)}:edit:{activity.Timestamp:yyyyMMddHHmmssfff}")])
            : new Arrival.Nothing();

    /// <summary>Two events tell of the same arrival side by side, in either order: the chat opens with either, and is greeted once.</summary>
    private static Arrival.Turn Came(Activity activity, string user) => new(user,
    [
        Standing(activity, true),
        new(Base(activity) with { Type = "conversationUpdate", Id = "greeting" }, $"{activity.Conversation!.Id}:greeting"),
    ]);

    private static Incoming Standing(Activity activity, bool isReachable) => new(
        Base(activity) with
        {
            Type = "event",
            Name = Activity.Reachability,
            Value = JsonSerializer.SerializeToElement(new() { ["reachable"] = isReachable }, TeamsJson.Default.DictionaryStringBoolean),
        },
        Unique(activity));

    /// <summary>Clicked twice it is two calls with ids of their own, and one press: a question's button counts once, whoever delivers it how often.</summary>
    private static Incoming Press(Activity activity, CardPress press) => new(
        Message(activity, press.Chosen) with
        {
            Value = press.Form is { } form
                ? JsonSerializer.SerializeToElement(new(form.Handle, form.Fields), TeamsJson.Default.FormValue)
                : JsonSerializer.SerializeToElement(new() { ["press"] = press.Press }, TeamsJson.Default.DictionaryStringString),
        },
        press.Stays ? Unique(activity) : $"{activity.Conversation!.Id}:press:{press.Press}");

    private static Activity Message(Activity activity, string words) => Base(activity) with { Type = "message", Text = words, TextFormat = "plain", ReplyToId = activity.ReplyToId };

    /// <summary>The address is kept with everything that arrives: it may change.</summary>
    private static Activity Base(Activity activity) => new()
    {
        Id = activity.Id,
        Timestamp = activity.Timestamp,
        ChannelId = TeamsChannel.ChannelId,
        ServiceUrl = activity.ServiceUrl,
        From = new() { Id = activity.From!.Id, AadObjectId = activity.From.AadObjectId, Role = "user" },
        Recipient = new() { Id = activity.Recipient?.Id, Role = "bot" },
        Conversation = new()
        {
            Id = activity.Conversation!.Id,
            ConversationType = activity.Conversation.ConversationType,
            TenantId = Tenants.Of(activity) is [var tenant, ..] ? tenant : null,
        },
        Locale = Locale(activity.Locale),
    };

    private static string Unique(Activity activity) => $"{activity.Conversation!.Id}:{activity.Id}";

    private static bool IsId(string? id) => id is { Length: > 0 and <= maxId };

    /// <summary>Teams sends a copy of the words as HTML beside them: that is no file.</summary>
    private static bool IsFile(JsonElement attachment) => Json.Text(attachment, "contentType") is { } type && !type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool Names(JsonElement? members, string? id) => id is not null && Json.Items(members).Any(member => Json.Text(member, "id") == id);

    private static string? Locale(string? tag) =>
        tag is { Length: > 1 and <= 35 } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag.Split('-')[0].ToLowerInvariant() : null;
}
