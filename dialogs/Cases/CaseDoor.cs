using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Households;
using Assistant.Dialogs.Learning;
using Assistant.Dialogs.Municipalities;
using Assistant.Dialogs.Overviews;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.Cases;

/// <summary>Acts, drafts, families and the week: commands and standing choices <c>act:…</c>, <c>draft:…</c>, <c>family:…</c>.</summary>
internal static class CaseDoor
{
    public static Choice Acts { get; } = new("go:acts", new("acts.show"));
    public static Choice Drafts { get; } = new("go:drafts", new("drafts.show"));
    public static Choice Families { get; } = new("go:families", new("families.show"));
    public static Choice Week { get; } = new("go:week", new("week.show"));

    /// <summary>What the commands need loaded.</summary>
    public static Needs NeedsOf(Command command) => command switch
    {
        Command.Acts => Needs.Acts,
        Command.Drafts => Needs.Drafts,
        Command.Families or Command.FamilyAdd => Needs.Families,
        Command.Week => Needs.Week,
        Command.WorkState => Needs.WorkState | Needs.Families,
        Command.Learning or Command.LearningAdd => Needs.Learning | Needs.Families,
        Command.Notebook => Needs.Notebook,
        Command.Statements => Needs.Statements,
        _ => Needs.Nothing,
    };

    /// <summary>Commands about acts and families.</summary>
    /// <returns>False: another command.</returns>
    /// <param name="what">What stands after the command in a button.</param>
    public static bool Take(Stage stage, Command command, string? what = null)
    {
        if (MunicipalityDoor.Take(stage, command)) return true;
        switch (command)
        {
            case Command.Acts or Command.Drafts or Command.Week or Command.Learning or Command.LearningAdd or Command.Families or Command.FamilyAdd or Command.Statements or Command.WorkState
                when !Rights.May(stage.Facts, command):
                stage.Refuse(command);
                return true;
            case Command.Acts:
                stage.Do(CaseLists.Acts(stage.Facts));
                break;
            case Command.Drafts:
                stage.Do(VisitDrafts.List(stage.Facts));
                break;
            case Command.Week:
                stage.Do(WeekDoor.Show(stage.Facts));
                break;
            case Command.WorkState:
                stage.Do(new Effect.ForCase(new CaseAct.Seen("family.list", "")));
                stage.Do(StateDoor.Show(stage.Facts));
                break;
            case Command.Learning:
                stage.Do(LearningDoor.List(stage.Facts));
                break;
            case Command.LearningAdd:
                stage.Pause();
                stage.Begin(new(LearningDialog.Name));
                return true;
            case Command.Families:
                // Names of families are read: that stands in the audit as well.
                stage.Do(new Effect.ForCase(new CaseAct.Seen("family.list", "")));
                stage.Do(CaseLists.Families(stage.Facts));
                break;
            case Command.FamilyAdd:
                Begin(stage, "family-add", null, given: what == FamilyAddDialog.Adult ? (FamilyAddDialog.Kind, FamilyAddDialog.Adult) : null);
                return true;
            case Command.Statements:
                stage.Do(StatementDoor.List(stage.Facts));
                break;
            case Command.Notebook:
                stage.Do(CaseLists.Notebook(stage.Facts));
                break;
            default:
                return false;
        }
        stage.GoOn();
        return true;
    }

    /// <summary>A press.</summary>
    public static void Press(Stage stage, Door.Case pressed)
    {
        if (MunicipalityDoor.Press(stage, pressed) || HouseholdDoor.Press(stage, pressed) || OverviewDoor.Press(stage, pressed)) return;
        switch (pressed)
        {
            case { Kind: "draft", Step: "open" or "drop" }:
                VisitDrafts.Press(stage, pressed.Step, pressed.Id);
                return;
            case { Kind: "statement" } when StatementDoor.Press(pressed) is { } asked:
                stage.Do(new Effect.ForCase(asked));
                stage.GoOn();
                return;
            case { Kind: "learning" } when LearningDoor.Press(pressed) is { } settled:
                stage.Do(new Effect.ForCase(settled));
                stage.GoOn();
                return;
            case { Kind: "act" } when stage.Facts.Cases.Act is { } act && act.Id == pressed.Id:
                Press(stage, pressed.Step, act);
                return;
            case { Kind: "family" } when stage.Facts.Cases.Family is { } family && family.Id == pressed.Id && (pressed.Step is "show" or "visit" or "nudge" or "codes" || FamilyPage.Dialogs.ContainsKey(pressed.Step)):
                Press(stage, pressed.Step, family);
                return;
            default:
                Refuse(stage, pressed);
                return;
        }
    }

