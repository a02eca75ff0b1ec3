using System.Collections.Immutable;
using Assistant.Dialogs.Visits;
using NodaTime;

namespace Assistant.Dialogs.Cases;

/// <summary>Something done with families, acts or drafts.</summary>
public abstract partial record CaseAct
{
    private CaseAct() { }

    /// <summary>An act is finished: filed, or as a new version of the one it corrects.</summary>
    public sealed record File(VisitFiled Visit) : CaseAct;

    /// <summary>What is known of a note so far is kept.</summary>
    public sealed record Keep(string Key, ImmutableDictionary<string, string> Given) : CaseAct;

    /// <summary>The worker throws a note away.</summary>
    public sealed record Drop(string Key) : CaseAct;

    /// <summary>Something sensitive was shown, or refused.</summary>
    /// <param name="What">Dotted verb.</param>
    /// <param name="Id">Of the record, as it was asked for.</param>
    public sealed record Seen(string What, string Id) : CaseAct;

    /// <summary>A coordinator adds a family and opens its case.</summary>
    /// <param name="IsAdult">It is about a grown-up person, not about a family with children.</param>
    public sealed record AddFamily(string Name, string Language, string Municipality, string? Caseworker, string Referral, bool IsAdult = false) : CaseAct;

    /// <summary>A coordinator gives a family a worker.</summary>
    /// <param name="HasMet">They met and the family agreed.</param>
    /// <param name="IsSubstitute">Only while the family's own is away.</param>
    /// <param name="Until">Of a substitute: the first day on which it is over; <see langword="null"/>: not known yet.</param>
    public sealed record Assign(string Family, string Worker, bool HasMet, bool IsSubstitute, LocalDate? Until = null) : CaseAct;

    /// <summary>A colleague stands in with all families of a worker who is away.</summary>
    /// <param name="By">Who stands in.</param>
    /// <param name="Until">The day of the worker's return; <see langword="null"/>: as the absence says.</param>
    /// <param name="HasMet">The families know the colleague and agree.</param>
    public sealed record Cover(string Worker, string By, LocalDate? Until, bool HasMet) : CaseAct;

    /// <summary>A coordinator enters a contract.</summary>
    /// <param name="Kind"><c>counselling</c>, <c>group</c> or <c>support-person</c>.</param>
    /// <param name="Cents">An hour; <see langword="null"/>: not paid by the hour.</param>
    public sealed record AddContract(string Family, string Number, string Kind, LocalDate Starts, int Days, int Hours, int? Cents, bool IsSigned) : CaseAct;

    /// <summary>A goal is set.</summary>
    public sealed record AddGoal(string Family, string Words, string? Who, string? HowOften, string? Sign, bool IsAgreed) : CaseAct;

    /// <summary>A goal is closed.</summary>
    /// <param name="Reason">Of one that was not reached; <see langword="null"/>: it was reached.</param>
    /// <param name="Analysis">What was learned.</param>
    public sealed record CloseGoal(string Family, string Goal, string? Reason, string? Words, string? Analysis = null) : CaseAct;

    /// <summary>A case goes to its next stage, where nothing is missing.</summary>
    /// <param name="Caseworker">Said now, where none was known.</param>
    /// <param name="IsAgreed">The family agrees to the goals it had not agreed to.</param>
    /// <param name="HasOverview">The written overview was handed over.</param>
    /// <param name="From">Which case in which stage was meant, <c>{case}:{stage}</c>; <see langword="null"/>: as it is now.</param>
    public sealed record Advance(string Family, string? Caseworker, bool IsAgreed, bool HasOverview, string? From = null) : CaseAct;

    /// <summary>A side of a contract signed, was asked, or refused.</summary>
    /// <param name="Contract">Id.</param>
    /// <param name="Party">As in <see cref="ContractFact.Unsigned"/>; <c>all</c>: every side that is missing.</param>
    /// <param name="State"><c>signed</c>, <c>asked</c> or <c>refused</c>.</param>
    public sealed record SignContract(string Family, string Contract, string Party, string State, LocalDate On) : CaseAct;

