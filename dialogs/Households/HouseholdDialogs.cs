using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;

namespace Assistant.Dialogs.Households;

/// <summary>A parent who was given a family's code: wants to belong to it, and may be asked how meetings were.</summary>
public sealed class FamilyJoinDialog : Dialog
{
    /// <summary>The code that was typed.</summary>
    internal const string CodeId = "code";

    private static readonly Question<string> code = Ask.Carried(CodeId);
    private static readonly Question<string> agree = Ask.Agreement("agree") with { Why = "family-join.agree.why" };
    private static readonly Question<bool> checks = Ask.YesNo("checks") with { When = static (answers, _) => answers.Find(agree) == "yes", Why = "family-join.checks.why" };

    /// <inheritdoc/>
    public override string Id => "family-join";
    /// <inheritdoc/>
    public override bool IsPersonal => true;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [code, agree, checks];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(agree) == "yes"
        ? new(new Effect.ForCase(new CaseAct.JoinFamily(answers.Get(code), answers.Get(checks)))) : new(new Effect.Say(new("family-join.not")));
}

/// <summary>A worker writes into a family's notebook, in words and in the language the family reads.</summary>
public sealed class NotebookAddDialog : FamilyDialog
{
    private const int Longest = 300;

    private static readonly Question<string> words = Ask.Text("words", Longest) with { Slots = Named, Why = "notebook-add.words.why" };

    /// <inheritdoc/>
    public override string Id => "notebook-add";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, words];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(new CaseAct.AddNote(answers.Get(Family), answers.Get(words))));
}

/// <summary>How a meeting was: a tap, and words if wished.</summary>
public sealed class CheckInDialog : Dialog
{
    /// <summary>Which asking.</summary>
    internal const string AskedId = "asked";
    /// <summary>What was tapped.</summary>
    internal const string ScoreId = "score";
    private const int Longest = 500;

    private static readonly Question<string> asked = Ask.Carried(AskedId);
    private static readonly Question<string> score = Ask.Carried(ScoreId);
    private static readonly Question<string> words = Ask.Text("words", Longest) with { IsOptional = true, Why = "check-in.words.why" };

    /// <inheritdoc/>
    public override string Id => "check-in";
    /// <inheritdoc/>
    public override bool IsPersonal => true;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [asked, score, words];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(new CaseAct.AnswerCheckIn(answers.Get(asked), answers.Get(score), answers.Find(words))));
}
