using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Eligibility;

namespace Assistant.Dialogs.Eligibility;

/// <summary>Finds which services may fit a family. Asks only what can still change the outcome; a human is at the end of every path.</summary>
public sealed class EligibilityDialog : Dialog
{
    /// <summary>More than anybody has; larger numbers are slips.</summary>
    private const int MostChildren = 20;

    private readonly EligibilityRules rules;
    private readonly Question<string> about, coping, involved, peers, next;
    private readonly Question<int> children;
    private readonly Question<ImmutableArray<string>> factors;

    /// <param name="rules">When a service fits.</param>
    public EligibilityDialog(EligibilityRules rules)
    {
        this.rules = rules;
        about = Ask.OneOf("about", "child", "me", "home", "other", "unknown") with { FromOpening = true, Why = "eligibility.about.why" };
        children = Deciding(Ask.Number("children", 0, MostChildren)) with
        {
            Options = static (_, _) => [new("0", "eligibility.children.none"), new("1", "eligibility.children.one"), new("2", "eligibility.children.two"), new("3", "eligibility.children.three")],
            Why = "eligibility.children.why",
        };
        coping = Deciding(Ask.OneOf("coping", "disturbed", "threatened", "no", "unknown")) with { Why = "eligibility.coping.why" };
        factors = Deciding(Ask.SeveralOf("factors", "social", "economic", "health", "psychological", new("other", IsAlone: true), new("unknown", "engine.unknown", IsAlone: true))) with { Why = "eligibility.factors.why" };
        involved = Deciding(Ask.YesNoUnknown("involved")) with { Why = "eligibility.involved.why" };
        peers = Deciding(Ask.YesNoUnknown("peers")) with { Why = "eligibility.peers.why" };
        next = Ask.OneOf("next", (answers, facts) => Fitting(answers, facts) is []
            ? ["human", "appointment", "later"]
            : ["appointment", "human", "words", "later"]) with { Lead = Result };
        Questions = [about, children, involved, coping, factors, peers, next];
    }

    /// <inheritdoc/>
    public override string Id => "eligibility";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; }
    /// <inheritdoc/>
    public override bool IsPersonal => true;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(next) switch
    {
        "appointment" => new() { Next = new("appointment", Fitting(answers, facts) is [var service, ..] ? ImmutableDictionary<string, string>.Empty.Add("service", service) : ImmutableDictionary<string, string>.Empty) },
        "human" => new() { Next = new(Relay.RelayDialog.Name) },
        "words" => new(
            new Effect.Say(new("eligibility.words-whom")),
            new Effect.Say(Line.Of("eligibility.words-say", new Slot("service", Key: $"services.{Fitting(answers, facts).DefaultIfEmpty("support-person").First()}.plain"))),
            new Effect.Say(new("eligibility.words-next")) { Choices = [Menu.Appointment, Menu.Human] }),
        _ => new(new Effect.Say(new("eligibility.later")) { Choices = Menu.For(facts) }),
    };

    private Question<T> Deciding<T>(Question<T> question) where T : notnull =>
        question with { When = (answers, facts) => rules.StillNeeds(question.Id, answers.AsText, facts.Now.Date) };

    private ImmutableArray<string> Fitting(Answers answers, Facts facts) =>
        [.. rules.Judge(answers.AsText, facts.Now.Date).Where(judged => judged.Verdict == Verdict.Yes).Select(judged => judged.Service)];

    private IEnumerable<Line> Result(Answers answers, Facts facts)
    {
        var judged = rules.Judge(answers.AsText, facts.Now.Date);
        if (judged.All(found => found.Verdict == Verdict.No))
        {
            yield return new("eligibility.nothing");
            yield return Line.Of("eligibility.nothing-human", new Slot("deadline", Time: facts.AnswerBy));
            yield break;
        }
        foreach (var (service, _) in judged.Where(found => found.Verdict == Verdict.Yes))
            yield return new($"eligibility.fits-{service}");
        foreach (var (service, _) in judged.Where(found => found.Verdict == Verdict.Unknown))
            yield return Line.Of("eligibility.maybe", new Slot("service", Key: $"services.{service}.plain"));
        yield return new("eligibility.decides");
    }
}