    /// <summary>A contract goes on longer.</summary>
    /// <param name="Hours">Agreed besides those of before.</param>
    public sealed record ExtendContract(string Family, string Contract, int Days, string Reason, int Hours = 0) : CaseAct;

    /// <summary>An hour has another price from a day on.</summary>
    /// <param name="Cents">Euro cents an hour.</param>
    public sealed record RateContract(string Family, string Contract, LocalDate From, int Cents) : CaseAct;

    /// <summary>Somebody of the household.</summary>
    /// <param name="Role">As in visit notes: <c>mother</c>, <c>child</c>, ...</param>
    public sealed record AddMember(string Family, string Role, string? Name, int? BirthYear) : CaseAct;

    /// <summary>A contract ends before its last day.</summary>
    public sealed record EndContract(string Family, string Contract, LocalDate On, string Reason) : CaseAct;

    /// <summary>A family leaves us: its case, its open goals and its contracts end.</summary>
    /// <param name="Reason">Code.</param>
    public sealed record CloseFamily(string Family, string Reason, string Words) : CaseAct;

    /// <summary>A family was entered twice.</summary>
    /// <param name="Family">What goes.</param>
    /// <param name="Into">What stays.</param>
    public sealed record MergeFamilies(string Family, string Into) : CaseAct;

    /// <summary>A need assessment is finished: a version of its own.</summary>
    /// <param name="Domains">Life domain to <c>yes</c>, <c>no</c> or <c>unknown</c>.</param>
    public sealed record Assess(string Family, ImmutableDictionary<string, string> Domains, string? Strengths, string? Obstacles) : CaseAct;

    /// <summary>A step is added to the action plan: a version of its own.</summary>
    public sealed record AddStep(string Family, string What, string? Who, LocalDate? Until) : CaseAct;

    /// <summary>A step of the action plan is done.</summary>
    /// <param name="Number">As in <see cref="StepFact.Number"/>.</param>
    public sealed record FinishStep(string Family, string Number) : CaseAct;

    /// <summary>Somebody of the network around a family.</summary>
    public sealed record AddContact(string Family, string Role, string Name, string? Contact) : CaseAct;

    /// <summary>A worker is reminded of an act that is missing; nothing happens once it is in.</summary>
    public sealed record Nudge(string Family) : CaseAct;

    /// <summary>Supervision or training is booked or recorded.</summary>
    /// <param name="Worker">Id; <c>all</c>: every worker; <see langword="null"/>: who says it.</param>
    /// <param name="Kind"><c>supervision</c>, <c>covision</c> or <c>training</c>.</param>
    public sealed record AddLearning(string? Worker, string Kind, LocalDate On, LocalTime? At, int Minutes, string? Topic) : CaseAct;

    /// <summary>What a worker has learnt, with its certificate.</summary>
    /// <param name="Worker">Id; <see langword="null"/>: who says it.</param>
    /// <param name="Hours">Of training behind it; <see langword="null"/>: not said.</param>
    /// <param name="Until">Last day on which it holds; <see langword="null"/>: it does not end.</param>
    public sealed record AddQualification(string? Worker, string What, LocalDate On, int? Hours, LocalDate? Until) : CaseAct;

    /// <summary>What was booked took place, or did not.</summary>
    public sealed record SettleLearning(string Id, bool IsHeld) : CaseAct;

    /// <summary>A month's statement as a file.</summary>
    /// <param name="Format"><c>xlsx</c>, <c>csv</c> or <c>docx</c>.</param>
    public sealed record StatementFile(string Municipality, YearMonth Month, string Format) : CaseAct;

    /// <summary>An act as a file to sign.</summary>
    public sealed record ActFile(string Act) : CaseAct;

    /// <summary>The municipality's worker is told of a worry.</summary>
    public sealed record Inform(string Act) : CaseAct;
}
