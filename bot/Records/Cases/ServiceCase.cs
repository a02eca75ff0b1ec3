using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Cases;

/// <summary>Whom a case is about.</summary>
public enum CaseKind
{
    /// <summary>A family with children.</summary>
    Family,
    /// <summary>A grown-up person.</summary>
    Adult,
}

/// <summary>The stages of family work ("Tugiisikuteenus", teenuse etapid), and its end.</summary>
public enum CaseStage
{
    /// <summary>Kaardistamine: coping and problems by risk factors.</summary>
    Mapping,
    /// <summary>Eesmärkide seadmine, and the part of the support person.</summary>
    Goals,
    /// <summary>Lahendustele keskendumine: strengths, obstacles.</summary>
    Solving,
    /// <summary>Lõpetamine: looking back.</summary>
    Ending,
    /// <summary>Over.</summary>
    Closed,
}

/// <summary>What a case still lacks for its next stage.</summary>
public enum Criterion
{
    /// <summary>Who referred the family: the service is for families that came to the attention of the social or child-protection worker ("Tugiisikuteenus", sihtgrupp).</summary>
    Referral,
    /// <summary>The municipality's contact: the service is tied to its child-protection work ("Tugiisikuteenus", kvaliteet).</summary>
    Caseworker,
    /// <summary>The contract that all parties signed.</summary>
    Contract,
    /// <summary>Ratings of all life domains.</summary>
    Assessment,
    /// <summary>At least one goal.</summary>
    Goal,
    /// <summary>Goals that the family agreed to.</summary>
    Agreed,
    /// <summary>Each goal reached, or closed with its reason.</summary>
    GoalsClosed,
    /// <summary>The written overview of the work against its goals ("Perede nõustamine", hindamine).</summary>
    Overview,
}

/// <summary>Juhtum: a family's way through one service.</summary>
/// <param name="Service">Catalogue id.</param>
/// <param name="Since">First day in this stage.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record ServiceCase(
    CaseId Id, FamilyId Family, CaseKind Kind, string Service, CaseStage Stage, LocalDate Opened, LocalDate Since, CaseContent Content, int Version)
{
    /// <summary>What is missing before the case may go to its next stage; empty: nothing.</summary>
    public ImmutableArray<Criterion> Missing(CaseState state) => Stage switch
    {
        CaseStage.Mapping => Lacking((Criterion.Referral, IsReferred), (Criterion.Caseworker, state.HasCaseworker), (Criterion.Contract, state.HasContract), (Criterion.Assessment, state.IsAssessed)),
        CaseStage.Goals => Lacking((Criterion.Goal, state.Goals > 0), (Criterion.Agreed, state.AgreedGoals == state.Goals)),
        CaseStage.Solving => Lacking((Criterion.GoalsClosed, state.OpenGoals == 0)),
        CaseStage.Ending => Lacking((Criterion.GoalsClosed, state.OpenGoals == 0), (Criterion.Overview, Content.OverviewOn is not null)),
        _ => [],
    };

    /// <summary>
    /// Families come to a support person by their municipality alone ("Tugiisikuteenus", sihtgrupp): it gave the referral itself, or a coordinator entered it
    /// for its child-protection or social worker. To other services they come by themselves or by a school as well.
    /// </summary>
    public bool IsReferred => Content.Referral is { } referral && (Service != SupportPerson || referral.GivenOn is not null || referral.Source is "child-protection" or "social-worker");

    private const string SupportPerson = "support-person";

    /// <returns>The case in its next stage; <see langword="null"/>: something is missing, or it is over.</returns>
    public ServiceCase? Advance(CaseState state, LocalDate day) =>
        Stage == CaseStage.Closed || !Missing(state).IsEmpty ? null : this with { Stage = Stage + 1, Since = day };

    /// <summary>Ends before its way is gone: the family moved, wants it so, gets other help.</summary>
    /// <param name="reason">Code of why.</param>
    /// <param name="words">Why, in words.</param>
    /// <returns><see langword="null"/>: no reason, or it is over.</returns>
    public ServiceCase? End(string? reason, string? words, LocalDate day) => Stage == CaseStage.Closed || string.IsNullOrWhiteSpace(reason) || string.IsNullOrWhiteSpace(words) ? null
        : this with { Stage = CaseStage.Closed, Since = day, Content = Content with { EndReason = reason, EndWords = words.Trim() } };

    private static ImmutableArray<Criterion> Lacking(params ReadOnlySpan<(Criterion Criterion, bool IsMet)> all)
    {
        var lacking = ImmutableArray.CreateBuilder<Criterion>();
        foreach (var (criterion, isMet) in all)
            if (!isMet) lacking.Add(criterion);
        return lacking.ToImmutable();
    }
}

