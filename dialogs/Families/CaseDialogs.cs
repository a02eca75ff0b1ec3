using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Families;

/// <summary>A case goes to its next stage. What only people know and is missing is asked; what is to be done first is told.</summary>
public sealed class FamilyStageDialog : FamilyDialog
{
    private const int LongestName = 60;

    /// <summary>Which case in which stage the question is about, <c>{case}:{stage}</c>: somebody else may have taken the step meanwhile.</summary>
    internal const string From = "from";

    private static readonly Question<string> from = Ask.Carried(From);
    private static readonly Question<string> caseworker = Ask.Text("caseworker", LongestName) with { When = Lacks("caseworker"), Why = "family-stage.why" };
    private static readonly Question<bool> agreed = Ask.YesNo("agreed") with { When = Lacks("agreed"), Why = "family-stage.why" };
    private static readonly Question<bool> overview = Ask.YesNo("overview") with { When = Lacks("overview"), Why = "family-stage.why" };
    private static readonly Question<bool> sure = Ask.YesNo("sure") with
    {
        Why = "family-stage.why",
        Slots = static (answers, facts) => [.. Named(answers, facts), new("stage", Key: $"families.stage-{Next(answers.Find(from)?.Split(':')[^1] ?? facts.Cases.Find(answers.Find(Family))?.Case?.Stage)}")],
    };

    /// <inheritdoc/>
    public override string Id => "family-stage";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, from, caseworker, agreed, overview, sure];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => !answers.Get(sure) ? new(new Effect.Say(new("families.as-before")))
        : new(new Effect.ForCase(new CaseAct.Advance(answers.Get(Family), answers.Find(caseworker), Says(answers, agreed), Says(answers, overview), answers.Find(from))));

    /// <summary>What the dialogue itself asks about; all else has a way of its own.</summary>
    internal static ImmutableArray<string> Asked { get; } = ["caseworker", "agreed", "overview"];

    private static string Next(string? stage) => stage switch { "mapping" => "goals", "goals" => "solving", "solving" => "ending", _ => "closed" };

    private static bool Says(Answers answers, Question<bool> question) => answers.Has(question) && answers.Get(question);

    private static Func<Answers, Facts, bool> Lacks(string what) => (answers, facts) => facts.Cases.Find(answers.Find(Family))?.Case?.Missing.Contains(what) == true;
}

/// <summary>A coordinator closes a family's case before its way is gone, with the reason; goals that are open end as not reached, for the same reason.</summary>
public sealed class FamilyCloseDialog : FamilyDialog
{
    private const int Longest = 500;

    private static readonly Question<string> reason = Ask.OneOf("reason", "moved", "wish", "other-service", "municipality", "no-contact", "other") with { Slots = Named, Why = "family-close.why" };
    private static readonly Question<string> words = Ask.Text("words", Longest) with { Why = "family-close.why", Shown = static (said, _) => new("", Words: said) };

    /// <inheritdoc/>
    public override string Id => "family-close";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, reason, words];
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override string ReviewYes => "visit.review-yes";

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(new CaseAct.CloseFamily(answers.Get(Family), answers.Get(reason), answers.Get(words))));
}

/// <summary>A coordinator says which other record is the same family; that one stays.</summary>
public sealed class FamilyMergeDialog : FamilyDialog
{
    private static readonly Question<string> into = new("into",
        static h => h.Chosen is { } chosen ? chosen
            : h.Said.Pressed is null && h.Facts.Cases.Alike.FirstOrDefault(one => string.Equals(one.Reference, h.Said.Text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } meant ? meant.Id
            : default(Reading<string>),
        static family => family,
        static (stored, _, facts) => facts.Cases.Alike.Any(one => one.Id == stored) ? stored : default(Reading<string>))
    {
        Options = static (_, facts) => [.. facts.Cases.Alike.Take(MostOffered).Select(one => new Option(one.Id, "families.item") { Slots = [new("family", Words: one.Name), new("reference", Words: one.Reference)] })],
        Slots = Named,
        Why = "family-merge.why",
    };
    private static readonly Question<bool> sure = Ask.YesNo("sure") with
    {
        Why = "family-merge.why",
        Slots = static (answers, facts) => [.. Item("goes", facts.Cases.Find(answers.Find(Family))), .. Item("stays", facts.Cases.Alike.FirstOrDefault(one => one.Id == answers.Find(into)))],
    };

    private const int MostOffered = 8;

    /// <inheritdoc/>
    public override string Id => "family-merge";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override Needs Needs => Needs.Duplicates;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, into, sure];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => !answers.Get(sure) ? new(new Effect.Say(new("families.as-before")))
        : new(new Effect.ForCase(new CaseAct.MergeFamilies(answers.Get(Family), answers.Get(into))));

    private static Slot[] Item(string name, FamilyFact? family) => family is null ? [new(name, Key: "engine.nothing")]
        : [new(name, Line: Line.Of("families.item", new("family", Words: family.Name), new("reference", Words: family.Reference)))];
}