    /// <summary>What is not there and what is somebody else's are told alike, and looked for by nobody unseen.</summary>
    public static void Refuse(Stage stage, Door.Case pressed)
    {
        stage.Do(new Effect.ForCase(new CaseAct.Seen($"{pressed.Kind}.deny", pressed.Id)));
        stage.Say("acts.gone");
        stage.GoOn();
    }

    private static void Press(Stage stage, string step, FamilyFact family)
    {
        if (step == "visit" && family.CanFile)
        {
            if (VisitDrafts.TakeUp(stage, given => VisitDrafts.IsEmpty(given) && given.GetValueOrDefault(VisitDraftDialog.Family.Id) == family.Record)) return;
            stage.Pause();
            stage.Begin(new("visit", ImmutableDictionary<string, string>.Empty.Add(VisitDraftDialog.Family.Id, family.Record).Add(VisitDraftDialog.Began.Id, VisitNotes.KeyOf(stage.Facts, $"{stage.Conversation.Serial}.v"))));
            return;
        }
        if (stage.Facts.CarriesLittle)
            stage.Say("families.not-here");
        else if (step == "codes")
            stage.Do(new Effect.ForCase(new CaseAct.ShowCodes(family.Id)));
        else if (step == "nudge")
            stage.Do(new Effect.ForCase(new CaseAct.Nudge(family.Id)));
        else if (step is "show" or "visit")
        {
            stage.Do(new Effect.ForCase(new CaseAct.Seen("family.read", family.Record)));
            stage.Do(FamilyPage.Show(family, stage.Facts));
        }
        else if (step == "stage" && FamilyPage.First(family.Case) is { IsEmpty: false } first)
            stage.Do(new Effect.Say(FamilyPage.Lacks(first)) { Choices = [FamilyPage.Open(family)] });
        else
        {
            Begin(stage, FamilyPage.Dialogs[step], family.Id, step == "stage" && family.Case is { } way ? (FamilyStageDialog.From, $"{way.Id}:{way.Stage}") : null);
            return;
        }
        stage.GoOn();
    }

    private static void Press(Stage stage, string step, ActFact act)
    {
        switch (step)
        {
            // Pressed once more, it is the correction that was begun.
            case "change" when act.CanChange && VisitDrafts.TakeUp(stage, given => given.GetValueOrDefault(VisitDraftDialog.Act.Id) == act.Id):
                return;
            case "change" when act.CanChange:
                stage.Do(new Effect.ForCase(new CaseAct.Seen("act.read", act.Id)));
                stage.Pause();
                var given = act.Filed.Given().Remove(VisitDraftDialog.Reason.Id).SetItem(VisitDraftDialog.Act.Id, act.Id);
                if (act.Filed.Heard is { } heard) given = given.SetItem(VisitDraftDialog.Heard.Id, heard);
                stage.Begin(new("visit", given.SetItem(VisitDraftDialog.Began.Id, VisitNotes.KeyOf(stage.Facts, $"{stage.Conversation.Serial}.c"))));
                return;
            case "file" when !stage.Facts.CarriesLittle:
                stage.Do(new Effect.ForCase(new CaseAct.ActFile(act.Id)));
                break;
            case "inform":
                stage.Do(InformDoor.Preview(act, stage.Facts));
                break;
            case "send":
                stage.Do(new Effect.ForCase(new CaseAct.Inform(act.Id)));
                break;
            default:
                stage.Do(new Effect.ForCase(new CaseAct.Seen("act.read", act.Id)));
                stage.Do(CaseLists.Act(act, stage.Facts));
                break;
        }
        stage.GoOn();
    }

    private static void Begin(Stage stage, string dialog, string? family, (string Id, string Value)? given = null)
    {
        if (stage.Facts.CarriesLittle)
        {
            stage.Say("families.not-here");
            stage.GoOn();
            return;
        }
        stage.Pause();
        var carried = ImmutableDictionary<string, string>.Empty;
        if (family is not null) carried = carried.Add(FamilyDialog.FamilyId, family);
        if (given is { } known) carried = carried.Add(known.Id, known.Value);
        stage.Begin(new(dialog, carried));
    }
}
