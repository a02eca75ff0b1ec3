using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Notes;

namespace Assistant.Dialogs.Visits;

/// <summary>A word in the act judges instead of telling what was seen: a hint, and never in the way.</summary>
internal static class VisitHint
{
    /// <returns><see langword="null"/>: nothing judges.</returns>
    /// <param name="given">In stored form by question id.</param>
    public static Line? Of(IReadOnlyDictionary<string, string> given, Facts facts)
    {
        foreach (var question in (Question[])[VisitDraftDialog.Done, VisitDraftDialog.Mood, VisitDraftDialog.Agreements, VisitDraftDialog.Short, VisitDraftDialog.Gap])
            if (given.TryGetValue(question.Id, out var words) && JudgementReader.Default.Read(words) is [var first, ..])
                return facts.CarriesLittle ? new("visit.judged-little")
                    : Line.Of("visit.judged", new("words", Words: words.Substring(first.Start, first.Length)), new("example", Key: $"visit.seen-{first.Kind}"));
        return null;
    }
}
