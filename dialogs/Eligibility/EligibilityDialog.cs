using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Eligibility;

namespace Assistant.Dialogs.Eligibility;

/// <summary>Finds which services may fit a family. Asks only what can still change the outcome; a human is at the end of every path.</summary>
public sealed class EligibilityDialog : Dialog
{
    private readonly EligibilityRules rules;
    private readonly ServiceCatalogue services;
    private readonly WhatToSay words;
    private readonly Question<string> about, involved, school, coping, help, peers, household, municipality, urgency, next, change;
    private readonly Question<int> children, age;
    private readonly Question<ImmutableArray<string>> areas, factors;

    /// <param name="rules">When a service fits.</param>
    /// <param name="services">What it costs and where it is given.</param>
    /// <param name="cards">Whom to turn to.</param>
    public EligibilityDialog(EligibilityRules rules, ServiceCatalogue services, MunicipalityCards cards)
    {
        (this.rules, this.services, words) = (rules, services, new(cards));
        about = EligibilityAsk.InWords(Ask.OneOf("about", "child", "me", "home", "relative", "other", "unknown")) with { FromOpening = true, Why = "eligibility.about.why" };
        children = Deciding(EligibilityAsk.Children("children")) with { Why = "eligibility.children.why" };
        age = DecidingEach(EligibilityAsk.Age("age")) with { CountsUnasked = true, Why = "eligibility.age.why" };
        involved = Deciding(EligibilityAsk.InWords(Ask.OneOf("involved", "yes", "school", "no", new("unknown", "engine.unknown")))) with { Why = "eligibility.involved.why" };
        areas = Deciding(Ask.SeveralOf("areas", "school", "relations", "behaviour", "money", "housing", "health", "mood", new("other", IsAlone: true), new("unknown", "engine.unknown", IsAlone: true))) with { Why = "eligibility.areas.why" };
        school = DecidingEach(EligibilityAsk.InWords(Ask.OneOf("school", "goes", "struggles", "refuses", "young", new("unknown", "engine.unknown")), yes: "goes", no: "refuses")) with { Why = "eligibility.school.why", SlotsNth = Aged };
        coping = Deciding(EligibilityAsk.InWords(Ask.OneOf("coping", "disturbed", "threatened", "no", "unknown"), yes: "disturbed")) with { Why = "eligibility.coping.why" };
        factors = Deciding(Ask.SeveralOf("factors", "social", "economic", "health", "psychological", new("other", IsAlone: true), new("unknown", "engine.unknown", IsAlone: true))) with { Why = "eligibility.factors.why" };
        help = Deciding(EligibilityAsk.InWords(Ask.OneOf("help", "beside", "talk", "parents", "unknown"))) with { Why = "eligibility.help.why" };
        peers = Deciding(EligibilityAsk.InWords(Ask.YesNoUnknown("peers"))) with { Why = "eligibility.peers.why" };
        household = Deciding(EligibilityAsk.Household("household")) with { Why = "eligibility.household.why" };
        municipality = Deciding(EligibilityAsk.Municipality("municipality")) with { Why = "eligibility.municipality.why" };
        urgency = Deciding(EligibilityAsk.InWords(Ask.OneOf("urgency", "today", "week", "later", new("unknown", "engine.unknown")))) with { Why = "eligibility.urgency.why", Then = Hurry };
        next = Ask.OneOf("next", (answers, facts) => Fitting(answers, facts) is []
            ? ["human", "appointment", "change", "later"]
            : ["words", "appointment", "human", "change", "later"]) with { Lead = Result };
        change = Ask.OneOf("change", (answers, _) => [.. Changeable.Where(question => IsAnswered(question, answers)).Select(question => new Option(question.Id, $"eligibility.{question.Id}.name"))]) with
        {
            When = (answers, _) => answers.Find(next) == "change",
        };
        Questions = [about, children, new Repeat("ages", children, age), involved, areas, new Repeat("schools", children, school), coping, factors, help, peers, household, municipality, urgency, next, change];
    }

