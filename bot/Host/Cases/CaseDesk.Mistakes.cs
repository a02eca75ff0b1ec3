using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Visits;

namespace Assistant.Host.Cases;

/// <content>Acts that should not be where they are: of another family, or of no meeting at all.</content>
partial class CaseDesk
{
    /// <returns>The act that should not be there; <see langword="null"/>: none, or it may not be changed.</returns>
    private (VisitAct Act, Family Family)? Mistaken(IUnit unit, VisitFiled visit, FamilyId named, Chat me) =>
        Guid.TryParse(visit.Corrects, out var id) && cases.Visits.Find(unit, new(id)) is { } act && act.Encounter.Worker == me.Person.Id
        && (act.Encounter.Family != named || visit.Outcome == VisitFiled.Mistaken) && gate.Open(unit, me.Person, act.Encounter.Family, Matter.Act, Doing.Change) is { } family ? (act, family) : null;

    /// <summary>The act counts nowhere any more, what it told of goals and wrote into the notebook is taken back; where it is another family's, it is filed there as new.</summary>
    private DeskStep Void(IUnit unit, VisitFiled visit, (VisitAct Act, Family Family) mistaken, Chat me, long number)
    {
        var (before, family) = mistaken;
        var isMoved = visit.Outcome != VisitFiled.Mistaken;
        DeskStep? there = null;
        if (isMoved)
        {
            if (!Guid.TryParse(visit.Family, out var id) || gate.ToFile(unit, me.Person, new(id), visit.On) is not { } right) return Refused(visit, me);
            there = Add(unit, visit with { Corrects = null, Reason = null, Note = before.Content.Note ?? visit.Note }, right, me, number);
        }
        var encounter = before.Encounter with { Outcome = EncounterOutcome.Mistaken, Contract = null, DirectMinutes = 0, DocumentationMinutes = 0, Safety = SafetyLevel.Fine };
        Goal[] goals = [.. cases.Goals.Of(unit, encounter.Case).Select(goal => goal.Without(encounter.Id)).OfType<Goal>()];
        var wasTold = before.Content.Agreements is { Length: > 0 } || before.Content.NextOn >= gate.Today(unit);
        List<Effect.Say> said = [.. there?.Said ?? [], CaseNotices.Voided(encounter.Number, isMoved)];
        if (before.Content.InformedOn is not null) said.Add(CaseNotices.VoidedInformed());
        return new(u =>
        {
            if (gate.Open(u, memory.People.Get(u, me.Person.Id), family.Id, Matter.Act, Doing.Change) is null) throw new ConflictException("The family changed meanwhile.");
            cases.Visits.Correct(u, new(encounter, new() { CorrectionReason = visit.Reason, InformedOn = before.Content.InformedOn }, u.Now, me.Person.Id));
            cases.Visits.Unwrite(u, encounter.Id, NotebookKind.Next);
            cases.Visits.Unwrite(u, encounter.Id, NotebookKind.Task);
            foreach (var goal in goals) cases.Goals.Save(u, goal, me.Person.Id);
            if (there is not null) there.Save(u);
            else Done(u, visit, me);
        }, [.. wasTold ? ToFamily(unit, family, $"taken-back:{number}", static _ => [CaseNotices.TakenBack()]) : [], .. there?.Notices ?? []], null, null) { Said = said };
    }
}
