using System.Buffers;
using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Eligibility;

/// <summary>
/// Everyday words for the choices of the interview: "he won't go" is one of the answers about school. Data: <c>Eligibility/Words/{lang}/answers.yaml</c>,
/// named <c>question.choice</c>; of several that are met, the one that stands first in the Estonian file.
/// "Not" beside the words takes them back. Thread-safe, never throws.
/// </summary>
public sealed class AnswerReader
{
    private readonly ConceptLexicon lexicon = ConceptLexicon.Load("Eligibility/Words", "answers");
    private readonly ILookup<string, (string Choice, ConceptSet Words)> choices;

    private static readonly SearchValues<char> marks = SearchValues.Create(",;:.!?()\n–—…");
    private readonly ConceptSet not, clause;

    private AnswerReader()
    {
        (not, clause) = (lexicon.Names.Any("not"), lexicon.Names.Any("clause"));
        choices = lexicon.Names.InOrder.Select(name => name.Split('.')).Where(parts => parts.Length == 2)
        .ToLookup(parts => parts[0], parts => (parts[1], lexicon.Names.Any($"{parts[0]}.{parts[1]}")), StringComparer.Ordinal);
    }

    /// <summary>The reader of the built-in words.</summary>
    public static AnswerReader Default { get; } = new();

    /// <summary>What there are words for: each question with its choices, in the order in which they count.</summary>
    public IEnumerable<(string Question, string Choice)> Known => choices.SelectMany(group => group.Select(one => (group.Key, one.Choice)));

    /// <returns>The choice that the words mean, <see langword="null"/>: none of them; and whether words of a choice were met and taken back.</returns>
    public (string? Choice, bool IsDenied) Read(string question, string text, Lang? lang)
    {
        var said = Tagged.Read(lexicon, text, lang);
        if (!choices[question].Any(choice => said.All.Meets(choice.Words)))
            return (null, false);
        var words = said.Words.ToArray();
        var clauses = Clauses(words, text);
        var meant = choices[question].Where(choice => Enumerable.Range(0, words.Length).Any(at =>
            words[at].Concepts.Meets(choice.Words) && (choice.Choice == No || question == About || !IsDenied(words, clauses, at)))).Select(choice => choice.Choice).FirstOrDefault();
        return (meant, meant is null);
    }

    /// <summary>The choice whose words are a no themselves: nothing takes them back.</summary>
    private const string No = "no";

    /// <summary>Whom somebody worries about is named beside what they do not do: "my son does not go to school".</summary>
    private const string About = "about";

    /// <summary>How far before and after the words a "not" counts, in words.</summary>
    private const int Before = 3, After = 2;

    /// <summary>A phrase that holds a "not" means it.</summary>
    private bool IsDenied(TaggedWord[] words, int[] clauses, int at)
    {
        var last = at;
        while (last + 1 < words.Length && words[last + 1].Start < words[at].End) last++;
        for (var i = at; i <= last; i++)
            if (words[i].Concepts.Meets(not)) return false;
        for (var i = Math.Max(0, at - Before); i <= Math.Min(words.Length - 1, last + After); i++)
            if (words[i].Concepts.Meets(not) && clauses[i] == clauses[i < at ? at : last]) return true;
        return false;
    }

    /// <summary>The number of the clause each word stands in: a mark ends one, and so does a "but".</summary>
    private int[] Clauses(TaggedWord[] words, string text)
    {
        var clauses = new int[words.Length];
        for (var i = 1; i < words.Length; i++)
            clauses[i] = clauses[i - 1] + (words[i].Concepts.Meets(clause) || text.AsSpan(words[i - 1].Start, words[i].Start - words[i - 1].Start).ContainsAny(marks) ? 1 : 0);
        return clauses;
    }
}
