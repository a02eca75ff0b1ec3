using System.Collections.Immutable;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge.Notes.Names;
using NodaTime;

namespace Assistant.Dialogs.Cases;

/// <summary>What a turn may know of families. Of a worker the own roster is loaded for every turn, all else where it is wished.</summary>
public sealed record CaseFacts
{
    /// <summary>Families shown at once; a button shows the next ones.</summary>
    public const int Page = 20;

    /// <summary>Nothing: no worker.</summary>
    public static CaseFacts None { get; } = new();

    /// <summary>Tells one worker's drafts from another's.</summary>
    public string Me { get; init; } = "";
    /// <summary>The worker's own families.</summary>
    public ImmutableArray<FamilyFact> Roster { get; init; } = [];
    /// <summary>The worker's last meetings, the newest first.</summary>
    public ImmutableArray<KnownVisit> Recent { get; init; } = [];
    /// <summary>What colleagues held with families of the roster lately, the newest first.</summary>
    public ImmutableArray<KnownVisit> OfColleagues { get; init; } = [];
    /// <summary>Least length of a meeting, minutes.</summary>
    public int LeastMinutes { get; init; }
    /// <summary>Least length of a counselling session, minutes.</summary>
    public int SessionLeastMinutes { get; init; }
    /// <summary>Usual greatest length of a counselling session, minutes.</summary>
    public int SessionMostMinutes { get; init; }
    /// <summary>Most days between two meetings.</summary>
    public int GapDays { get; init; }
    /// <summary>The worker's notes that are no acts yet. Loaded for <see cref="Engine.Needs.Drafts"/>.</summary>
    public ImmutableArray<DraftFact> Drafts { get; init; } = [];
    /// <summary>The worker's acts. Loaded for <see cref="Engine.Needs.Acts"/>.</summary>
    public ImmutableArray<ActFact> Acts { get; init; } = [];
    /// <summary>The act a button or dialogue is about, if this person may read it; absent and foreign look alike.</summary>
    public ActFact? Act { get; init; }
    /// <summary>The family a button or dialogue is about, if this person may see it; absent and foreign look alike.</summary>
    public FamilyFact? Family { get; init; }
    /// <summary>Coordinators: all families. Loaded for <see cref="Engine.Needs.Families"/>.</summary>
    public ImmutableArray<FamilyFact> Families { get; init; } = [];
    /// <summary>How many families stand before those of this page.</summary>
    public int FamiliesFrom { get; init; }
    /// <summary>Coordinators: what the work needs. Loaded for <see cref="Engine.Needs.WorkState"/>.</summary>
    public ImmutableArray<WeekItem>? State { get; init; }
    /// <summary>Coordinators: how many families each worker has, by worker's id. Loaded with <see cref="Workers"/>.</summary>
    public ImmutableDictionary<string, int> Loads { get; init; } = ImmutableDictionary<string, int>.Empty;
    /// <summary>Coordinators: what holds longest of each worker's qualifications, by worker's id; who has none is not there. Loaded with <see cref="Workers"/>.</summary>
    public ImmutableDictionary<string, QualificationFact> Qualified { get; init; } = ImmutableDictionary<string, QualificationFact>.Empty;
    /// <summary>Coordinators: in which language each worker writes here, by worker's id. Loaded with <see cref="Workers"/>.</summary>
    public ImmutableDictionary<string, string> Languages { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>Coordinators: lengths of a contract, and of an extension, that are offered, days.</summary>
    public ImmutableArray<int> ContractDays { get; init; } = [];
    /// <inheritdoc cref="ContractDays"/>
    public ImmutableArray<int> ExtensionDays { get; init; } = [];
    /// <summary>So many families one worker supports at a time.</summary>
    public int MostFamilies { get; init; }
    /// <summary>The worker's supervision and training, or for a coordinator everybody's. Loaded for <see cref="Engine.Needs.Learning"/>.</summary>
    public ImmutableArray<LearningFact> Learning { get; init; } = [];
    /// <summary>Coordinators: families that may be the one asked for, entered twice. Loaded for <see cref="Engine.Needs.Duplicates"/>.</summary>
    public ImmutableArray<FamilyFact> Alike { get; init; } = [];
    /// <summary>Coordinators: how many families there are.</summary>
    public int FamilyCount { get; init; }
    /// <summary>What this week needs. Loaded for <see cref="Engine.Needs.Week"/>.</summary>
    public ImmutableArray<WeekItem> Week { get; init; } = [];
    /// <summary>Half of the acts of the last 30 days were finished within so many seconds of their first word. Loaded for <see cref="Engine.Needs.Week"/>.</summary>
    public int? MedianSeconds { get; init; }
    /// <summary>Coordinators: this month's statements and the last one's. Loaded for <see cref="Engine.Needs.Statements"/>.</summary>
    public ImmutableArray<StatementFact> Statements { get; init; } = [];
    /// <summary>The family's notebook. Loaded for <see cref="Engine.Needs.Notebook"/>.</summary>
    public ImmutableArray<NotebookFact> Notebook { get; init; } = [];
    /// <summary>Coordinators: everybody who supports families. Loaded with <see cref="Families"/>.</summary>
    public ImmutableArray<Engine.Colleague> Workers { get; init; } = [];

    /// <summary>What the municipality and the family share of it.</summary>
    public Municipalities.SharedFacts Shared { get; init; } = Municipalities.SharedFacts.None;

    /// <summary>How many families a worker has.</summary>
    internal int LoadOf(string worker) => Loads.GetValueOrDefault(worker);

    /// <returns>A family by its id; <see langword="null"/>: not of this turn.</returns>
    public FamilyFact? Find(string? id) => id is null ? null
        : Family?.Id == id ? Family : Roster.FirstOrDefault(family => family.Id == id) ?? Families.FirstOrDefault(family => family.Id == id);

    /// <summary>Finds the families of the roster in what is dictated. Made once a turn.</summary>
    internal FamilyLinker Linker => linker ??= new(
        [.. Roster.Where(family => family.CanFile).Select(family => family.Name).Distinct(StringComparer.OrdinalIgnoreCase)], [.. Roster.Where(family => family.CanFile).Select(family => family.Alias)]);
    private FamilyLinker? linker;
}

/// <summary>A family as one person may see it.</summary>
/// <param name="Id">As it was asked for: the family's id, and after a dot the id of the case that was chosen among several.</param>
/// <param name="Alias">What stands for the name where little may be said, without "pere".</param>
/// <param name="CanWrite">It is theirs to write about.</param>
public sealed record FamilyFact(string Id, string Reference, string Name, string Alias, bool CanWrite)
{
    /// <summary>The last meeting that was held.</summary>
    public LocalDate? LastHeld { get; init; }
    /// <summary>Until which day's visits somebody who handed it over still files acts; <see langword="null"/>: it was never theirs, or is theirs still.</summary>
    public LocalDate? FilesUntil { get; init; }
    /// <summary>Acts may be filed: it is theirs, or was until a short while ago.</summary>
    public bool CanFile => CanWrite || FilesUntil is not null;
    /// <summary>The case one works on is family counselling.</summary>
    public bool IsCounselled { get; init; }
    /// <summary>The case one works on is about a grown-up person, not about a family with children.</summary>
    public bool IsAdult { get; init; }
    /// <summary>Goals worked on.</summary>
    public ImmutableArray<GoalFact> Goals { get; init; } = [];
    /// <summary>Who works with it; <see langword="null"/> name: not told yet.</summary>
    public ImmutableArray<Engine.Colleague> Workers { get; init; } = [];
    /// <summary>Who is to meet it first.</summary>
    public ImmutableArray<Engine.Colleague> ToMeet { get; init; } = [];
    /// <summary>The municipality's worker.</summary>
    public string? Caseworker { get; init; }
    /// <summary>Who decides and pays.</summary>
    public string Municipality { get; init; } = "";
    /// <summary>ISO 639-1.</summary>
    public string Language { get; init; } = "et";
    /// <summary>The contract in force or the last one.</summary>
    public ContractFact? Contract { get; init; }
    /// <summary>Contracts that have not ended, the newest first. Loaded for the family that is asked for.</summary>
    public ImmutableArray<ContractFact> Contracts { get; init; } = [];
    /// <summary>The case one works on. Loaded for the family that is asked for.</summary>
    public CaseFact? Case { get; init; }
    /// <summary>The household: role, name, year of birth. Loaded for the family that is asked for.</summary>
    public ImmutableArray<(string Role, string? Name, int? Year)> Members { get; init; } = [];
    /// <summary>Somebody of the family cannot be written to any more: they blocked us, or their chat is gone. Loaded for the family that is asked for.</summary>
    public bool IsLost { get; init; }
    /// <summary>Other open cases of the family that one may turn to. Loaded for the family that is asked for.</summary>
    public ImmutableArray<OtherCase> OtherCases { get; init; } = [];
    /// <summary>The family's own id: <see cref="Id"/> may name one of its cases besides.</summary>
    public string Record => Id.Split('.')[0];
}

/// <summary>Another service that the family has at the same time.</summary>
/// <param name="Id">To be asked for as <see cref="FamilyFact.Id"/>.</param>
/// <param name="Service">Catalogue id.</param>
public sealed record OtherCase(string Id, string Service);

/// <summary>A family's way through a service.</summary>
/// <param name="Service">Catalogue id.</param>
/// <param name="Stage"><c>mapping</c>, <c>goals</c>, <c>solving</c>, <c>ending</c> or <c>closed</c>.</param>
/// <param name="Since">First day in this stage.</param>
/// <param name="Missing">What the next stage lacks, in kebab case.</param>
public sealed record CaseFact(string Id, string Service, string Stage, LocalDate Since, ImmutableArray<string> Missing)
{
    /// <summary>Day of the newest assessment; <see langword="null"/>: none.</summary>
    public LocalDate? AssessedOn { get; init; }
    /// <summary>Which version that is.</summary>
    public int AssessedVersion { get; init; }
    /// <summary>It is about a grown-up person, not about a family with children.</summary>
    public bool IsAdult { get; init; }
    /// <summary>Life domains with a problem, as they are called.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];
    /// <summary>The action plan.</summary>
    public ImmutableArray<StepFact> Steps { get; init; } = [];
    /// <summary>The network around the family: role, name.</summary>
    public ImmutableArray<(string Role, string Name)> Network { get; init; } = [];
}

/// <summary>A step of an action plan.</summary>
/// <param name="Number">Within the plan, from 1, in figures.</param>
public sealed record StepFact(string Number, string What, string? Who, LocalDate? Until, bool IsDone);

/// <summary>A worker's supervision and training of the last twelve months.</summary>
/// <param name="Name"><see langword="null"/>: the worker's own.</param>
/// <param name="SupervisionHours">Wanted.</param>
/// <param name="TrainingHours">Wanted.</param>
/// <param name="Last">Of supervision.</param>
/// <param name="Open">Booked, its day past, and not told what became of it.</param>
public sealed record LearningFact(
    string? Name, int SupervisionMinutes, int SupervisionHours, int TrainingMinutes, int TrainingHours, LocalDate? Last, LocalDateTime? Next, bool IsOverdue, ImmutableArray<BookedFact> Open)
{
    /// <summary>What they are qualified by, what holds longest first.</summary>
    public ImmutableArray<QualificationFact> Qualifications { get; init; } = [];
}

/// <summary>What a worker has learnt, with its certificate.</summary>
/// <param name="Minutes">Of training behind it; 0: not said.</param>
/// <param name="Until">Last day on which it holds; <see langword="null"/>: it does not end.</param>
/// <param name="IsOver">It does not hold any more.</param>
/// <param name="IsEnding">It ends soon.</param>
public sealed record QualificationFact(string What, int Minutes, LocalDate On, LocalDate? Until, bool IsOver, bool IsEnding);

/// <summary>A supervision or training that was booked.</summary>
public sealed record BookedFact(string Id, string Kind, LocalDate On);

/// <summary>A goal worked on.</summary>
public sealed record GoalFact(string Id, int Number, string Words, int? Value, bool IsAgreed);

/// <summary>A contract and its clock.</summary>
/// <param name="Percent">Of the agreed hours.</param>
public sealed record ContractFact(string Id, string Number, LocalDate Ends, int Day, int Percent, bool IsSigned)
{
    /// <summary>Sides that have not signed, in kebab case.</summary>
    public ImmutableArray<string> Unsigned { get; init; } = [];
}

/// <summary>A meeting that is an act already.</summary>
public sealed record KnownVisit(string Id, string Family, int Number, LocalDate On, LocalTime? Start, int Minutes)
{
    /// <inheritdoc cref="VisitFiled.Heard"/>
    public string? Heard { get; init; }
}

/// <summary>A note that is no act yet.</summary>
/// <param name="Key">When it began: <see cref="VisitDraftDialog.Began"/>.</param>
public sealed record DraftFact(string Key, ImmutableDictionary<string, string> Given);

/// <summary>An act.</summary>
/// <param name="Filed">What stands in it.</param>
/// <param name="CanChange">This person may correct it.</param>
public sealed record ActFact(string Id, int Number, int Version, VisitFiled Filed, FamilyFact Family, bool CanChange);

/// <summary>Something a week needs.</summary>
/// <param name="Kind">Text key <c>week.{kind}</c>.</param>
/// <param name="Family">About whom; <see langword="null"/>: about the worker.</param>
/// <param name="Count">A number it says.</param>
/// <param name="On">A day it says.</param>
public sealed record WeekItem(string Kind, FamilyFact? Family, int Count, LocalDateTime? On)
{
    /// <summary>Whose matter it is.</summary>
    public string? Who { get; init; }
    /// <summary>Documents that are missing, in kebab case.</summary>
    public ImmutableArray<string> Papers { get; init; } = [];
    /// <summary>That worker's id.</summary>
    public string? About { get; init; }
}

/// <summary>A line of the family's notebook.</summary>
public sealed record NotebookFact(string Id, string Kind, LocalDateTime On, string Words, bool IsDone);

/// <summary>What a municipality is asked to pay for a month.</summary>
/// <param name="DirectMinutes">With families.</param>
/// <param name="WrittenMinutes">Of documentation.</param>
/// <param name="Cents">Euro cents.</param>
/// <param name="Findings">How many things are to be looked at before it goes out.</param>
public sealed record StatementFact(string Municipality, YearMonth Month, int DirectMinutes, int WrittenMinutes, long Cents, int Acts, int Findings);
