using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Cases;

namespace Assistant.Dialogs.Families;

/// <summary>
/// Need assessment by life domains: three buttons for each ("problem, no information, no problem": the state handbook's scale), then strengths and obstacles.
/// It can be left and gone on with; each time it is finished is a version of its own.
/// </summary>
public sealed class FamilyAssessDialog : FamilyDialog
{
    private const int Longest = 500;

    private readonly ImmutableArray<Question<string>> domains;
    private static readonly Question<string> strengths = Ask.Text("strengths", Longest) with { IsOptional = true, Why = "family-assess.why" };
    private static readonly Question<string> obstacles = Ask.Text("obstacles", Longest) with { IsOptional = true, Why = "family-assess.why" };

    /// <param name="all">Those of families with children are asked about them, those of grown-up people about these.</param>
    public FamilyAssessDialog(LifeDomains all)
    {
        domains = [.. all.Family.Select(domain => About(domain, isAdult: false)), .. all.Adult.Select(domain => About(domain, isAdult: true))];
        Questions = [Family, .. domains, strengths, obstacles];
    }

    /// <inheritdoc/>
    public override string Id => "family-assess";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; }

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(new CaseAct.Assess(
        answers.Get(Family), domains.Where(question => answers.Has(question)).ToImmutableDictionary(question => question.Id, question => answers.Get(question)), answers.Find(strengths), answers.Find(obstacles))));

    private static Question<string> About(LifeDomain domain, bool isAdult) => Ask.OneOf(domain.Id, "yes", "unknown", "no") with
    {
        Key = "domain", Why = isAdult ? "family-assess.why-adult" : "family-assess.why", Slots = (answers, facts) => [.. Named(answers, facts), new("domain", Words: domain.Names[facts.Lang])],
        When = (answers, facts) => facts.Cases.Find(answers.Find(Family))?.Case?.IsAdult == isAdult,
    };
}

/// <summary>A step of the family's action plan (tegevuskava): what, who, until when.</summary>
public sealed class FamilyPlanDialog : FamilyDialog
{
    private const int Longest = 300, LongestName = 100;

    private static readonly Question<string> what = Ask.Text("what", Longest) with { Slots = Named, Why = "family-plan.why" };
    private static readonly Question<string> who = Ask.Text("who", LongestName) with { IsOptional = true, Why = "family-plan.why" };
    private static readonly Question<WishedTime> until = Ask.Moment("until") with { IsOptional = true, Why = "family-plan.why" };

    /// <inheritdoc/>
    public override string Id => "family-plan";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, what, who, until];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.AddStep(answers.Get(Family), answers.Get(what), answers.Find(who), answers.Has(until) ? answers.Get(until).Date : null)));
}

/// <summary>A step of the action plan is done.</summary>
public sealed class FamilyPlanDoneDialog : FamilyDialog
{
    private static readonly Question<string> step = Ask.OneOf("step", static (answers, facts) =>
        [.. (facts.Cases.Find(answers.Find(Family))?.Case?.Steps ?? []).Where(one => !one.IsDone).Select(one => new Option(one.Number, "engine.words") { Slots = [new("words", Words: one.What)] })]) with
    {
        Slots = Named, Why = "family-plan.why",
    };

    /// <inheritdoc/>
    public override string Id => "family-plan-done";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, step];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(new CaseAct.FinishStep(answers.Get(Family), answers.Get(step))));
}

/// <summary>Somebody of the network around a family ("Tugiisikuteenus", võrgustik).</summary>
public sealed class FamilyNetworkDialog : FamilyDialog
{
    private const int Longest = 100;

    private static readonly Question<string> role = Ask.OneOf("role", "school", "kindergarten", "relative", "health", "service", "other") with { Slots = Named, Why = "family-network.why" };
    private static readonly Question<string> name = Ask.Text("name", Longest) with { Why = "family-network.why" };
    private static readonly Question<string> contact = Ask.Text("contact", Longest) with { IsOptional = true, Why = "family-network.why" };

    /// <inheritdoc/>
    public override string Id => "family-network";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, role, name, contact];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.AddContact(answers.Get(Family), answers.Get(role), answers.Get(name), answers.Find(contact))));
}
