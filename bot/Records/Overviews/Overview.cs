using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Overviews;

/// <summary>When an overview is written.</summary>
public enum OverviewKind
{
    /// <summary>Vaheülevaade: the work goes on.</summary>
    Interim,
    /// <summary>Lõppülevaade: the work ends.</summary>
    Final,
}

/// <summary>Kirjalik ülevaade: what came of the work, against its goals ("Perede nõustamine", hindamine).</summary>
/// <param name="By">Who wrote it.</param>
public sealed record Overview(Guid Id, FamilyId Family, CaseId Case, OverviewKind Kind, LocalDate On, PersonId By, OverviewContent Content);

/// <summary>What is sealed of an overview. Stored as JSON: names of properties stay.</summary>
/// <param name="Changed">What is otherwise than it was.</param>
/// <param name="Hindered">What stood in the way.</param>
/// <param name="Next">What is next.</param>
public sealed record OverviewContent(string Changed, string? Hindered, string? Next);

/// <summary>The three sides of a summary assessment ("Tugiisikuteenus", dokumendid: koondhinnang – omavalitsus, pere, tugiisik).</summary>
public enum Side
{
    /// <summary>Pere.</summary>
    Family,
    /// <summary>Tugiisik.</summary>
    SupportPerson,
    /// <summary>Omavalitsus.</summary>
    Municipality,
}

/// <summary>Koondhinnang: the three sides answer the same questions, each by itself.</summary>
/// <param name="Due">The last day for answers.</param>
public sealed record Summary(Guid Id, FamilyId Family, CaseId Case, LocalDate Opened, LocalDate Due, PersonId By)
{
    /// <summary>What every side is asked, in order.</summary>
    public static ImmutableArray<string> Questions { get; } = ["better", "helped", "hard", "self", "more"];

    /// <summary>Sides that have said nothing yet.</summary>
    public static ImmutableArray<Side> Missing(ImmutableArray<Voice> voices) => [.. Enum.GetValues<Side>().Where(side => voices.All(voice => voice.Side != side))];

    /// <summary>Nobody's answer is read by others before all sides have answered, or the last day is over: nobody answers to please another.</summary>
    public bool IsReadable(ImmutableArray<Voice> voices, LocalDate today) => Missing(voices).IsEmpty || today > Due && !voices.IsEmpty;

    /// <summary>Whether an answer still counts.</summary>
    public bool Takes(ImmutableArray<Voice> voices, LocalDate today) => !IsReadable(voices, today) && today <= Due;
}

/// <summary>What one person of a side answered.</summary>
/// <param name="Answers">By question; what was left out is not there.</param>
public sealed record Voice(Guid Id, Guid Summary, FamilyId Family, Side Side, PersonId Person, Instant At, ImmutableDictionary<string, string> Answers);

/// <summary>Overviews and summaries.</summary>
public interface IOverviews
{
    /// <returns>Days of the last overview, by case: one statement.</returns>
    IReadOnlyDictionary<CaseId, LocalDate> LastDays(IUnit unit);

    /// <returns>Cases with a summary: one statement.</returns>
    IReadOnlySet<CaseId> Summed(IUnit unit);

    /// <summary>Keeps an overview; audited.</summary>
    void Add(IUnit unit, Overview overview);

    /// <returns><see langword="null"/>: unknown, or its family was erased.</returns>
    Overview? Find(IUnit unit, Guid id);

    /// <returns>A family's overviews, the newest first.</returns>
    ImmutableArray<Overview> Of(IUnit unit, FamilyId family);

    /// <summary>Asks the three sides; audited.</summary>
    void Open(IUnit unit, Summary summary);

    /// <returns><see langword="null"/>: unknown.</returns>
    Summary? Summary(IUnit unit, Guid id);

    /// <returns>A family's last summary; <see langword="null"/>: none.</returns>
    /// <param name="of">Of this case alone; <see langword="null"/>: of any.</param>
    Summary? Last(IUnit unit, FamilyId family, CaseId? of = null);

    /// <summary>Keeps what somebody answered, in place of what they answered before; audited.</summary>
    void Speak(IUnit unit, Voice voice);

    /// <returns>All answers of a summary, in the order they came.</returns>
    ImmutableArray<Voice> VoicesOf(IUnit unit, Guid summary);
}
