using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.People;

/// <summary>Two records turn out to be one family's: which one stays is asked, and then twice whether it is so, for it cannot be undone.</summary>
public sealed class MergeDialog : Dialog
{
    private static readonly Question<string> stays = Reference("stays");
    private static readonly Question<string> goes = Reference("goes");
    private static readonly Question<string> same = Ask.Agreement("same") with { Why = "merge.same.why" };
    private static readonly Question<string> sure = Ask.Agreement("sure") with { When = static (answers, _) => answers.Find(same) == "yes", Why = "merge.same.why" };

    /// <inheritdoc/>
    public override string Id => "merge";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override Needs Needs => Needs.People;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [stays, goes, same, sure];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        answers.Get(stays) == answers.Get(goes) ? new(new Effect.Say(new("merge.one")))
        : answers.Find(sure) == "yes" ? new(new Effect.MergePeople(answers.Get(goes), answers.Get(stays)), new Effect.Say(new("merge.done")))
        : new(new Effect.Say(new("people.unchanged")));

    /// <summary>A reference of a person, or of one of their requests, is typed; whom it means is said back without a name.</summary>
    private static Question<string> Reference(string id) => new(id,
        static h => h.Said.Pressed is null && h.Facts.Found is { } found ? found.Id : h.Said.Pressed is null ? Reading.Refused<string>("merge.unknown") : default,
        static person => person,
        static (stored, _, _) => Guid.TryParse(stored, out _) ? stored : default(Reading<string>))
    {
        Why = "merge.why",
        Then = static (_, _, facts) => facts.Found is { } found
            ? [new Effect.Say(Line.Of("merge.found", PeopleDoor.Named("who", found), new Slot("roles", Line: PeopleDoor.Roles(found)), new Slot("open", Words: $"{found.Requests}")))] : [],
    };
}
