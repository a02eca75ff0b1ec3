namespace Assistant.Knowledge.Replies;

/// <summary>Reads what people say at a review to change one thing by its name: "ei, kohal oli ainult isa", "цель 7", "paperwork was half an hour". Thread-safe.</summary>
public sealed class Amends
{
    private const string Instead = "instead", Rather = "rather", Before = "before", Is = "is", Wrong = "wrong", But = "but", Also = "also", Only = "only";
    /// <summary>Shorter names have no other forms.</summary>
    private const int ShortestInflected = 5;
    private readonly WordLists words = WordLists.Load("amends");

    /// <summary>Whether a yes is taken back by what follows it: "jah, aga koht oli vale".</summary>
    public bool IsYesBut(string text) => words.MeaningsIn(Words.Of(text)).Any(static meaning => meaning is But or Only);

    /// <summary>Whether a reply begins by taking back what stood there: "ei, ...", "tegelikult ...".</summary>
    public bool TakesBack(string text) => words.At([.. Token.Of(text).Select(token => token.Word)], 0) is { Meaning: Instead or Rather };

    /// <summary>As <see cref="Rest"/>, where the name is followed by "is" or "was": no heading, and no sentence that happens to begin with it.</summary>
    public string? Said(string text, ChoiceWords name)
    {
        var folded = Token.Of(text).Select(token => token.Word).ToArray();
        return Rest(text, name) is { Length: > 0 } rest && Token.Of(rest).Length is var left && left < folded.Length
            && Enumerable.Range(0, folded.Length - left).Any(at => words.At(folded, at) is ({ } length, Is) && at + length == folded.Length - left) ? rest : null;
    }

    /// <summary>Whether it is said that somebody or something comes besides: "ka vanaema".</summary>
    public bool IsBesides(string text) => words.MeaningsIn(Words.Of(text)).Contains(Also);

    /// <summary>Whether it is said that there was nobody and nothing else: "ainult ema".</summary>
    public bool IsOnly(string text) => words.MeaningsIn(Words.Of(text)).Contains(Only);

    /// <summary>What is said of a field that the reply begins with.</summary>
    /// <param name="name">The field's name in all languages.</param>
    /// <returns>The words after the name, as they were said; empty: only that it is wrong, or is to be changed; <see langword="null"/>: the reply does not begin with it.</returns>
    public string? Rest(string text, ChoiceWords name)
    {
        var tokens = Token.Of(text);
        string[] folded = [.. tokens.Select(token => token.Word)];
        for (var at = 0; at < folded.Length;)
        {
            if (name.Labels.Where(label => Begins(folded, at, label)).Select(label => label.Length).DefaultIfEmpty(0).Max() is > 0 and var taken)
                return After(text, tokens, folded, at + taken);
            if (words.At(folded, at) is not ({ } length, Instead or Rather or Before or But or Only)) return null;
            at += length;
        }
        return null;
    }

    private string After(string text, Token[] tokens, string[] folded, int at)
    {
        if (words.MeaningOf(string.Join(' ', folded[at..])) == Wrong) return "";
        while (words.At(folded, at) is (var length, Is or Rather)) at += length;
        return at == tokens.Length || words.MeaningOf(string.Join(' ', folded[at..])) == Wrong ? "" : text[tokens[at].Start..].Trim();
    }

    private static bool Begins(string[] folded, int at, string[] label)
    {
        if (label.Length == 0 || at + label.Length > folded.Length) return false;
        for (var n = 0; n < label.Length; n++)
            if (folded[at + n] != label[n] && !(label[n].Length >= ShortestInflected && Words.Alike(folded[at + n], label[n]))) return false;
        return true;
    }

    /// <param name="Start">UTF-16 index.</param>
    private readonly record struct Token(string Word, int Start)
    {
        public static Token[] Of(string text)
        {
            List<Token> tokens = [];
            for (var at = 0; at < text.Length;)
            {
                var start = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '\'' or '\u2019' or '\u0301')) at++;
                if (Words.Of(text[start..at]) is [var word]) tokens.Add(new(word, start));
                if (at == start) at++;
            }
            return [.. tokens];
        }
    }
}
