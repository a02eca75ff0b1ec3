using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Households;
using Assistant.Dialogs.Learning;
using Assistant.Dialogs.Municipalities;
using Assistant.Dialogs.Overviews;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge.Replies;
using NodaTime;

namespace Assistant.Dialogs.Cases;

/// <summary>Acts, drafts, families and the week: commands and standing choices <c>act:…</c>, <c>draft:…</c>, <c>family:…</c>.</summary>
internal static class CaseDoor
{
    /// <summary>Most things shown at once.</summary>
    private const int MostShown = 20;

    public static Choice Acts { get; } = new("go:acts", new("acts.show"));
    public static Choice Drafts { get; } = new("go:drafts", new("drafts.show"));
    public static Choice Families { get; } = new("go:families", new("families.show"));
    public static Choice Week { get; } = new("go:week", new("week.show"));

    /// <summary>Furthest that anybody turns pages.</summary>
    private const int Furthest = 100_000;

    /// <returns>How many were shown before, as it stands in a button; 0: nothing of ours stands there.</returns>
    public static int From(string what) => int.TryParse(what, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var from) && from <= Furthest ? from : 0;

    /// <summary>There are more than those shown.</summary>
    /// <param name="shown">With those of the pages before.</param>
    public static Effect.Say More(int shown) => new(new("families.more")) { Choices = [new($"go:families:{VisitSpan.Count(shown)}", new("families.next"))] };

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
                stage.Do(ListActs(stage.Facts));
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
                stage.Do(ListFamilies(stage.Facts));
                break;
            case Command.FamilyAdd:
                Begin(stage, "family-add", null, given: what == FamilyAddDialog.Adult ? (FamilyAddDialog.Kind, FamilyAddDialog.Adult) : null);
                return true;
            case Command.Statements:
                stage.Do(StatementDoor.List(stage.Facts));
                break;
            case Command.Notebook:
                stage.Do(Notebook(stage.Facts));
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
                stage.Do(Show(act, stage.Facts));
                break;
        }
        stage.GoOn();
    }

    /// <summary>An act as text; where little may be said, only that it is there.</summary>
    private static Effect.Say Show(ActFact act, Facts facts)
    {
        var head = Head(act, facts);
        var visit = new VisitDraftDialog();
        return new(facts.CarriesLittle ? Line.Of("acts.little", new Slot("act", Line: head)) : Line.Of("visit.rows", new Slot("above", Line: head), new Slot("below", Line: VisitCard.Of(visit, act.Filed.Given(), facts))))
        {
            Choices =
            [
                .. act.CanChange ? ImmutableArray.Create(new Choice($"act:change:{act.Id}", new("acts.change"))) : [],
                .. facts.CarriesLittle ? ImmutableArray<Choice>.Empty : [new($"act:file:{act.Id}", new("acts.file"))],
            ],
        };
    }

    private static Line Head(ActFact act, Facts facts) => Line.Of(act.Version > 1 ? "acts.one-version" : "acts.one",
        new("number", Words: VisitSpan.Count(act.Number)), VisitFamily.Show(act.Family, facts) with { Name = "family" }, Slot.Of("day", act.Filed.On.AtMidnight(), facts.Now),
        new("version", Words: VisitSpan.Count(act.Version)));

    private static IEnumerable<Effect> ListActs(Facts facts) => facts.Cases.Acts.IsEmpty ? [new Effect.Say(new("acts.none"))]
        : [new Effect.Say(new("acts.which")) { Choices = [.. facts.Cases.Acts.Select(act => new Choice($"act:show:{act.Id}", Head(act, facts)))] }];

    private static IEnumerable<Effect> ListFamilies(Facts facts) => !facts.Is(Audience.Coordinator) ? ListOwn(facts) :
    [
        .. facts.Cases.Families.Take(CaseFacts.Page).Select(family => new Effect.Say(Item(family, facts))
        {
            Choices = facts.CarriesLittle ? [] :
            [
                FamilyPage.Open(family), new($"family:assign:{family.Id}", new("families.step-assign")),
            ],
        }),
        .. facts.Cases.FamiliesFrom + facts.Cases.Families.Length is var shown && shown < facts.Cases.FamilyCount ? [More(shown)] : Array.Empty<Effect>(),
        new Effect.Say(Line.Of("families.count", new Slot("count", Words: VisitSpan.Count(facts.Cases.FamilyCount)))) { Choices = facts.CarriesLittle ? [] : [new("go:family-add", new("families.add")), new($"go:family-add:{FamilyAddDialog.Adult}", new("families.add-adult"))] },
    ];

    /// <summary>A worker's own families; the one they are to meet as well.</summary>
    private static IEnumerable<Effect> ListOwn(Facts facts) => facts.Cases.Roster.IsEmpty ? [new Effect.Say(new("families.none-own"))]
        : [.. facts.Cases.Roster.Skip(facts.Cases.FamiliesFrom).Take(CaseFacts.Page).Select(family => new Effect.Say(Line.Of("families.item", VisitFamily.Show(family, facts) with { Name = "family" }, new("reference", Words: family.Reference)))
        {
            Choices = facts.CarriesLittle || !family.CanWrite ? [] : [FamilyPage.Open(family)],
        }), .. facts.Cases.FamiliesFrom + CaseFacts.Page is var shown && shown < facts.Cases.Roster.Length ? [More(shown)] : Array.Empty<Effect>()];

    private static Line Item(FamilyFact family, Facts facts)
    {
        Slot name = VisitFamily.Show(family, facts) with { Name = "family" }, reference = new("reference", Words: family.Reference);
        List<Line> rows = [Line.Of("families.item", name, reference)];
        if (!family.Workers.IsEmpty) rows.Add(Line.Of("families.workers", Names(family.Workers)));
        if (!family.ToMeet.IsEmpty) rows.Add(Line.Of("families.meeting", Names(family.ToMeet)));
        if (family is { Workers.IsEmpty: true, ToMeet.IsEmpty: true }) rows.Add(new("families.no-worker"));
        if (family.Contract is { } contract)
            rows.Add(contract.IsSigned ? FamilyPage.Clock(contract, facts) : Line.Of("families.unsigned", new Slot("number", Words: contract.Number)));
        rows.Add(family.LastHeld is { } last
            ? Line.Of(Period.DaysBetween(last, facts.Now.Date) > facts.Cases.GapDays ? "families.missing" : "families.last", Slot.Of("day", last.AtMidnight(), facts.Now))
            : new("families.never"));
        return rows.Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below)));
    }

    private static Slot Names(ImmutableArray<Colleague> people) => new("who", Line: people.Select(one => Line.Of("engine.words", new Slot("words", Words: FamilyAssignDialog.NameOf(one))))
        .Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right))));

    /// <summary>The family's notebook; where little may be said, the times alone.</summary>
    private static IEnumerable<Effect> Notebook(Facts facts)
    {
        NotebookFact[] lines = [.. facts.Cases.Notebook.Where(line => !facts.CarriesLittle || line.Kind == "next").Take(MostShown)];
        return lines is [] ? [new Effect.Say(new(facts.Cases.Notebook.IsEmpty ? "notebook.empty" : "notebook.elsewhere"))]
            : lines.Select(line => new Effect.Say(Line.Of($"notebook.{line.Kind}", new Slot("words", Words: line.Words), Slot.Of("day", line.On, facts.Now)))
            {
                Choices = line is { Kind: "task", IsDone: false } ? [new($"notebook:done:{line.Id}", new("notebook.mark-done"))] : [],
            });
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
