using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using NodaTime.Text;

namespace Assistant.Dialogs.Visits;

/// <summary>Notes that are no acts yet: kept word for word and answer by answer, until they are acts or their worker throws them away.</summary>
internal static class VisitDrafts
{
    /// <summary>Most notes shown at once.</summary>
    private const int MostShown = 10;

    /// <summary>Keeps what this turn added to notes under way. Of what a button began and nobody said anything to, nobody is reminded.</summary>
    /// <param name="before">The conversation as the turn found it.</param>
    public static void Keep(Stage stage, Conversation before)
    {
        foreach (var state in Visits(stage.Conversation))
            if (!IsEmpty(state.Given) && state.Given.TryGetValue(VisitDraftDialog.Began.Id, out var key) && !Visits(before).Any(known => ReferenceEquals(known.Given, state.Given)))
                stage.Do(new Effect.ForCase(new CaseAct.Keep(key, state.Given)));
    }

    /// <summary>Begun by a button, and nothing was said yet: of an act not even why it is corrected.</summary>
    public static bool IsEmpty(ImmutableDictionary<string, string> given) => !given.ContainsKey(VisitDraftDialog.Reason.Id) && (given.ContainsKey(VisitDraftDialog.Act.Id)
        || given.Keys.All(static id => id == VisitDraftDialog.Began.Id || id == VisitDraftDialog.Family.Id));

    /// <summary>Goes on with a note that is open in this chat already.</summary>
    /// <returns>False: there is none.</returns>
    public static bool TakeUp(Stage stage, Func<ImmutableDictionary<string, string>, bool> which)
    {
        if (Visits(stage.Conversation).FirstOrDefault(state => which(state.Given)) is not { } open) return false;
        if (!ReferenceEquals(stage.Conversation.Current, open))
        {
            stage.Forget(state => ReferenceEquals(state, open));
            stage.Pause();
            stage.Keep(open);
        }
        stage.Resume();
        return true;
    }

    /// <summary>A message told of several visits: the others are kept and wait.</summary>
    public static IEnumerable<Effect> Several(ImmutableArray<ImmutableDictionary<string, string>> others, Facts facts)
    {
        foreach (var other in others)
            if (other.TryGetValue(VisitDraftDialog.Began.Id, out var key))
                yield return new Effect.ForCase(new CaseAct.Keep(key, other));
        yield return new Effect.Say(Line.Of("visit.several-visits", new Slot("count", Words: VisitSpan.Count(others.Length + 1))))
        {
            Choices = [.. others.Where(other => other.ContainsKey(VisitDraftDialog.Began.Id)).Select(other => Open(other[VisitDraftDialog.Began.Id], other, facts))],
        };
    }

    /// <summary>All notes that wait.</summary>
    public static IEnumerable<Effect> List(Facts facts)
    {
        if (facts.Cases.Drafts.IsEmpty) return [new Effect.Say(new("drafts.none"))];
        return
        [
            new Effect.Say(Line.Of("drafts.count", new Slot("count", Words: VisitSpan.Count(facts.Cases.Drafts.Length))))
            {
                Choices = [.. facts.Cases.Drafts.Take(MostShown).Select(draft => Open(draft.Key, draft.Given, facts))],
            },
        ];
    }

    /// <summary>Goes on with a note, or throws it away.</summary>
    public static void Press(Stage stage, string step, string key)
    {
        if (stage.Facts.Cases.Drafts.FirstOrDefault(draft => draft.Key == key) is not { } draft)
        {
            stage.Do(new Effect.Denied("draft"));
            stage.Say("drafts.gone");
            stage.GoOn();
            return;
        }
        if (Visits(stage.Conversation).Any(state => state.Given.GetValueOrDefault(VisitDraftDialog.Began.Id) == key) && step == "open" && stage.Running is VisitDraftDialog
            && stage.Conversation.Current!.Given.GetValueOrDefault(VisitDraftDialog.Began.Id) == key)
        {
            stage.Resume();
            return;
        }
        stage.Forget(state => state.Given.GetValueOrDefault(VisitDraftDialog.Began.Id) == key);
        if (step == "drop")
        {
            stage.Do(new Effect.ForCase(new CaseAct.Drop(key)));
            stage.Say("drafts.dropped");
            stage.GoOn();
            return;
        }
        stage.Pause();
        stage.Do(new Effect.Say(new("drafts.opened")) { Choices = [new($"draft:drop:{key}", new("drafts.drop"))] });
        stage.Begin(new("visit", draft.Given));
    }

    private static Choice Open(string key, ImmutableDictionary<string, string> given, Facts facts) => new($"draft:open:{key}", Which(key, given, facts));

    /// <summary>A note by its family and day.</summary>
    public static Line Which(string key, ImmutableDictionary<string, string> given, Facts facts)
    {
        var family = given.GetValueOrDefault(VisitDraftDialog.Family.Id) ?? given.GetValueOrDefault(Dialog.Guess(VisitDraftDialog.Family.Id));
        var day = given.GetValueOrDefault(VisitDraftDialog.Date.Id) ?? given.GetValueOrDefault(Dialog.Guess(VisitDraftDialog.Date.Id)) ?? key[..Math.Min(key.Length, IsoDay)];
        return Line.Of("drafts.one",
            family is null ? new("family", Key: "drafts.no-family") : VisitFamily.Show(family, facts) with { Name = "family" },
            LocalDatePattern.Iso.Parse(day) is { Success: true } parsed ? Slot.Of("day", parsed.Value.AtMidnight(), facts.Now) : new("day", Key: "engine.nothing"));
    }

    private const int IsoDay = 10;

    private static IEnumerable<InterviewState> Visits(Conversation conversation) =>
        conversation.Paused.Prepend(conversation.Current).OfType<InterviewState>().Where(state => state.Dialog == "visit");
}
