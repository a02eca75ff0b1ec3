using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Groups;

/// <summary>A parent asks to join a group whose link they were given.</summary>
public sealed class GroupJoinDialog : GroupDialog
{
    private const int LongestName = 60;

    private static readonly Question<string> source = Ask.OneOf("source", "school", "kindergarten", "childcare", "social", "myself", "other") with { Why = "group-join.source.why" };
    private static readonly Question<string> name = Ask.Text("name", LongestName) with { When = static (_, facts) => facts.Name is null, Why = "group-join.name.why" };
    private static readonly Question<string> phone = Ask.Phone("phone") with { IsOptional = true, Why = "group-join.phone.why" };

    /// <inheritdoc/>
    public override string Id => "group-join";
    /// <inheritdoc/>
    public override bool IsPersonal => true;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, source, name, phone];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var told = answers.Find(name);
        var join = new Effect.ForGroups(new GroupAct.Join(answers.Get(About), told ?? facts.Name ?? "", answers.Find(phone), answers.Get(source)));
        return told is null ? new(join) : new(new Effect.RememberName(told), join);
    }
}

/// <summary>Whoever is taken in agrees to keep confidence, and says how life is now.</summary>
public sealed class GroupAgreeDialog : GroupDialog
{
    private const int MostPoints = 10;

    private static readonly Question<string> agree = Ask.Agreement("agree") with
    {
        Why = "group-agree.why",
        Lead = static (_, _) => [new("group-agree.rule-stays"), new("group-agree.rule-listen")],
    };

    private static readonly Question<int> before = Ask.Number("before", 0, MostPoints) with
    {
        When = static (answers, _) => answers.Find(agree) == "yes",
        IsOptional = true,
        Why = "group-agree.before.why",
    };

    /// <inheritdoc/>
    public override string Id => "group-agree";
    /// <inheritdoc/>
    public override bool IsPersonal => true;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, agree, before];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(agree) == "yes"
        ? new(new Effect.ForGroups(new GroupAct.Agree(answers.Get(About), answers.Has(before) ? answers.Get(before) : null))) { Next = GroupWellDialog.Next(answers.Get(About), facts) }
        : new(new Effect.Say(new("group-agree.no")) { Choices = [Menu.Human, GroupDoor.Choice("agree", answers.Get(About))] });
}

/// <summary>Somebody leaves a group; why may be left unsaid.</summary>
public sealed class GroupLeaveDialog : GroupDialog
{
    private static readonly Question<string> sure = Ask.Agreement("sure") with { Why = "group-leave.why" };
    private static readonly Question<string> why = Ask.OneOf("reason", "time", "helped", "unsuitable", "moving", "other") with { When = static (answers, _) => answers.Find(sure) == "yes", IsOptional = true, Why = "group-leave.why" };

    /// <inheritdoc/>
    public override string Id => "group-leave";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, sure, why];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(sure) == "yes"
        ? new(new Effect.ForGroups(new GroupAct.Leave(answers.Get(About), answers.Find(why))))
        : new(new Effect.Say(new("group-leave.stays")));
}
