using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Visits;

/// <summary>What became of a meeting.</summary>
public enum EncounterOutcome
{
    /// <summary>It took place.</summary>
    Held,
    /// <summary>Nobody was met.</summary>
    Nobody,
    /// <summary>It was called off.</summary>
    Cancelled,
    /// <summary>The act was filed by mistake, or of another family: it counts nowhere, and its versions stay.</summary>
    Mistaken,
}

/// <summary>The child's safety, asked in every act ("Tugiisikuteenus", sisu: lapse turvalisuse jälgimine peres).</summary>
public enum SafetyLevel
{
    /// <summary>Korras.</summary>
    Fine,
    /// <summary>Mure.</summary>
    Worry,
    /// <summary>Oht.</summary>
    Danger,
}

/// <summary>A meeting, as statements and clocks count it. Its act is stored with it, one to one ("Tugiisikuteenus", dokumendid: kodukülastusaktid iga kohtumise kohta).</summary>
/// <param name="Number">Of the act within its family, from 1.</param>
/// <param name="Contract">Under which it is counted; <see langword="null"/>: none was in force that day.</param>
/// <param name="On">Local day.</param>
/// <param name="Start">Local time of day; <see langword="null"/>: not said.</param>
/// <param name="DirectMinutes">With the family; 0 when it was not held.</param>
/// <param name="DocumentationMinutes">For writing it up; kept apart, for both stand on the statement ("Perede nõustamine", maksumus).</param>
/// <param name="Seconds">From the first word of the note to the finished act; <see langword="null"/>: not measured.</param>
/// <param name="Filed">When its first version was filed.</param>
/// <param name="Version">Of the act now: 1, 2, ...</param>
public sealed record Encounter(
    EncounterId Id, FamilyId Family, CaseId Case, ContractId? Contract, PersonId Worker, int Number, EncounterOutcome Outcome, LocalDate On, LocalTime? Start,
    int DirectMinutes, int DocumentationMinutes, SafetyLevel Safety, int? Seconds, Instant Filed, int Version);

/// <summary>Kodukülastusakt: one version of it.</summary>
/// <param name="At">When this version was filed.</param>
/// <param name="By">By whom.</param>
public sealed record VisitAct(Encounter Encounter, ActContent Content, Instant At, PersonId By);

/// <summary>What is sealed of an act. Stored as JSON: names of properties stay.</summary>
public sealed record ActContent
{
    /// <summary>home, school, kindergarten, office, municipality, phone, online; after <c>=</c> in words.</summary>
    public string? Place { get; init; }
    /// <summary>Roles with counts, <c>mother,child:2</c>; after <c>=</c> in words.</summary>
    public string? Present { get; init; }
    /// <summary>What was done, in the worker's words.</summary>
    public string? Done { get; init; }
    /// <summary>What was agreed.</summary>
    public string? Agreements { get; init; }
    /// <summary>How people were.</summary>
    public string? Mood { get; init; }
    /// <summary>Words that tell of danger or need.</summary>
    public string? Concern { get; init; }
    /// <summary>When they meet next, or when it is tried again.</summary>
    public LocalDate? NextOn { get; init; }
    /// <summary>With <see cref="NextOn"/>, where it was said.</summary>
    public LocalTime? NextAt { get; init; }
    /// <summary>Of counselling: <c>family</c>, the whole family, or <c>individual</c> ("Perede nõustamine", tegevus: erandkorras individuaalne).</summary>
    public string? Session { get; init; }
    /// <summary>Why it was not the whole family.</summary>
    public string? SessionReason { get; init; }
    /// <summary>Why it was longer than usual.</summary>
    public string? LongReason { get; init; }
    /// <summary>Why it was shorter than usual.</summary>
    public string? ShortReason { get; init; }
    /// <summary>Why it was so long since the last one.</summary>
    public string? GapReason { get; init; }
    /// <summary>How far goals are: number to value.</summary>
    public ImmutableDictionary<int, int> Goals { get; init; } = ImmutableDictionary<int, int>.Empty;
    /// <summary>When the municipality's worker was told of a worry.</summary>
    public LocalDate? InformedOn { get; init; }
    /// <summary>The note as it was dictated.</summary>
    public string? Note { get; init; }
    /// <summary>Why this version replaces the one before; <see langword="null"/>: it is the first.</summary>
    public string? CorrectionReason { get; init; }
    /// <summary>The family read it and agreed, or signed it.</summary>
    public LocalDate? FamilyAgreedOn { get; init; }
}

/// <summary>A note that is not an act yet. It is kept until it is one, or its worker throws it away.</summary>
/// <param name="Given">Answers by question id, in stored form.</param>
/// <param name="Began">When its first word came.</param>
/// <param name="Reminded">Local day of the last reminder.</param>
public sealed record VisitDraft(Guid Id, PersonId Worker, ImmutableDictionary<string, string> Given, Instant Began, LocalDate? Reminded);

/// <summary>What an item of a family's notebook is.</summary>
public enum NotebookKind
{
    /// <summary>Something agreed.</summary>
    Task,
    /// <summary>When we meet next.</summary>
    Next,
}

