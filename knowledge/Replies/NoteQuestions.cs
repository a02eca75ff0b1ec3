namespace Assistant.Knowledge.Replies;

/// <summary>Finds the question to us with which somebody ends what they dictate: "… leppisime kokku et ema helistab, mida ma pean veel tegema?" Thread-safe.</summary>
public sealed class NoteQuestions
{
    private const string Me = "me", Told = "said";
    /// <summary>Longer is told, not asked; in words.</summary>
    private const int LongestQuestion = 14;
    private readonly WordLists words = WordLists.Load("note-question");

    /// <returns>Where the question begins, in UTF-16 units; <see langword="null"/>: the text does not end with one, or tells of somebody's.</returns>
    public int? In(string text)
    {
        var end = text.AsSpan().TrimEnd().Length;
        if (end < 2 || text[end - 1] != '?') return null;
        var from = text.LastIndexOfAny(['.', '!', '?', '\n', ','], end - 2) + 1;
        var asked = Words.Of(text[from..end]);
        if (from == 0 || asked.Length is 0 or > LongestQuestion || !words.MeaningsIn(asked).Contains(Me)) return null;
        return Words.Of(text[..from]) is [.., var before] && words.MeaningOf(before) == Told ? null : from;
    }
}
