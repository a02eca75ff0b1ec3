using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Groups;

/// <summary>Members of a session get a link or a worksheet in words; a copy is kept.</summary>
public sealed class GroupMaterialDialog : SessionDialog
{
    /// <summary>As in the records, UTF-16 units.</summary>
    private const int LongestText = 6000;

    private const string Why = "group-material.why";

    private static readonly Question<string> words = Ask.Text("words", LongestText) with { Slots = static (_, facts) => Time(facts), Why = Why };

    private static readonly Question<string> sure = Ask.Agreement("sure") with
    {
        Slots = static (answers, facts) => [new("words", Words: answers.Get(words)), new("count", Words: $"{facts.Session?.Members.Count(member => member.IsActive)}")],
        Why = Why,
    };

    /// <inheritdoc/>
    public override string Id => "group-material";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, words, sure];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(sure) == "yes"
        ? new(new Effect.ForGroups(new GroupAct.Material(answers.Get(About), answers.Get(words))))
        : new(new Effect.Say(new("group-material.not-sent")));
}