/// <summary>What is sealed of a case. Stored as JSON: names of properties stay.</summary>
public sealed record CaseContent
{
    /// <summary>Who referred the family; <see langword="null"/>: nobody yet, and the work does not begin.</summary>
    public Referral? Referral { get; init; }
    /// <summary>Life domain to <c>yes</c> (a problem), <c>no</c> or <c>unknown</c>; LasteKS § 28 (2), and the state handbook's scale.</summary>
    public ImmutableDictionary<string, string> Domains { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>In words.</summary>
    public string? Strengths { get; init; }
    /// <summary>In words.</summary>
    public string? Obstacles { get; init; }
    /// <summary>Number of the municipality's case plan.</summary>
    public string? CasePlan { get; init; }
    /// <summary>When the final overview was handed over.</summary>
    public LocalDate? OverviewOn { get; init; }
    /// <summary>Of a case that ended early: code of why.</summary>
    public string? EndReason { get; init; }
    /// <summary>Of a case that ended early: why, in words.</summary>
    public string? EndWords { get; init; }
    /// <summary>Who else helps: school, relatives, other services.</summary>
    public ImmutableArray<NetworkContact> Network { get; init; } = [];
}

/// <summary>Suunamine.</summary>
/// <param name="Source"><c>child-protection</c>, <c>social-worker</c>, <c>school</c>, <c>kindergarten</c>, <c>self</c>, <c>other</c>.</param>
/// <param name="Words">What they asked for.</param>
public sealed record Referral(string Source, LocalDate On, string? Words)
{
    /// <summary>Who of the municipality gave it; <see langword="null"/>: it was entered for them.</summary>
    public string? By { get; init; }
    /// <summary>When the municipality itself gave it, by link or in chat; <see langword="null"/>: it has not.</summary>
    public LocalDate? GivenOn { get; init; }
}

/// <summary>Somebody of the network around a family.</summary>
public sealed record NetworkContact(string Role, string Name, string? Contact);

/// <summary>What the criteria of a case look at besides the case.</summary>
public sealed record CaseState(bool HasCaseworker, bool HasContract, bool IsAssessed, int Goals, int AgreedGoals, int OpenGoals);

/// <summary>Cases.</summary>
public interface ICases
{
    /// <returns>As <see cref="Of"/>, cases that go on of all families that are not closed, by family: one statement.</returns>
    ILookup<FamilyId, ServiceCase> OpenOfAll(IUnit unit);

    /// <summary>Opens a case; audited.</summary>
    void Add(IUnit unit, ServiceCase opened, PersonId? by);

    /// <returns><see langword="null"/>: unknown, or its family was erased.</returns>
    ServiceCase? Find(IUnit unit, CaseId id);

    /// <summary>Saves a change; audited.</summary>
    /// <exception cref="ConflictException">The case changed since it was read.</exception>
    void Save(IUnit unit, ServiceCase changed, PersonId? by);

    /// <returns>A family's cases, the newest first.</returns>
    ImmutableArray<ServiceCase> Of(IUnit unit, FamilyId family);
}