/// <summary>Perevihik: a line in it, in words the family may see ("Tugiisikuteenus", dokumendid: perevihik või töölehtede kogumik perele).</summary>
public sealed record NotebookItem(Guid Id, FamilyId Family, EncounterId? Encounter, NotebookKind Kind, LocalDate On, string Words, Instant? Done);

/// <summary>Meetings, acts, drafts, notebooks.</summary>
public interface IVisits
{
    /// <returns>As <see cref="LastOfCase"/>, of each case that goes on: one statement.</returns>
    IReadOnlyDictionary<CaseId, VisitAct> LastOfOpenCases(IUnit unit);

    /// <returns>Cases that go on with a meeting that was held: one statement.</returns>
    IReadOnlySet<CaseId> Begun(IUnit unit);

    /// <returns>As <see cref="UsedMinutes"/>, of each contract whose days hold <paramref name="day"/>; one without a meeting is not there. One statement.</returns>
    IReadOnlyDictionary<ContractId, int> UsedMinutesOn(IUnit unit, LocalDate day);

    /// <summary>Files a meeting with the first version of its act: neither is ever there without the other. Audited.</summary>
    void File(IUnit unit, VisitAct act);

    /// <summary>Files a new version; the ones before stay. Audited.</summary>
    /// <exception cref="ConflictException">Another version was filed meanwhile, or no reason is given.</exception>
    void Correct(IUnit unit, VisitAct act);

    /// <returns>The newest version; <see langword="null"/>: unknown, or its family was erased.</returns>
    VisitAct? Find(IUnit unit, EncounterId id);

    /// <returns>Every version, the first first.</returns>
    ImmutableArray<VisitAct> Versions(IUnit unit, EncounterId id);

    /// <returns>A family's acts, the newest meeting first.</returns>
    ImmutableArray<VisitAct> OfFamily(IUnit unit, FamilyId family, int limit);

    /// <returns>A worker's meetings, the newest first.</returns>
    ImmutableArray<Encounter> OfWorker(IUnit unit, PersonId worker, int limit);

    /// <returns>Meetings that others held since then with families a worker has or had, the newest first.</returns>
    ImmutableArray<Encounter> OfColleagues(IUnit unit, PersonId worker, LocalDate since);

    /// <returns>Meetings under a contract from one day to another, both included, in order.</returns>
    ImmutableArray<Encounter> OfContract(IUnit unit, ContractId contract, LocalDate from, LocalDate to);

    /// <returns>As <see cref="OfContract"/>, of several at once, by contract: one statement however many there are. A contract without a meeting then is not there.</returns>
    ILookup<ContractId, Encounter> OfContracts(IUnit unit, IEnumerable<ContractId> contracts, LocalDate from, LocalDate to);

    /// <returns>The act of a case's last meeting, held or not, but none that was filed by mistake; <see langword="null"/>: none.</returns>
    VisitAct? LastOfCase(IUnit unit, CaseId of);

    /// <returns>A family's last meeting that was held before <paramref name="before"/>; <see langword="null"/>: none.</returns>
    /// <param name="of">Of this case alone; <see langword="null"/>: of any.</param>
    Encounter? LastHeld(IUnit unit, FamilyId family, LocalDate before, CaseId? of = null);

    /// <returns>The number of a family's next act.</returns>
    int NextNumber(IUnit unit, FamilyId family);

    /// <returns>Minutes with the family under a contract, all in all.</returns>
    int UsedMinutes(IUnit unit, ContractId contract);

    /// <returns>Seconds from first word to act of all acts filed since, in order; for the median.</returns>
    ImmutableArray<int> Seconds(IUnit unit, Instant since);

    /// <summary>Keeps a draft, or what was added to it.</summary>
    void Keep(IUnit unit, VisitDraft draft);

    /// <returns><see langword="null"/>: it is an act by now, was thrown away, or is somebody else's.</returns>
    VisitDraft? Draft(IUnit unit, Guid id, PersonId worker);

    /// <returns>A worker's drafts, the oldest first.</returns>
    ImmutableArray<VisitDraft> DraftsOf(IUnit unit, PersonId worker);

    /// <returns>Workers with drafts begun before <paramref name="before"/> who were not reminded on <paramref name="day"/>.</returns>
    ImmutableArray<PersonId> ToRemind(IUnit unit, LocalDate day, Instant before);

    /// <summary>A worker was reminded of all drafts on that day.</summary>
    void Reminded(IUnit unit, PersonId worker, LocalDate day);

    /// <summary>It is an act now, or its worker threw it away; audited.</summary>
    void Drop(IUnit unit, Guid id, PersonId worker);

    /// <summary>Adds to a family's notebook; audited.</summary>
    void Write(IUnit unit, NotebookItem item, PersonId? by);

    /// <summary>Takes out of the notebook what a meeting's act put there and says otherwise now. What the family has done stays.</summary>
    void Unwrite(IUnit unit, EncounterId encounter, NotebookKind kind);

    /// <returns>A family's notebook, the newest line first.</returns>
    ImmutableArray<NotebookItem> Notebook(IUnit unit, FamilyId family, int limit);
}
