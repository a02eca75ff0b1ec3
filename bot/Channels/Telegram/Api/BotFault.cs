using System.Collections.Immutable;

namespace Assistant.Channels.Telegram.Api;

/// <summary>What went wrong with a call, and therefore what to do.</summary>
internal enum BotFault
{
    /// <summary>Certainly not applied: no connection, or the server refused before working on it. Try again.</summary>
    NotSent,
    /// <summary>Nobody knows whether it was applied: reset or timeout after the request was written, a gateway's error.</summary>
    Unknown,
    /// <summary>Too many calls: wait as long as told.</summary>
    Throttled,
    /// <summary>The person blocked the bot.</summary>
    Blocked,
    /// <summary>The person's account is gone.</summary>
    Deactivated,
    /// <summary>The person never wrote to the bot, or the chat does not exist.</summary>
    UnknownChat,
    /// <summary>The bot is no longer in the group, or the group is gone.</summary>
    Kicked,
    /// <summary>The group goes on under another id.</summary>
    Migrated,
    /// <summary>Nothing to change: as good as done.</summary>
    AlreadySo,
    /// <summary>The message to edit or delete is gone or cannot be edited any more.</summary>
    MessageGone,
    /// <summary>The press was too long ago to be answered.</summary>
    PressTooOld,
    /// <summary>What we sent breaks a rule of the vendor; a mistake of ours.</summary>
    OurMistake,
    /// <summary>Somebody else reads this bot's updates, or a webhook does.</summary>
    Conflict,
    /// <summary>The token is wrong.</summary>
    Unauthorized,
    /// <summary>Any other refusal.</summary>
    Refused,
}

/// <summary>A fault as data.</summary>
/// <param name="Description">The vendor's words, shortened; never the token, never an address.</param>
/// <param name="RetryAfter">With <see cref="BotFault.Throttled"/>.</param>
/// <param name="MigratedTo">With <see cref="BotFault.Migrated"/>.</param>
internal sealed record BotError(BotFault Fault, int Code, string Description, TimeSpan? RetryAfter = null, long? MigratedTo = null)
{
    /// <summary>When the vendor throttles without saying for how long.</summary>
    private static readonly TimeSpan unsaidWait = TimeSpan.FromSeconds(5);

    /// <summary>More than the vendor ever asked for (10,072 s are known): what would be longer is a mistake of somebody's between us.</summary>
    private const int longestWait = 24 * 60 * 60; // seconds

    /// <summary>Longest description kept, in UTF-16 units.</summary>
    private const int maxDescription = 200;

    /// <summary>Beginnings of descriptions, as the vendor's server writes them; the first that fits wins.</summary>
    private static readonly ImmutableArray<(int Code, string Start, BotFault Fault)> known =
    [
        (403, "Forbidden: bot was blocked by the user", BotFault.Blocked),
        (403, "Forbidden: user is deactivated", BotFault.Deactivated),
        (403, "Forbidden: bot can't initiate conversation with a user", BotFault.UnknownChat),
        (403, "Forbidden: bot was kicked from", BotFault.Kicked),
        (403, "Forbidden: bot is not a member of", BotFault.Kicked),
        (403, "Forbidden: the group chat was deleted", BotFault.Kicked),
        (400, "Bad Request: chat not found", BotFault.UnknownChat),
        (400, "Bad Request: private chat not found", BotFault.UnknownChat),
        (400, "Bad Request: group chat was upgraded to a supergroup chat", BotFault.Migrated),
        (400, "Bad Request: message is not modified", BotFault.AlreadySo),
        (400, "Bad Request: message to delete not found", BotFault.AlreadySo),
        (400, "Bad Request: message can't be deleted", BotFault.AlreadySo),
        (400, "Bad Request: message to edit not found", BotFault.MessageGone),
        (400, "Bad Request: message can't be edited", BotFault.MessageGone),
        (400, "Bad Request: query is too old", BotFault.PressTooOld),
        (400, "Bad Request", BotFault.OurMistake),
        (413, "", BotFault.Refused),
        (401, "", BotFault.Unauthorized),
        (404, "", BotFault.Unauthorized),
        (409, "", BotFault.Conflict),
        (500, "Internal Server Error: restart", BotFault.NotSent),
    ];

    /// <summary>Reads an answer that is not ok.</summary>
    public static BotError Of(int code, string? description, ResponseParameters? parameters)
    {
        var words = Shorten(description ?? "");
        if (code == 429 || parameters?.RetryAfter is not null)
            return new(BotFault.Throttled, code, words, parameters?.RetryAfter is { } seconds and >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds, longestWait)) : unsaidWait);
        if (parameters?.MigrateToChatId is { } chat)
            return new(BotFault.Migrated, code, words, MigratedTo: chat);
        foreach (var (at, start, fault) in known)
            if (at == code && words.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return new(fault, code, words);
        return new(code >= 500 ? BotFault.Unknown : BotFault.Refused, code, words);
    }

    private static string Shorten(string words) => words.Length <= maxDescription ? words : words[..maxDescription];
}

/// <summary>What a call came to: a value or an error.</summary>
internal readonly record struct BotResult<TResult>(TResult? Value, BotError? Error)
{
    /// <summary>Whether it was applied.</summary>
    public bool IsOk => Error is null;
}
