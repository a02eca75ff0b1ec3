using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Municipalities;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge.Moments;

namespace Assistant.Dialogs.Families;

/// <summary>Something is settled about one family.</summary>
public abstract class FamilyDialog : Dialog
{
    /// <summary>About which: <see cref="FamilyFact.Id"/>.</summary>
    public const string FamilyId = "of";

    private protected static readonly Question<string> Family = Ask.Carried(FamilyId);

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => For is { } only ? [only] : Rights.Visitors;

    /// <inheritdoc/>
    public sealed override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Cases.Find(given.GetValueOrDefault(FamilyId)) is null ? new("acts.gone") : null;

    private protected static ImmutableArray<Slot> Named(Answers answers, Facts facts) =>
        [facts.Cases.Find(answers.Find(Family)) is { } family ? VisitFamily.Show(family, facts) with { Name = "family" } : new("family", Key: "engine.nothing")];
}

/// <summary>A coordinator gives a family a worker: who, for good or for a while, and whether they have met.</summary>
public sealed class FamilyAssignDialog : FamilyDialog
{
    private static readonly Question<string> worker = Ask.OneOf("worker", static (answers, facts) =>
        [.. Fitting(answers, facts).Select(one => new Option(one.Id, "engine.words") { Slots = [new("words", Words: NameOf(one))] })]) with
    {
        Slots = Named,
        Lead = static (answers, facts) => facts.Cases.Workers.Any(one => facts.Cases.LoadOf(one.Id) > 0) ? Loads(Fitting(answers, facts), facts) : [],
    };
    private static readonly Question<string> kind = Ask.OneOf("kind", "main", "substitute");
    private static readonly Question<WishedTime> until = Ask.Moment("until") with
    {
        Wanted = Wanted.Date, IsOptional = true, When = static (answers, _) => answers.Find(kind) == "substitute", Why = "family-assign.until.why",
    };
    private static readonly Question<bool> met = Ask.YesNo("met") with { Why = "family-assign.met.why" };

    private const int ReferenceLength = 6;

    /// <summary>The name, or else the reference that stands for it.</summary>
    public static string ShownAs(Colleague worker) => NameOf(worker);

    /// <inheritdoc cref="ShownAs"/>
    internal static string NameOf(Colleague worker) => worker.Name ?? worker.Id[^ReferenceLength..].ToUpperInvariant();

    /// <inheritdoc/>
    public override string Id => "family-assign";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override Needs Needs => Needs.Families;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, worker, kind, until, met];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.Assign(answers.Get(Family), answers.Get(worker), answers.Get(met), answers.Get(kind) == "substitute", answers.Has(until) ? answers.Get(until).Date : null)));

    /// <summary>Workers as they suit a family: those with room for one more first, of them those who write in its language, of them the least busy.</summary>
    private static IEnumerable<Colleague> Fitting(Answers answers, Facts facts)
    {
        var language = facts.Cases.Find(answers.Find(Family))?.Language;
        return facts.Cases.Workers.OrderBy(one => facts.Cases.LoadOf(one.Id) >= facts.Cases.MostFamilies).ThenBy(one => facts.Cases.Languages.GetValueOrDefault(one.Id) != language).ThenBy(one => facts.Cases.LoadOf(one.Id));
    }

    /// <summary>How busy workers are and in which language they write, a line each, in one message.</summary>
    internal static IEnumerable<Line> Loads(IEnumerable<Colleague> workers, Facts facts) => workers.Select(one => facts.Cases.Languages.GetValueOrDefault(one.Id) is { } language
        ? Line.Of("family-assign.fits", new("load", Line: StateDoor.Load(one, facts)), new("language", Key: $"menu.language-{language}"), new("learnt", Line: Learnt(one, facts))) : StateDoor.Load(one, facts)).ToList() is [_, ..] lines
        ? [lines.Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below)))] : [];

    /// <summary>By what somebody is qualified, or that it is not known or does not hold any more.</summary>
    private static Line Learnt(Colleague worker, Facts facts) => facts.Cases.Qualified.GetValueOrDefault(worker.Id) is not { } best ? new("family-assign.unqualified")
        : best.IsOver || best.IsEnding ? Line.Of("family-assign.qualified-until", new("what", Words: best.What), new("until", Line: Learning.LearningDoor.Until(best, facts))) : Line.Of("family-assign.qualified", new Slot("what", Words: best.What));
}

/// <summary>A coordinator adds a family, or with <see cref="Kind"/> a grown-up person.</summary>
public sealed class FamilyAddDialog : Dialog
{
    private const int LongestName = 60;

    /// <summary>Under this stands whom the case is about: <see cref="Adult"/>, or nothing.</summary>
    internal const string Kind = "kind", Adult = "adult";

    private static readonly Question<string> kind = Ask.Carried(Kind);
    private static readonly Question<string> name = Ask.Text("name", LongestName) with { Why = "family-add.why", Shown = Words };
    private static readonly Question<string> language = Ask.OneOf("language", new Option("et", "menu.language-et"), new Option("ru", "menu.language-ru"), new Option("en", "menu.language-en"));
    // By its name in the catalogue: under any other the family would be hidden from its own caseworker.
    private static readonly Question<string> municipality = MunicipalityAsk.Named("municipality") with { Why = "family-add.why" };
    private static readonly Question<string> referral = Ask.OneOf("referral", "child-protection", "social-worker", "school", "kindergarten", "self") with { Why = "family-add.referral.why" };
    private static readonly Question<string> caseworker = Ask.Text("caseworker", LongestName) with { IsOptional = true, Why = "family-add.why", Shown = Words };

    /// <inheritdoc/>
    public override string Id => "family-add";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [kind, name, language, municipality, referral, caseworker];
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override string ReviewYes => "visit.review-yes";

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.AddFamily(answers.Get(name), answers.Get(language), answers.Get(municipality), answers.Find(caseworker), answers.Get(referral), answers.Find(kind) == Adult)));

    private static Slot Words(string words, Facts facts) => new("", Words: words);
}
