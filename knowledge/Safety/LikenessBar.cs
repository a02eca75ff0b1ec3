using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Safety;

/// <summary>When likeness may speak. Odds are of danger against none, as natural logarithms.</summary>
/// <param name="AtLeast">Likeness alone is heard from these odds on.</param>
/// <param name="AtLeastAsked">The same for a message that asks something: a question about opening hours is rarely a cry for help.</param>
/// <param name="AtLeastGuarded">The same where a guard stands: a film or a joke must sound much like danger.</param>
/// <param name="FaintBelow">What likeness alone hears below these odds gives way to a sure question.</param>
/// <param name="Doubted">Below these odds no rule is believed.</param>
/// <param name="DoubtedAsked">The same for a message that asks something.</param>
/// <param name="DoubtedWords">Longest message, in words, whose rules are doubted: in a long story danger may be one clause among many.</param>
/// <param name="Words">Fewest words of a message that likeness is asked about.</param>
/// <param name="Asking">Words that make a question.</param>
/// <param name="Guards">Any of these guards makes it ask for more.</param>
internal sealed record LikenessBar(
    double AtLeast, double AtLeastAsked, double AtLeastGuarded, double FaintBelow, double Doubted, double DoubtedAsked, int DoubtedWords, int Words, string[] Asking, Guard[] Guards)
{
    /// <summary>Words from the beginning among which an asking one makes a question.</summary>
    private const int AskingWithin = 2;

    /// <summary>The bar as written.</summary>
    public static LikenessBar Of(LikenessFile file, Guard[] guards) => new(
        file.AtLeast, file.AtLeastAsked, file.AtLeastGuarded, file.FaintBelow, file.Doubted, file.DoubtedAsked, file.DoubtedWords, file.Words,
        file.Asking.Split(' ', StringSplitOptions.RemoveEmptyEntries), guards);

    /// <returns>From which odds on this message is heard where no rule speaks.</returns>
    public double For(string text, Tagged message) => IsGuarded(message) ? AtLeastGuarded : Asks(text, message) ? AtLeastAsked : AtLeast;

    /// <returns>Below which odds no rule is believed.</returns>
    public double DoubtFor(string text, Tagged message) => Asks(text, message) ? DoubtedAsked : Doubted;

    private bool Asks(string text, Tagged message)
    {
        if (text.Contains('?', StringComparison.Ordinal)) return true;
        // Deeper in, such a word mostly joins clauses ("he said that").
        foreach (var word in message.Words[..Math.Min(message.Words.Length, AskingWithin)])
        {
            var said = text.AsSpan(word.Start, word.End - word.Start);
            foreach (var asking in Asking)
            {
                if (said.Equals(asking, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }
        return false;
    }

    private bool IsGuarded(Tagged message) => Array.Exists(Guards, guard => guard.Stands(message));
}
