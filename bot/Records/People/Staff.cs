using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.People;

/// <summary>A worker who is away.</summary>
/// <param name="Until">The day of the return.</param>
/// <param name="StandIn">Who answers meanwhile; <see langword="null"/>: the queue.</param>
public sealed record Absence(PersonId Person, LocalDate Until, PersonId? StandIn);

/// <summary>Workers who come, are away and leave, and records that turn out to be one person's.</summary>
public interface IStaff
{
    /// <returns>Whose reference it is; empty: nobody's.</returns>
    ImmutableArray<PersonId> ByReference(IUnit unit, string reference);

    /// <returns>Who made the request with this reference; <see langword="null"/>: there is none.</returns>
    PersonId? ParentOf(IUnit unit, string reference);

    /// <returns>What this worker has taken and is not over: open requests, and agreed ones, past meetings among them.</returns>
    ImmutableArray<RequestId> RequestsOf(IUnit unit, PersonId worker);

    /// <summary>
    /// Ends all access at once: every role, every way in (the chats stay behind, unreachable), every button, every invitation not yet used. Audited.
    /// </summary>
    void Leave(IUnit unit, PersonId person, PersonId by);

    /// <summary>Whether this identity's worker left or was erased: it gets no role back by itself.</summary>
    bool IsBarred(IUnit unit, ChannelIdentity identity);

    /// <summary>Records that somebody is away, or is back. Audited.</summary>
    void Away(IUnit unit, Absence absence, PersonId by);

    /// <summary>Who is away on that day.</summary>
    ImmutableArray<Absence> AwayOn(IUnit unit, LocalDate day);

    /// <summary>
    /// Makes two records one: all that is <paramref name="from"/>'s becomes <paramref name="to"/>'s, sealed under that key, and the other key is destroyed. Audited.
    /// </summary>
    /// <param name="by">Who decided; the person themselves when they linked two chats.</param>
    /// <exception cref="KeyNotFoundException">One of them is unknown or erased.</exception>
    void Merge(IUnit unit, PersonId from, PersonId to, PersonId by);
}

/// <summary>References of people, for shared chats where no name is said.</summary>
public static class PersonReference
{
    /// <summary>Hexadecimal digits of a reference: the random end of the id.</summary>
    public const int Length = 6;

    /// <summary>What people see and say.</summary>
    public static string Of(PersonId person) => person.ToString()[^Length..].ToUpperInvariant();

    /// <returns>The reference as it stands in ids; <see langword="null"/>: none.</returns>
    public static string? Read(string typed)
    {
        var text = typed.Trim().TrimStart('#').Trim();
        return text.Length == Length && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant() : null;
    }
}

/// <summary>Codes that make two chats one person's: shown in the one, typed in the other.</summary>
public interface ILinkCodes
{
    /// <summary>How long a code is good.</summary>
    static Duration Validity { get; } = Duration.FromMinutes(15);

    /// <summary>Keeps the hash of a fresh code; earlier ones of the person are void.</summary>
    void Issue(IUnit unit, PersonId person, string code);

    /// <returns>Whose chat showed it; <see langword="null"/>: unknown, used or expired.</returns>
    PersonId? Look(IUnit unit, string code);

    /// <summary>Marks it used.</summary>
    /// <exception cref="ConflictException">It cannot be used any more.</exception>
    void Spend(IUnit unit, string code);
}
