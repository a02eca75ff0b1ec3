using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Groups;

/// <summary>Members of a session get a link, a worksheet in words, or a file; a copy is kept.</summary>
public sealed class GroupMaterialDialog : SessionDialog
{
    /// <summary>Id of the dialogue.</summary>
    public const string Name = "group-material";

    /// <summary>The question that a file answers as well as words do.</summary>
    public const string Wanted = "words";

    /// <summary>As in the records, UTF-16 units.</summary>
    private const int LongestText = 6000;

    private const string Why = "group-material.why";

    private static readonly Question<string> inWords = Ask.Text(Wanted, LongestText);

    private static readonly Question<string> words = inWords with
    {
        Understand = static hearing => hearing.Said.File switch
        {
            null => inWords.Understand(hearing),
            { Fault: null } file => file.Write(hearing.Said.Text),
            { Fault: var fault } => Reading.Refused<string>($"{Name}.file-{fault}"),
        },
        Slots = static (_, facts) => Time(facts),
        Wanted = Engine.Wanted.File,
        Why = Why,
    };

    private static readonly Question<string> sure = Ask.Agreement("sure") with
    {
        Slots = static (answers, facts) => [new("words", Words: HandedFile.Shown(answers.Get(words))), new("count", Words: $"{facts.Session?.Members.Count(member => member is { IsActive: true, IsReached: true })}")],
        Why = Why,
    };

    /// <inheritdoc/>
    public override string Id => Name;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, words, sure];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(sure) == "yes"
        ? new(new Effect.ForGroups(Given(answers.Get(About), answers.Get(words))))
        : new(new Effect.Say(new("group-material.not-sent")));

    private static GroupAct.Material Given(string session, string answer) => HandedFile.Read(answer) is var (file, under)
        ? new(session, under.Length > 0 ? under : file.Name, file)
        : new(session, answer);
}
