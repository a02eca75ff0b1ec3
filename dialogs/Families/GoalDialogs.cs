using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Families;

/// <summary>A goal is set: what is to be different, who does what, how often, how we see it, and whether the family agreed.</summary>
public sealed class GoalAddDialog : FamilyDialog
{
    private const int Longest = 200;

    private static readonly Question<string> words = Ask.Text("words", Longest) with { Slots = Named, Why = "goal-add.why", Shown = Said };
    private static readonly Question<string> who = Ask.Text("who", Longest) with { IsOptional = true, Why = "goal-add.why", Shown = Said };
    private static readonly Question<string> often = Ask.Text("often", Longest) with { IsOptional = true, Why = "goal-add.why", Shown = Said };
    private static readonly Question<string> sign = Ask.Text("sign", Longest) with { IsOptional = true, Why = "goal-add.why", Shown = Said };
    private static readonly Question<bool> agreed = Ask.YesNo("agreed") with { Why = "goal-add.agreed.why" };

    /// <inheritdoc/>
    public override string Id => "goal-add";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, words, who, often, sign, agreed];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.AddGoal(answers.Get(Family), answers.Get(words), answers.Find(who), answers.Find(often), answers.Find(sign), answers.Get(agreed))));

    private static Slot Said(string said, Facts facts) => new("", Words: said);
}

/// <summary>A goal is closed: reached, or not reached with the reason, without which it stays open.</summary>
public sealed class GoalCloseDialog : FamilyDialog
{
    private const int Longest = 500;

    private static readonly Question<string> goal = Ask.OneOf("goal", static (answers, facts) =>
        [.. (facts.Cases.Find(answers.Find(Family))?.Goals ?? []).Select(one => new Option(one.Id, "engine.words") { Slots = [new("words", Words: one.Words)] })]) with { Slots = Named };
    private static readonly Question<string> end = Ask.OneOf("end", "reached", "not-reached");
    private static readonly Question<string> reason = Ask.OneOf("reason", "time", "school", "service", "illness", "family", "other") with { When = static (answers, _) => answers.Find(end) == "not-reached", Why = "goal-close.reason.why" };
    private static readonly Question<string> words = Ask.Text("words", Longest) with { When = static (answers, _) => answers.Find(end) == "not-reached", Why = "goal-close.reason.why", Shown = static (said, _) => new("", Words: said) };

    // Goals are reached and analysed ("Tugiisikuteenus", tulemuslikkus).
    private static readonly Question<string> analysis = Ask.Text("analysis", Longest) with { IsOptional = true, Why = "goal-close.analysis.why", Shown = static (said, _) => new("", Words: said) };

    /// <inheritdoc/>
    public override string Id => "goal-close";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, goal, end, reason, words, analysis];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(new CaseAct.CloseGoal(answers.Get(Family), answers.Get(goal), answers.Find(reason), answers.Find(words), answers.Find(analysis))));
}
