using System.Collections.Immutable;
using Assistant.Knowledge.Language.Concepts;
using Assistant.Knowledge.Replies;

namespace Assistant.Knowledge.Eligibility;

/// <summary>
/// How many children there are, as people tell it: "two boys and a girl", "twins", "two, 13 and 6", or their ages alone. Data: <c>Eligibility/Words/{lang}/children.yaml</c>.
/// Thread-safe, never throws.
/// </summary>
public sealed class ChildrenReader
{
    private readonly ConceptLexicon lexicon = ConceptLexicon.Load("Eligibility/Words", "children");
    private readonly ReplyReader replies = new();
    private readonly ConceptSet any, one, several, twins, triplets, none, single, beside, years, each, more;

    private ChildrenReader()
    {
        (any, one, several) = (lexicon.Names.Any("any"), lexicon.Names.Any("one"), lexicon.Names.Any("several"));
        (twins, triplets) = (lexicon.Names.Any("twins"), lexicon.Names.Any("triplets"));
        (none, single) = (lexicon.Names.Any("none"), lexicon.Names.Any("single"));
        (each, more) = (lexicon.Names.Any("each"), lexicon.Names.Any("more"));
        (beside, years) = (lexicon.Names.Any("beside"), lexicon.Names.Any("years"));
    }

    /// <summary>The reader of the built-in words.</summary>
    public static ChildrenReader Default { get; } = new();

    /// <returns>How many, and their ages in years where each was told; no count: it was not said, or other things were said besides.</returns>
    public (int? Count, ImmutableArray<int> Ages) Read(string text, Lang? lang)
    {
        var words = Words.Of(text);
        if (words.Length is 0 or > MostWords)
            return (null, []);
        var numbers = words.Select(Number).ToArray();
        if (numbers.All(number => number is null) && Tagged.Read(lexicon, text, lang).All is var said && said.Meets(none | single))
        {
            // "Only a son, we have no more children" tells of one, never of none.
            var named = words.Count(word => Tagged.Read(lexicon, word, lang).All.Meets(one));
            return !said.Meets(none) ? (1, []) : named > 0 ? (named, []) : said.Meets(single) ? (1, []) : said.Meets(more) ? (null, []) : (0, []);
        }
        var kinds = words.Select(word => Tagged.Read(lexicon, word, lang).All).ToArray();
        if (Enumerable.Range(0, words.Length).Any(at => numbers[at] is null && !kinds[at].Meets(any | one | several | twins | triplets | beside | years | each)))
            return (null, []);
        if (OneByOne(words, numbers, kinds) is [_, ..] told)
            return (told.Length, told);

        var (counted, all, sum) = (new HashSet<int>(), (int?)null, 0);
        for (var at = 0; at < words.Length; at++)
        {
            if (kinds[at].Meets(years) || numbers[at] is not null) continue;
            var (before, isCounted) = at > 0 && numbers[at - 1] is { } number && !counted.Contains(at - 1) ? (number, counted.Add(at - 1)) : (0, false);
            if (kinds[at].Meets(any) && isCounted) all = before;
            else if (kinds[at].Meets(twins | triplets)) sum += (kinds[at].Meets(twins) ? 2 : 3) * Math.Max(before, 1);
            else if (kinds[at].Meets(one | several)) sum += isCounted ? before : kinds[at].Meets(one) ? 1 : Unsaid;
            else if (isCounted) counted.Remove(at - 1);
        }
        ImmutableArray<int> rest = [.. Enumerable.Range(0, words.Length).Where(at => numbers[at] is not null && !counted.Contains(at)).Select(at => numbers[at]!.Value)];
        var count = all ?? (sum > 0 ? sum : null);
        if (count is null)
            return rest switch
            {
                [var only] => words.Any(word => Tagged.Read(lexicon, word, lang).All.Meets(years)) ? (null, []) : (only, []),
                [var first, .. var ages] when ages.Length == first => (first, ages),
                [_, _, ..] => (rest.Length, rest),
                _ => (null, []),
            };
        return count < Unsaid ? (count, rest.Length == count ? rest : []) : (null, []);
    }

    /// <summary>"A son 7, a daughter 4", "one is 5 and the other 7": each child and then its age, nothing else.</summary>
    /// <returns>The ages; empty: it is not told so.</returns>
    private ImmutableArray<int> OneByOne(string[] words, int?[] numbers, ConceptSet[] kinds)
    {
        var ages = ImmutableArray.CreateBuilder<int>();
        var isNamed = false;
        var children = 0;
        for (var at = 0; at < words.Length; at++)
        {
            var isChild = kinds[at].Meets(one | each) || children == 0 && numbers[at] is 1 && !char.IsAsciiDigit(words[at][0]);
            if (isChild ? isNamed : kinds[at].Meets(any | several | twins | triplets) || numbers[at] is not null && !isNamed)
                return [];
            if (isChild)
                (isNamed, children) = (true, children + 1);
            else if (numbers[at] is { } age)
            {
                isNamed = false;
                ages.Add(age);
            }
        }
        return isNamed || children < 2 ? [] : ages.DrainToImmutable();
    }

    private int? Number(string word) => replies.Number(word);

    /// <summary>Added for "sons": how many is not said.</summary>
    private const int Unsaid = 1000;

    /// <summary>More words are a story.</summary>
    private const int MostWords = 16;
}
