using System.Globalization;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge.Replies;
using NodaTime.Text;

namespace Assistant.Dialogs.Municipalities;

/// <summary>What a municipality's worker sees: goals and hours of own families, text for the case system, statements. Standing choices <c>supported:…</c>, <c>told:…</c>, <c>referral:…</c>.</summary>
internal static class MunicipalityDoor
{
    private const decimal MinutesAnHour = 60;
    private const int Whole = 100;
    private static readonly NumberFormatInfo Numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "" };
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("dd'.'MM'.'uuuu");

    /// <summary>Commands of caseworkers.</summary>
    /// <returns>False: another command, or another role's.</returns>
    public static bool Take(Stage stage, Command command)
    {
        if (command == Command.Refer)
        {
            if (!Rights.May(stage.Facts, command)) stage.Refuse(command);
            else if (stage.Facts.CarriesLittle) stage.Say("families.not-here");
            else
            {
                stage.Pause();
                stage.Begin(new("refer-agree"));
                return true;
            }
            stage.GoOn();
            return true;
        }
        if (stage.Facts.Is(Audience.Coordinator) || !stage.Facts.Is(Audience.Caseworker)) return false;
        switch (command)
        {
            case Command.Families:
                stage.Do(List(stage.Facts));
                break;
            case Command.Statements:
                stage.Do(StatementDoor.List(stage.Facts));
                break;
            default:
                return false;
        }
        stage.GoOn();
        return true;
    }

    /// <summary>A press of a caseworker's button.</summary>
    /// <returns>False: another button, or nothing this person may see.</returns>
    public static bool Press(Stage stage, Door.Case pressed)
    {
        switch (pressed)
        {
            case { Kind: "supported", Step: "star" } when !stage.Facts.CarriesLittle && Find(stage, pressed.Id) is { } family:
                stage.Do(new Effect.ForCase(new CaseAct.Seen("supported.read", family.Id)));
                stage.Do(new Effect.Say(Star(family)));
                break;
            case { Kind: "referral", Step: "give" } when stage.Facts.Cases.Shared.Asked is { } asked && asked.Id == pressed.Id:
                stage.Pause();
                stage.Begin(new("refer-give", SharedAbout.Of("referral", asked.Id)));
                return true;
            case { Kind: "referral", Step: "refuse" } when stage.Facts.Cases.Shared.Asked is { } asked && asked.Id == pressed.Id:
                stage.Do(new Effect.ForCase(new CaseAct.RefuseReferral(asked.Id)));
                break;
            case { Kind: "told", Step: "seen" }:
                stage.Do(new Effect.ForCase(new CaseAct.WorrySeen(pressed.Id)));
                break;
            default:
                return false;
        }
        stage.GoOn();
        return true;
    }

    private static SupportedFact? Find(Stage stage, string id) => stage.Facts.Cases.Shared.Supported.FirstOrDefault(family => family.Id == id);

    private static IEnumerable<Effect> List(Facts facts) => facts.Cases.Shared switch
    {
        { Municipality: null } => [new Effect.Say(new("supported.untied"))],
        { Supported.IsEmpty: true, Municipality: { } municipality } => [new Effect.Say(Line.Of("supported.none", new Slot("municipality", Words: municipality)))],
        var shared => [.. shared.Supported.SelectMany(family => new Effect[]
        {
            new Effect.ForCase(new CaseAct.Seen("supported.read", family.Id)),
            new Effect.Say(Rows([Head(family, facts), Hours(family), .. facts.CarriesLittle ? [] : family.Goals.Select(Goal)]))
            {
                Choices = facts.CarriesLittle ? [] : [new($"supported:star:{family.Id}", new("supported.star")), .. family.Overview is { } overview ? [Overviews.OverviewDoor.File(overview)] : Array.Empty<Choice>()],
            },
        }), .. shared.More is { } shown ? [CaseLists.More(shown)] : Array.Empty<Effect>()],
    };

    /// <summary>What can be copied into the municipality's own case system as it is.</summary>
    internal static Line Star(SupportedFact family) => Rows(
    [
        Line.Of("supported.star-contract", new("number", Words: family.Contract), new("from", Words: Day.Format(family.Starts)), new("to", Words: Day.Format(family.Ends))),
        Hours(family),
        .. family.Goals.IsEmpty ? [new("supported.no-goals")] : family.Goals.Select(Goal),
    ]);

    private static Line Head(SupportedFact family, Facts facts) => Line.Of(!family.IsSigned ? "supported.head-unsigned" : family.Day < 1 ? "supported.head-ahead" : "supported.head",
        new Slot("family", Words: $"{(facts.CarriesLittle ? family.Alias : family.Name)} ({family.Reference})"), new("number", Words: family.Contract),
        new("day", Words: VisitSpan.Count(family.Day)), new("from", Words: Day.Format(family.Starts)), new("to", Words: Day.Format(family.Ends)));

    private static Line Hours(SupportedFact family) => Line.Of("supported.hours",
        new("meetings", Words: VisitSpan.Count(family.Meetings)), new("direct", Words: Hours(family.Direct)), new("written", Words: Hours(family.Written)), new("agreed", Words: Hours(family.Agreed)),
        new("percent", Words: VisitSpan.Count(family.Agreed > 0 ? (int)((long)family.Direct * Whole / family.Agreed) : 0)));

    /// <summary>How a goal stands, in one line.</summary>
    internal static Line Goal(GoalLine goal) => goal switch
    {
        { State: "reached" } => Line.Of("supported.goal-reached", Number(goal), Said(goal)),
        { State: "not-reached" } => Line.Of("supported.goal-not-reached", Number(goal), Said(goal), new("reason", Words: goal.ReasonWords ?? "-")),
        { Now: { } now } => Line.Of("supported.goal", Number(goal), Said(goal), new("value", Words: VisitSpan.Count(now))),
        _ => Line.Of("supported.goal-unsaid", Number(goal), Said(goal)),
    };

    private static Slot Number(GoalLine goal) => new("number", Words: VisitSpan.Count(goal.Number));

    private static Slot Said(GoalLine goal) => new("words", Words: goal.Words);

    private static string Hours(int minutes) => (minutes / MinutesAnHour).ToString("0.##", Numbers);

    internal static Line Rows(IReadOnlyList<Line> rows) => rows.Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below)));
}
