using NodaTime;

namespace Assistant.Records.People;

/// <summary>How a message that nobody waits for may reach a person.</summary>
public enum Reach
{
    /// <summary>As it is, now.</summary>
    Open,
    /// <summary>Only that there is something to read; the rest once the person has come.</summary>
    Neutral,
    /// <summary>Not before the quiet time is over.</summary>
    Later,
}

/// <summary>When and how not to write to somebody, and how they are known again.</summary>
/// <param name="QuietFrom">First minute of the day in which nothing is sent unasked, local; <see langword="null"/>: none.</param>
/// <param name="QuietTo">First minute in which it may be sent again; earlier than <paramref name="QuietFrom"/>: over midnight.</param>
/// <param name="IsNeutral">Outside an open talk only neutral words are sent.</param>
/// <param name="HasWord">A code word is asked for after a pause.</param>
/// <param name="Misses">Wrong words in a row.</param>
/// <param name="LockedUntil">No word counts before this.</param>
public sealed record SafeContact(LocalTime? QuietFrom, LocalTime? QuietTo, bool IsNeutral, bool HasWord, int Misses, Instant? LockedUntil)
{
    /// <summary>For whoever has settled nothing.</summary>
    public static SafeContact None { get; } = new(null, null, false, false, 0, null);

    /// <summary>A talk is open this long after the person's last words. Afterwards somebody else may hold the phone.</summary>
    public static Duration Pause { get; } = Duration.FromMinutes(30);

    /// <summary>After this long a silent chat may belong to somebody else altogether.</summary>
    public static Duration Stale { get; } = Duration.FromDays(60);

    /// <summary>Wrong words before no word counts for <see cref="Lock"/>.</summary>
    public const int MostMisses = 3;

    /// <summary>How long no word counts.</summary>
    public static Duration Lock { get; } = Duration.FromHours(1);

    /// <summary>How a message may reach the person.</summary>
    /// <param name="lastHeard">When the person last wrote there.</param>
    /// <param name="isParked">Somebody else writes on that device now.</param>
    public Reach ReachAt(Instant now, DateTimeZone zone, Instant lastHeard, bool isParked) =>
        !isParked && now - lastHeard < Pause ? Reach.Open
        : IsQuiet(now.InZone(zone).TimeOfDay) ? Reach.Later
        : isParked || IsNeutral || HasWord || now - lastHeard >= Stale ? Reach.Neutral
        : Reach.Open;

    /// <returns>When the quiet time that holds <paramref name="now"/> is over; <paramref name="now"/> itself when none does.</returns>
    public Instant QuietEnd(Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone).LocalDateTime;
        if (QuietTo is not { } to || !IsQuiet(local.TimeOfDay)) return now;
        return zone.AtLeniently((local.TimeOfDay < to ? local.Date : local.Date.PlusDays(1)).At(to)).ToInstant();
    }

    private bool IsQuiet(LocalTime time) => QuietFrom is { } from && QuietTo is { } to && from != to && (from < to ? time >= from && time < to : time >= from || time < to);
}

/// <summary>Safe contact by person.</summary>
public interface ISafeContacts
{
    /// <returns><see cref="SafeContact.None"/> for whoever settled nothing.</returns>
    SafeContact Of(IUnit unit, PersonId person);

    /// <summary>Saves times and neutrality; audited.</summary>
    void Save(IUnit unit, PersonId person, LocalTime? quietFrom, LocalTime? quietTo, bool isNeutral);

    /// <summary>Sets or removes the code word, of which only a keyed hash is kept; audited.</summary>
    void SetWord(IUnit unit, PersonId person, string? word);

    /// <summary>Whether it is the code word. Case, spaces and accents of the writing do not matter.</summary>
    bool Fits(IUnit unit, PersonId person, string word);

    /// <summary>Counts a wrong word, or forgets them after a right one.</summary>
    void Tried(IUnit unit, PersonId person, bool isRight);

    /// <summary>From now on the chat's log shows nothing up to <paramref name="upTo"/>.</summary>
    void Veil(IUnit unit, ConversationId conversation, long upTo);

    /// <returns>0: everything may be shown.</returns>
    long VeilOf(IUnit unit, ConversationId conversation);
}
