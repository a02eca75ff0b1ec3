using System.Collections.Immutable;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Language.Concepts;
using Assistant.Knowledge.Replies;
using NodaTime;

namespace Assistant.Knowledge.Eligibility;

/// <summary>What somebody tells of a family in free words, as far as it is said plainly. Data: <c>Eligibility/Words</c>. Thread-safe, never throws.</summary>
public sealed class SituationReader
{
    /// <summary>Ages are read without regard to today; a moment is only asked for because dates are read beside them.</summary>
    private static readonly LocalDateTime noMoment = new(2026, 1, 1, 0, 0);

    private static readonly string[] areas = ["school", "relations", "money", "housing", "health", "behaviour", "mood"];
    private static readonly string[] between = ["ja", "ning", "и", "and", "да"];

    private readonly ConceptLexicon lexicon = ConceptLexicon.Load("Eligibility/Words", "words");
    private readonly ReplyReader replies = new();
    private readonly ConceptSet child, me, home, relative, refuses, one, aged;
    private readonly ImmutableArray<(string Area, ConceptSet Words)> areaWords;

    private SituationReader()
    {
        (child, me, home, relative) = (lexicon.Names.Any("child"), lexicon.Names.Any("me"), lexicon.Names.Any("home"), lexicon.Names.Any("relative"));
        (refuses, one, aged) = (lexicon.Names.Any("refuses"), lexicon.Names.Any("one"), lexicon.Names.Any("aged"));
        areaWords = [.. areas.Select(area => (area, lexicon.Names.Any(area)))];
    }

    /// <summary>The reader of the built-in words.</summary>
    public static SituationReader Default { get; } = new();

    /// <summary>Reads a story or a reply.</summary>
    public Situation Read(string text, Lang? lang)
    {
        var said = Tagged.Read(lexicon, text, lang).All;
        var place = MunicipalityReader.Default.Read(text);
        return new(
            said.Meets(relative) ? "relative" : said.Meets(child) || said.Meets(refuses) ? "child" : said.Meets(home) ? "home" : said.Meets(me) ? "me" : null,
            Children(text), SaidAges(text, lang),
            [.. areaWords.Where(area => said.Meets(area.Words) || area.Area == "school" && said.Meets(refuses)).Select(area => area.Area)],
            said.Meets(refuses), said.Meets(one), place is { IsSure: true } ? place : null);
    }

    /// <summary>Ages in years, as answers to "how old?": figures and words, one or several, months and weeks counted as years begun.</summary>
    /// <returns>Empty when something in the text is no age.</returns>
    public ImmutableArray<int> Ages(string text, Lang? lang)
    {
        if (SaidAges(text, lang) is [_, ..] said)
            return said;
        var ages = ImmutableArray.CreateBuilder<int>();
        foreach (var part in Parts(text))
        {
            if (Age(part, lang) is { } age)
                ages.Add(age);
            // "Still a baby, five months": words for a child are none of its age.
            else if (!Tagged.Read(lexicon, part, lang).All.Meets(child))
                return [];
        }
        return ages.DrainToImmutable();
    }

    private int? Age(string part, Lang? lang) => SaidAges(part, lang) is [var said] ? said
        : Recognition.Shared.Recognize(part, lang, noMoment, TimePolicy.Past).FirstOrDefault(found => found.Type == EntityType.Duration)?.Best is { Length: { } length } ? length.Years
        : replies.Number(part) ?? (Recognition.Shared.Number(part, lang) is >= 0 and < int.MaxValue and var number ? (int)number : null);

    /// <summary>Between commas and "and".</summary>
    private static IEnumerable<string> Parts(string text)
    {
        foreach (var part in text.Split([',', ';', '/', '+', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.All(word => word.All(char.IsAsciiDigit) || between.Contains(word, StringComparer.OrdinalIgnoreCase)))
                foreach (var word in words.Where(word => word.All(char.IsAsciiDigit)))
                    yield return word;
            else
                foreach (var piece in Pieces(words))
                    yield return piece;
        }
    }

    private static IEnumerable<string> Pieces(string[] words)
    {
        for (var from = 0; from < words.Length;)
        {
            var to = Array.FindIndex(words, from, word => between.Contains(word, StringComparer.OrdinalIgnoreCase));
            // "kaks ja pool" is one number.
            if (to < 0 || to + 1 < words.Length && words[to + 1].StartsWith("pool", StringComparison.OrdinalIgnoreCase))
                to = words.Length;
            if (to > from)
                yield return string.Join(' ', words[from..to]);
            from = to + 1;
        }
    }

    /// <summary>"Nine years old", "9-aastane", "she is nine": surely an age.</summary>
    private ImmutableArray<int> SaidAges(string text, Lang? lang) => WithUnit(text, lang) is [_, ..] said ? said : OfOne(text);

    /// <summary>"He is twelve": a number that ends what is said of one child.</summary>
    private ImmutableArray<int> OfOne(string text)
    {
        var ages = ImmutableArray.CreateBuilder<int>();
        foreach (var clause in text.Split([',', '.', ';', '!', '?', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = clause.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var at = Array.FindIndex(words, word => replies.Number(word) is not null);
            if (at > 0 && IsEnd(words, at) && Tagged.Read(lexicon, string.Join(' ', words[Math.Max(0, at - 2)..at]), null).All.Meets(aged))
                ages.Add(replies.Number(words[at]).GetValueOrDefault());
        }
        return ages.DrainToImmutable();
    }

    private static bool IsEnd(string[] words, int at) => at == words.Length - 1 || between.Contains(words[at + 1], StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<int> WithUnit(string text, Lang? lang) =>
        [.. from found in Recognition.Shared.Recognize(text, lang, noMoment, TimePolicy.Past)
            let best = found.Best
            where found.Type == EntityType.Age && best is { Number: >= 0 }
            select best.Unit is "Year" or "Age" ? (int)best.Number.GetValueOrDefault() : 0];

    /// <summary>"Three children": a number before a word for children.</summary>
    private int? Children(string text)
    {
        var words = text.Split([' ', ',', '.', ';', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
            if (Tagged.Read(lexicon, words[i], null).All.Meets(child) && replies.Number(words[i - 1]) is { } count && words[i - 1].All(c => char.IsLetter(c) || char.IsAsciiDigit(c)))
                return count;
        return null;
    }
}

/// <summary>What was told of a family.</summary>
/// <param name="About"><c>child</c>, <c>relative</c>, <c>home</c>, <c>me</c>; <see langword="null"/>: not said.</param>
/// <param name="Children">How many; <see langword="null"/>: not said.</param>
/// <param name="Ages">In years, in the order said.</param>
/// <param name="Areas">Life areas that were named.</param>
/// <param name="RefusesSchool">A child does not go to school.</param>
/// <param name="IsOneParent">One parent brings the children up.</param>
/// <param name="Place">Where the family lives, when that was plainly said.</param>
public sealed record Situation(
    string? About, int? Children, ImmutableArray<int> Ages, ImmutableArray<string> Areas, bool RefusesSchool, bool IsOneParent, MunicipalityMention? Place);
