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

    private readonly List<Word> words = [];

    public Words(string note)
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
            words.Add(new(Folding.Fold(Normal.Chars[token.Start..token.End].ToString()), Normal.OriginalStart(token.Start), Normal.OriginalEnd(token.End)));
        }
    }

    public string Note { get; }
    public NormalText Normal { get; }
    public Token[] Tokens { get; }

    /// <summary>The note goes on after the last word looked at.</summary>
    public bool IsCut { get; }
    public int Count => words.Count;
    public Word this[int index] => words[index];

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

    /// <summary>The words from <paramref name="first"/> to before <paramref name="end"/>, as they stand in the note.</summary>
    public Span Between(int first, int end) => new(words[first].Start, words[end - 1].End - words[first].Start);
}

/// <summary>A part of the note, in UTF-16 characters.</summary>
public readonly record struct Span(int Start, int Length);