    /// <inheritdoc/>
    public override string Id => "eligibility";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; }

    private ImmutableArray<Question> Changeable => [about, children, age, involved, areas, school, coping, factors, help, peers, household, municipality, urgency];

    private static bool IsAnswered(Question question, Answers answers) => answers.AsText.Keys.Any(id => IsOf(question.Id, id));

    private static bool IsOf(string question, string id) => id == question || id.StartsWith(question + ".", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(next) switch
    {
        "appointment" => new() { Next = new("appointment", Fitting(answers, facts) is [var service, ..] ? ImmutableDictionary<string, string>.Empty.Add("service", service) : ImmutableDictionary<string, string>.Empty) },
        "human" => new() { Next = new(Relay.RelayDialog.Name) },
        "words" => Words(answers, facts),
        // What is changed is asked again, and what follows from it anew.
        "change" => new() { Next = new(Id, answers.AsText.Where(answer => answer.Key != next.Id && answer.Key != change.Id && !IsOf(answers.Get(change), answer.Key)).ToImmutableDictionary()) },
        _ => new(new Effect.Say(new("eligibility.later")) { Choices = Menu.For(facts) }),
    };

    /// <inheritdoc/>
    public override ImmutableDictionary<string, string> Told(Utterance said, Question? asked, Answers answers, Facts facts, Understanding with)
    {
        var told = ImmutableDictionary.CreateBuilder<string, string>();
        var situation = SituationReader.Default.Read(said.Text, said.Lang);
        var first = asked is { Number: > 0 } && asked.Key == age.Id ? asked.Number : 1;
        var ages = first == asked?.Number && asked.Key == age.Id ? SituationReader.Default.Ages(said.Text, lang: null)
            : asked?.Id == children.Id && ChildrenReader.Default.Read(said.Text, said.Lang).Ages is [_, ..] beside ? beside : situation.Ages;
        var most = answers.Has(children) ? answers.Get(children) : (asked?.Id == children.Id ? ChildrenReader.Default.Read(said.Text, said.Lang).Count : null) ?? situation.Children ?? ages.Length;
        if (ages.All(one => one <= EligibilityAsk.OldestChild))
            foreach (var (n, years) in ages.Index().TakeWhile(one => first + one.Index <= most))
                told[$"{age.Id}.{first + n}"] = years.ToString(CultureInfo.InvariantCulture);
        if (situation.Children is { } count and >= 0 && children.Stored(count) is var stored && count <= MostTold)
            told[children.Id] = stored;
        if (situation.Place is { } place)
            told[municipality.Id] = place.Municipality.Name;
        if (situation.IsOneParent)
            told[household.Id] = "one";
        // Words that a reply to another question may well contain count only in a story, or where they are asked for. Whom it is about is often answered with the whole story.
        var isStory = asked is null || asked.Id == about.Id || asked.Id == children.Id && situation.RefusesSchool;
        if (isStory && situation.About is { } whom)
            told[about.Id] = whom;
        if ((isStory || asked?.Id == areas.Id) && !situation.Areas.IsEmpty)
            told[areas.Id] = string.Join(',', situation.Areas);
        if (situation.RefusesSchool && (isStory || asked?.Id == areas.Id) && most <= 1)
            told[$"{school.Id}.1"] = "refuses";
        return told.ToImmutable();
    }

    /// <summary>More children than this are rather told when asked.</summary>
    private const int MostTold = 12;

    /// <summary>Which child is meant is known by the age better than by a number.</summary>
    private ImmutableArray<Slot> Aged(int child, Answers answers, Facts facts) =>
        answers.Has(age.At(child)) ? [new("age", Line: Line.Of("eligibility.school.age", new Slot("years", Words: $"{answers.Get(age.At(child))}")))] : [];

    private Question<T> Deciding<T>(Question<T> question) where T : notnull =>
        question with { When = (answers, facts) => rules.StillNeeds(question.Id, answers.AsText, facts.Now.Date) };

    private Question<T> DecidingEach<T>(Question<T> question) where T : notnull =>
        question with { WhenNth = (n, answers, facts) => rules.StillNeeds($"{question.Id}.{n}", answers.AsText, facts.Now.Date) };

    private ImmutableArray<string> Fitting(Answers answers, Facts facts) =>
        [.. rules.Judge(answers.AsText, facts.Now.Date).Where(judged => judged.Verdict == Verdict.Yes).Select(judged => judged.Service).OrderBy(service => IsElsewhere(service, answers))];

    private static IEnumerable<Effect> Hurry(string urgency, Answers answers, Facts facts) => urgency == "today"
        ? [new Effect.Say(new("eligibility.hurry")) { IsSafety = true }]
        : [];

    private Conclusion Words(Answers answers, Facts facts)
    {
        var service = Fitting(answers, facts).DefaultIfEmpty("support-person").First();
        return new(
        [
            new Effect.Say(words.Whom(answers.AsText, facts)),
            .. words.IsGeneral(answers.AsText, facts) ? [new Effect.Say(new("eligibility.card-lost"))] : ImmutableArray<Effect>.Empty,
            new Effect.Say(new("eligibility.words-say")),
            .. WhatToSay.Sentences(answers.AsText, service).Select(line => new Effect.Say(line)),
            new Effect.Say(new("eligibility.words-next")) { Choices = [new($"go:appointment:{service}", new("menu.appointment")), Menu.Human] },
        ]);
    }

    private IEnumerable<Line> Result(Answers answers, Facts facts)
    {
        var judged = rules.Judge(answers.AsText, facts.Now.Date);
        ImmutableArray<Judged> fitting = [.. judged.Where(found => found.Verdict == Verdict.Yes)], open = [.. judged.Where(found => found.Verdict == Verdict.Unknown)];
        foreach (var found in fitting)
        {
            yield return Line.Of("eligibility.fits", new("service", Key: $"services.{found.Service}.plain"),
                new Slot("reason", Line: WhatToSay.Listed(found.Reasons.Select(reason => new Line($"eligibility.because-{reason}")))));
            if (IsElsewhere(found.Service, answers))
                yield return Line.Of("eligibility.outside", new Slot("municipality", Words: answers.Get(municipality)));
        }
        if (!open.IsEmpty && !fitting.IsEmpty)
            yield return Line.Of("eligibility.maybe", new Slot("service", Line: WhatToSay.Listed(open.Select(found => new Line($"services.{found.Service}.plain")))));
        if (!fitting.IsEmpty)
        {
            yield return new(fitting.All(found => services.Find(found.Service) is { IsFree: true }) ? "services.decides-free" : "services.decides");
            yield break;
        }
        yield return new(open.IsEmpty ? judged.SelectMany(found => found.Reasons).FirstOrDefault() is { } why ? $"eligibility.otherwise-{why}" : "eligibility.nothing" : "eligibility.unsure");
        yield return Line.Of("eligibility.nothing-human", new Slot("deadline", Time: facts.AnswerBy));
    }

    /// <summary>Whether the service is given in other counties than the family's: then the municipality knows who gives it there.</summary>
    private bool IsElsewhere(string service, Answers answers) =>
        services.Find(service) is { Area.IsEmpty: false } found && answers.Find(municipality) is { } name && name != Condition.DontKnow
        && !found.Area.Contains(MunicipalityReader.Default.All.First(one => one.Name == name).County);
}
