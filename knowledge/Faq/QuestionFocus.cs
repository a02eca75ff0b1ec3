using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Faq;

/// <summary>
/// Finds the question in a long message: people tell their story first and ask at its end, seldom at its beginning. What the story says counts less.
/// </summary>
/// <param name="asking">Concepts of words that ask.</param>
/// <param name="opening">Concepts of words that may begin the question: those that ask and those that turn to it ("so", "aga").</param>
internal sealed class QuestionFocus(ConceptSet asking, ConceptSet opening)
{
    /// <summary>Words up to which the whole message is the question.</summary>
    private const int ShortMessage = 12;

    /// <summary>Words a question at the end has at least.</summary>
    private const int ShortestQuestion = 4;

    /// <summary>Words between two that open the same question, at most, and one.</summary>
    private const int Near = 3;

    /// <summary>Words taken for the question when nothing opens one at the end.</summary>
    private const int Ending = 10;

    /// <summary>Words taken from the beginning of a message that begins by asking.</summary>
    private const int Beginning = 8;

    /// <summary>Finds it.</summary>
    public Question Of(Tagged message)
    {
        var (start, isAskedFirst) = Find(message);
        var end = Read(message.Words[start..]);
        return isAskedFirst ? end with { Concepts = end.Concepts | Read(message.Words[..Beginning]).Concepts } : end;
    }

    /// <returns>The words of the question itself: the whole text where that is short.</returns>
    public string TextOf(Tagged message, string text)
    {
        var (start, isAskedFirst) = Find(message);
        if (start == 0) return text;
        var end = text.AsSpan(message.Words[start].Start);
        return isAskedFirst ? string.Concat(text.AsSpan(0, message.Words[Beginning - 1].End), " ", end) : end.ToString();
    }

    /// <summary>The first word of the question, and whether the message begins by asking something besides.</summary>
    private (int Start, bool IsAskedFirst) Find(Tagged message)
    {
        var words = message.Words;
        if (words.Length <= ShortMessage) return (0, false);
        var start = words.Length;
        // "how long | would she | be with us": words that open stand near each other, so the first of them counts.
        for (var i = words.Length - ShortestQuestion; i >= Math.Max(0, words.Length - 2 * Ending); i--)
        {
            if (start < words.Length && i < start - Near) break;
            if (words[i].Concepts.Meets(opening)) start = i;
        }
        if (start == words.Length) start = words.Length - Ending;
        return (start, words[0].Concepts.Meets(asking) || words[1].Concepts.Meets(asking));
    }

    private static Question Read(ReadOnlySpan<TaggedWord> words)
    {
        ConceptSet concepts = default;
        var unknown = 0;
        foreach (var word in words)
        {
            concepts |= word.Concepts;
            if (word.Concepts.IsEmpty) unknown++;
        }
        return new(concepts, unknown);
    }
}

/// <summary>The question of a message.</summary>
/// <param name="Concepts">Every concept of it.</param>
/// <param name="Unknown">Words of it that belong to no concept.</param>
internal readonly record struct Question(ConceptSet Concepts, int Unknown);
