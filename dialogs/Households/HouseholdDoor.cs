using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Overviews;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs.Households;

/// <summary>
/// What a worker does with one of the own families besides acts, and what the family does: <c>family:more|invite|refer|note:ID</c>, <c>join:yes|no:ID</c>,
/// <c>checkin:good|soso|hard:ID</c>, <c>notebook:done:ID</c>.
/// </summary>
internal static class HouseholdDoor
{
    /// <summary>A press.</summary>
    /// <returns>False: another button, or a family that this person may not reach.</returns>
    public static bool Press(Stage stage, Door.Case pressed)
    {
        switch (pressed)
        {
            case { Kind: "family", Step: "more" or "invite" or "refer" or "note" } when stage.Facts.Cases.Family is { } family && family.Id == pressed.Id:
                return OfFamily(stage, pressed.Step, family);
            case { Kind: "join", Step: "yes" or "no" }:
                stage.Do(new Effect.ForCase(new CaseAct.SettleJoin(pressed.Id, pressed.Step == "yes")));
                break;
            case { Kind: "checkin", Step: "good" or "soso" or "hard" }:
                stage.Pause();
                stage.Begin(new("check-in", ImmutableDictionary<string, string>.Empty.Add(CheckInDialog.AskedId, pressed.Id).Add(CheckInDialog.ScoreId, pressed.Step)));
                return true;
            case { Kind: "notebook", Step: "done" }:
                stage.Do(new Effect.ForCase(new CaseAct.TaskDone(pressed.Id)));
                break;
            default:
                return false;
        }
        stage.GoOn();
        return true;
    }

    private static bool OfFamily(Stage stage, string step, FamilyFact family)
    {
        var isCoordinator = stage.Facts.Is(Audience.Coordinator);
        if (!isCoordinator && !family.CanWrite) return false;
        switch (step)
        {
            case "more":
                stage.Do(new Effect.Say(Line.Of("household.what", VisitFamily.Show(family, stage.Facts) with { Name = "family" })) { Choices = Choices(family, stage.Facts) });
                break;
            case "invite":
                stage.Do(new Effect.ForCase(new CaseAct.InviteParent(family.Id)));
                break;
            case "refer" when isCoordinator && !stage.Facts.CarriesLittle:
                stage.Do(new Effect.ForCase(new CaseAct.AskReferral(family.Id)));
                break;
            case "note" when !stage.Facts.CarriesLittle:
                stage.Pause();
                stage.Begin(new("notebook-add", ImmutableDictionary<string, string>.Empty.Add(FamilyDialog.FamilyId, family.Id)));
                return true;
            default:
                stage.Say("families.not-here");
                break;
        }
        stage.GoOn();
        return true;
    }

    private static ImmutableArray<Choice> Choices(FamilyFact family, Facts facts) =>
    [
        new($"family:invite:{family.Id}", new("household.invite")),
        .. facts.CarriesLittle ? ImmutableArray<Choice>.Empty : [new Choice($"family:note:{family.Id}", new("household.note")), new Choice($"family:member:{family.Id}", new("families.step-member")), .. OverviewDoor.Choices(family.Id)],
        .. facts.CarriesLittle || !facts.Is(Audience.Coordinator) ? ImmutableArray<Choice>.Empty : [new Choice($"family:refer:{family.Id}", new("household.refer"))],
    ];
}
