using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Eligibility;

namespace Assistant.Dialogs.Eligibility;

/// <summary>Whom to turn to in the municipality, and three sentences to say there, filled from the answers. No diagnosis, no names.</summary>
internal sealed class WhatToSay(MunicipalityCards cards)
{
    /// <summary>Whom to turn to.</summary>
    /// <param name="answers">In stored form, by question.</param>
    public Line Whom(IReadOnlyDictionary<string, string> answers, Facts facts)
    {
        if (answers.GetValueOrDefault("municipality", Condition.DontKnow) is var name && name == Condition.DontKnow)
            return new("eligibility.card-unknown");
        return cards.Find(name, facts.Now.Date) switch
        {
            { Phone: { } phone, Page: { } page } card => Line.Of("eligibility.card-both", new("office", Words: card.Office), new("phone", Words: phone), new("page", Words: page)),
            { Phone: { } phone } card => Line.Of("eligibility.card-phone", new("office", Words: card.Office), new Slot("phone", Words: phone)),
            { Page: { } page } card => Line.Of("eligibility.card-page", new("office", Words: card.Office), new Slot("page", Words: page)),
            _ => Line.Of("eligibility.card-general", new Slot("municipality", Words: name)),
        };
    }

    /// <summary>Without a card of the municipality: what to do when nobody there is found.</summary>
    public bool IsGeneral(IReadOnlyDictionary<string, string> answers, Facts facts) =>
        answers.GetValueOrDefault("municipality", Condition.DontKnow) is var name && (name == Condition.DontKnow || cards.Find(name, facts.Now.Date) is null);

    /// <summary>The three sentences, one a message, so that they can be read out.</summary>
    public static IEnumerable<Line> Sentences(IReadOnlyDictionary<string, string> answers, string service)
    {
        var about = new Slot("sentence", Line: new($"eligibility.say-about-{answers.GetValueOrDefault("about", Condition.DontKnow)}"));
        string[] ages = [.. Enumerable.Range(1, answers.Count).Select(n => answers.GetValueOrDefault($"age.{n}")).OfType<string>()];
        yield return ages is [] ? Line.Of("eligibility.say-1", about) : Line.Of("eligibility.say-1-ages", about, new Slot("ages", Words: string.Join(", ", ages)));
        yield return Line.Of("eligibility.say-2", new Slot("sentence", Line: Hard(answers)));
        yield return Line.Of(answers.GetValueOrDefault("urgency") == "today" ? "eligibility.say-3-today" : "eligibility.say-3", new Slot("service", Key: $"services.{service}.plain"));
    }

    private static Line Hard(IReadOnlyDictionary<string, string> answers)
    {
        ImmutableArray<Line> what =
        [
            .. answers.GetValueOrDefault("areas", "").Split(',').Where(area => area is not ("" or "other" or Condition.DontKnow)).Select(area => new Line($"eligibility.area-{area}")),
            .. answers.GetValueOrDefault("factors", "").Split(',').Where(group => group is not ("" or "other" or Condition.DontKnow)).Select(group => new Line($"eligibility.factor-{group}")),
            .. answers.GetValueOrDefault("household") == "one" ? [new Line("eligibility.area-one")] : ImmutableArray<Line>.Empty,
        ];
        var key = answers.GetValueOrDefault("coping") == "threatened" ? "eligibility.say-becoming" : "eligibility.say-hard";
        return what.IsEmpty ? new(key) : Line.Of($"{key}-with", new Slot("what", Line: Listed(what)));
    }

    /// <summary>Several as one.</summary>
    public static Line Listed(IEnumerable<Line> lines) => lines.Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)));
}
