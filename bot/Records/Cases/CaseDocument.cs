using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Cases;

/// <summary>What is written of a case besides acts; every version stays.</summary>
public enum DocumentKind
{
    /// <summary>Need assessment by life domains (LasteKS § 28 (2); "Tugiisikuteenus", etapid: kaardistamine).</summary>
    Assessment,
    /// <summary>Tegevuskava: who does what until when ("Perede nõustamine", tegevus).</summary>
    Plan,
}

/// <summary>One version of it.</summary>
/// <param name="Version">1, 2, ... within case and kind.</param>
/// <param name="On">Local day of this version.</param>
/// <param name="By">Who wrote it.</param>
public sealed record CaseDocument(Guid Id, FamilyId Family, CaseId Case, DocumentKind Kind, int Version, LocalDate On, PersonId By, DocumentContent Content);

/// <summary>What is sealed of it. Stored as JSON: names of properties stay.</summary>
public sealed record DocumentContent
{
    /// <summary>Life domain to <c>yes</c> (a problem), <c>no</c> or <c>unknown</c>; the state handbook's scale.</summary>
    public ImmutableDictionary<string, string> Domains { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>In words.</summary>
    public string? Strengths { get; init; }
    /// <summary>In words.</summary>
    public string? Obstacles { get; init; }
    /// <summary>Of a plan, in the order they were agreed.</summary>
    public ImmutableArray<PlanStep> Steps { get; init; } = [];
}

/// <summary>A step of an action plan.</summary>
/// <param name="What">What is done.</param>
/// <param name="Who">By whom; <see langword="null"/>: not said.</param>
/// <param name="Until">Until when; <see langword="null"/>: not said.</param>
/// <param name="DoneOn">When it was done; <see langword="null"/>: not yet.</param>
public sealed record PlanStep(string What, string? Who, LocalDate? Until, LocalDate? DoneOn);

/// <summary>Assessments and plans.</summary>
public interface ICaseDocuments
{
    /// <returns>The newest version of one kind of each case that goes on: one statement.</returns>
    IReadOnlyDictionary<CaseId, CaseDocument> NewestOfOpen(IUnit unit, DocumentKind kind);

    /// <summary>Adds a version; audited.</summary>
    /// <exception cref="ConflictException">Another was added meanwhile.</exception>
    void Add(IUnit unit, CaseDocument document);

    /// <returns>Every version, the newest first; none when the family was erased.</returns>
    ImmutableArray<CaseDocument> Of(IUnit unit, CaseId of, DocumentKind kind);
}
