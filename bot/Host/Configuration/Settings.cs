using System.Collections.Immutable;
using Assistant.Channels.Teams;
using Assistant.Channels.Telegram;
using Assistant.Knowledge;
using Assistant.Records.Retention;
using NodaTime;

namespace Assistant.Host.Configuration;

/// <summary>Everything an operator may set, read and checked once at start. The table with defaults, units and ranges is <c>docs/operations.md</c>.</summary>
public sealed record Settings
{
    /// <summary>Where we run.</summary>
    public required Surroundings Surroundings { get; init; }
    /// <summary>Whether people may try roles out: a demonstration organisation in an empty store, a role switch on the page. Never in Production.</summary>
    public required bool IsDemo { get; init; }
    /// <summary>Where everything is kept.</summary>
    public required DataFolder Data { get; init; }
    /// <summary>Addresses to listen on, absolute, http or https.</summary>
    public required ImmutableArray<string> Urls { get; init; }
    /// <summary>Where the web finds us, https, without a query: stands in links that are sent by mail; <see langword="null"/>: the first of <see cref="Urls"/>.</summary>
    public Uri? PublicUrl { get; init; }
    /// <summary>Whom people talk to.</summary>
    public required OrganisationSettings Organisation { get; init; }
    /// <summary>The database.</summary>
    public required StoreSettings Store { get; init; }
    /// <summary>Telegram; <see langword="null"/>: switched off.</summary>
    public TelegramOptions? Telegram { get; init; }
    /// <summary>Microsoft Teams; <see langword="null"/>: switched off.</summary>
    public TeamsOptions? Teams { get; init; }
    /// <summary>The chat page.</summary>
    public required WebChatSettings WebChat { get; init; }
    /// <summary>How much one sender may write.</summary>
    public required FloodSettings Flood { get; init; }
    /// <summary>When people are reminded.</summary>
    public required ReminderSettings Reminders { get; init; }
    /// <summary>What is kept how long.</summary>
    public required RetentionPolicy Retention { get; init; }
    /// <summary>How the audit is anchored.</summary>
    public required AuditSettings Audit { get; init; }
    /// <summary>Who may read the figures from afar.</summary>
    public required MetricsSettings Metrics { get; init; }
}

/// <param name="Contact">Phone or address people may always turn to; may be empty.</param>
/// <param name="Languages">Spoken here, the organisation's own first.</param>
/// <param name="QuietHours">When nothing but safety messages is sent unasked.</param>
/// <param name="MeetingLength">How much of a worker's time a meeting takes whose end nobody named.</param>
/// <param name="AnswerWithin">How soon a coordinator answers a request, in office hours: eight are one working day.</param>
public sealed record OrganisationSettings(
    string Name, string Contact, ImmutableArray<Lang> Languages, DateTimeZone TimeZone, QuietHours QuietHours, Duration AnswerWithin, Duration MeetingLength)
{
    /// <summary>When somebody is there to answer on working days, local.</summary>
    public DayHours OfficeHours { get; init; } = new(new(9, 0), new(17, 0));
}

/// <summary>From one time of a day to a later one of the same day.</summary>
/// <param name="To">A deadline may fall on it.</param>
public sealed record DayHours(LocalTime From, LocalTime To);

/// <summary>From one local time to another, over midnight when <paramref name="To"/> is earlier.</summary>
/// <param name="From">First quiet moment.</param>
/// <param name="To">First moment that is not quiet any more.</param>
public sealed record QuietHours(LocalTime From, LocalTime To)
{
    /// <returns>Whether <paramref name="time"/> is quiet; equal ends mean never.</returns>
    public bool Contains(LocalTime time) => From <= To ? time >= From && time < To : time >= From || time < To;
}

/// <param name="KeyFile">The key-encryption key; <see langword="null"/>: the one the store makes in the data folder (not in Production).</param>
/// <param name="GroupCommit">Turns that wait together are saved together; false only to measure what that is worth.</param>
public sealed record StoreSettings(string? KeyFile, bool GroupCommit);

/// <param name="AllowedOrigins">Origins that requests may come from besides the page's own, where a proxy serves the page under another name; scheme, host and port only. The page is never shown inside another site.</param>
public sealed record WebChatSettings(bool Enabled, ImmutableArray<string> AllowedOrigins);

/// <param name="Burst">Messages one sender may send at once.</param>
/// <param name="PerSecond">Messages a second one sender may go on sending.</param>
public sealed record FloodSettings(int Burst, int PerSecond);

/// <param name="Offsets">How long before a meeting, longest first.</param>
/// <param name="BeforeDeadline">How long before a request's deadline whoever has to answer is reminded, longest first.</param>
/// <param name="LatestUseful">A reminder later than this before the meeting is reported, not sent.</param>
public sealed record ReminderSettings(ImmutableArray<Duration> Offsets, ImmutableArray<Duration> BeforeDeadline, Duration LatestUseful);

/// <param name="Anchor">Folder, outside the data folder, where the chain's head is copied; <see langword="null"/>: beside the database.</param>
public sealed record AuditSettings(string? Anchor);

/// <param name="Token">Bearer token that opens <c>/metrics</c> to others than loopback; <see langword="null"/>: loopback only.</param>
public sealed record MetricsSettings(string? Token);
