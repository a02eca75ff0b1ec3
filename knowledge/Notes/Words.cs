using System.Buffers;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Notes;

/// <summary>One word or number of a note.</summary>
/// <param name="Text">Lower case, without diacritics.</param>
/// <param name="Start">First UTF-16 character in the note.</param>
/// <param name="End">After the last.</param>
internal readonly record struct Word(string Text, int Start, int End);

/// <summary>A note cut into words, for cues, roles and places.</summary>
internal sealed class Words
{
    /// <summary>Words that are looked at: some five minutes of dictation. What follows is kept in the note and read by people only.</summary>
    public const int Most = 600;

    private static readonly SearchValues<char> marks = SearchValues.Create(",.;!?"), sentenceEnds = SearchValues.Create(".;!?");

    private readonly List<Word> words = [];

    /// <param name="note">As dictated.</param>
    /// <param name="latin">Russian in Latin letters.</param>
    public Words(string note, bool latin = false)
    {
        Note = note;
        Normal = new(note);
        Tokens = Tokenizer.Split(Normal);
        foreach (var token in Tokens)
        {
            if (token.Kind == TokenKind.Mark) continue;
            if (words.Count == Most)
            {
                IsCut = true;
                break;
            }
            var text = Folding.Fold(Normal.Chars[token.Start..token.End].ToString());
            if (latin) text = Latin(text);
            // Folding keeps the length of what has an ending, so that offsets hold.
            if (Ending(text) is var ending and > 0 && text.Length == token.Length)
            {
                var at = token.End - ending;
                words.Add(new(text[..(text.Length - ending - 1)], Normal.OriginalStart(token.Start), Normal.OriginalEnd(at - 1)));
                words.Add(new(text[^ending..], Normal.OriginalStart(at), Normal.OriginalEnd(token.End)));
                continue;
            }
            words.Add(new(text, Normal.OriginalStart(token.Start), Normal.OriginalEnd(token.End)));
        }
    }

    public string Note { get; }
    public NormalText Normal { get; }
    public Token[] Tokens { get; }

    /// <summary>The note goes on after the last word looked at.</summary>
    public bool IsCut { get; }
    public int Count => words.Count;
    public Word this[int index] => words[index];

    /// <returns>One spelling of a Russian word written in either alphabet, ш, ч and ж as digits since case does not count; the word itself when it is none.</returns>
    public static string Latin(string word) => Transliteration.Key(word) is { Length: > 0 } key ? key.Replace('S', '1').Replace('C', '2').Replace('Z', '3') : word;

    /// <summary>"mum'll" is two words, and so is "mum's".</summary>
    /// <returns>Letters after the apostrophe; 0 when it is one word.</returns>
    public static int Ending(string word) =>
        word.EndsWith("'ll", StringComparison.Ordinal) || word.EndsWith("'re", StringComparison.Ordinal) ? word.Length > 3 ? 2 : 0
        : word.EndsWith("'s", StringComparison.Ordinal) && word.Length > 2 ? 1 : 0;

    /// <summary>The first word that begins at or after a character.</summary>
    public int At(int character)
    {
        var (low, high) = (0, words.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (words[middle].Start < character) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <returns>The first word of a stretch, after its first, that a comma or the end of a sentence stands before; 0: none.</returns>
    public int Mark(int first, int end, bool isSentence = false)
    {
        for (var i = first + 1; i < end; i++)
        {
            var between = Note.AsSpan(words[i - 1].End, words[i].Start - words[i - 1].End);
            if (between.IndexOfAny(isSentence ? sentenceEnds : marks) >= 0 && between.Contains(' ')) return i;
        }
        return 0;
    }

    /// <summary>The words from <paramref name="first"/> to before <paramref name="end"/>, as they stand in the note.</summary>
    public Span Between(int first, int end) => new(words[first].Start, words[end - 1].End - words[first].Start);
}

/// <summary>A part of the note, in UTF-16 characters.</summary>
public readonly record struct Span(int Start, int Length);
