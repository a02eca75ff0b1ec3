using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Notes;

namespace Assistant.Dialogs.Visits;

/// <summary>A visit in words, one line for each thing known: first what was understood, in the end the act.</summary>
internal static class VisitCard
{
    /// <summary>What is carried, not shown.</summary>
    private static readonly ImmutableArray<string> hidden = [VisitDraftDialog.Began.Id, VisitDraftDialog.Note.Id, VisitDraftDialog.Act.Id, VisitDraftDialog.Heard.Id, VisitDraftDialog.Felt.Id, VisitDraftDialog.Same.Id, VisitDraftDialog.Colleague.Id];
    private const string Danger = "danger", Held = "held";

    /// <summary>What was understood of a note, and what was wrong with it. Where it tells of danger, 112 stands on it.</summary>
    public static IEnumerable<Effect> Understood(Dialog dialog, ImmutableDictionary<string, string> given, IReadOnlyList<NoteProblem> problems, Facts facts)
    {
        yield return new Effect.Say(new("visit.understood"));
        yield return new Effect.Say(Of(dialog, given, facts));
        if (VisitHint.Of(given, facts) is { } hint) yield return new Effect.Say(hint);
        foreach (var problem in problems.Distinct())
            if (problem switch
            {
                NoteProblem.TimesContradict => "visit.times-contradict",
                NoteProblem.NoSuchDate => "engine.no-such-time",
                NoteProblem.Ahead => "visit.time-ahead",
                NoteProblem.TooLong => "visit.too-long",
                _ => null,
            } is { } key)
                yield return new Effect.Say(new(key));
    }

    /// <summary>What is known, a line each, in the order of the questions; what was only guessed is marked.</summary>
    /// <param name="given">In stored form by question id.</param>
    public static Line Of(Dialog dialog, IReadOnlyDictionary<string, string> given, Facts facts)
    {
        var rows = dialog.Questions.OfType<Question>().Select(question => Row(dialog, question, given, facts)).OfType<Line>().ToList();
        if (given.GetValueOrDefault(VisitDraftDialog.Safety.Id) == Danger || given.ContainsKey(VisitDraftDialog.Concern.Id))
            rows.Add(new("visit.call-112"));
        return rows.Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below)));
    }

    private static Line? Row(Dialog dialog, Question question, IReadOnlyDictionary<string, string> given, Facts facts)
    {
        var isGuess = !given.TryGetValue(question.Id, out var stored) && given.TryGetValue(Dialog.Guess(question.Id), out stored);
        // That a visit took place goes without saying; a start is part of the time.
        if (hidden.Contains(question.Id) || question.Id == VisitDraftDialog.Start.Id && given.ContainsKey(VisitDraftDialog.Time.Id) || question.Id == VisitDraftDialog.Outcome.Id && stored == Held || stored is null or ""
            || question.Revive(stored, new(), facts) is not { } value)
            return null;
        return Line.Of(isGuess ? "visit.row-guess" : "visit.row",
            new("name", Key: $"{question.TextKey(dialog.Id)}.name"), question.Show(dialog.Id, value, new(), facts) with { Name = "value" });
    }
}
