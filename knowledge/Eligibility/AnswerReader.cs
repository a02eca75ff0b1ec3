using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Eligibility;

/// <summary>
/// Everyday words for the choices of the interview: "he won't go" is one of the answers about school. Data: <c>Eligibility/Words/{lang}/answers.yaml</c>,
/// named <c>question.choice</c>; of several that are met, the one that stands first in the Estonian file. Thread-safe, never throws.
/// </summary>
public sealed class AnswerReader
{
    private readonly ConceptLexicon lexicon = ConceptLexicon.Load("Eligibility/Words", "answers");
    private readonly ILookup<string, (string Choice, ConceptSet Words)> choices;

    private AnswerReader() => choices = lexicon.Names.InOrder.Select(name => name.Split('.')).Where(parts => parts.Length == 2)
        .ToLookup(parts => parts[0], parts => (parts[1], lexicon.Names.Any($"{parts[0]}.{parts[1]}")), StringComparer.Ordinal);

    /// <summary>The reader of the built-in words.</summary>
    public static AnswerReader Default { get; } = new();

    /// <summary>What there are words for: each question with its choices, in the order in which they count.</summary>
    public IEnumerable<(string Question, string Choice)> Known => choices.SelectMany(group => group.Select(one => (group.Key, one.Choice)));

    /// <returns>The choice that the words mean; <see langword="null"/>: none of them.</returns>
    public string? Read(string question, string text, Lang? lang)
    {
        var said = Tagged.Read(lexicon, text, lang).All;
        return choices[question].Where(choice => said.Meets(choice.Words)).Select(choice => choice.Choice).FirstOrDefault();
    }
}
