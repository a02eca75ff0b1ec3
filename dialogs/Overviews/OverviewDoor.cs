using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Municipalities;
using NodaTime;

namespace Assistant.Dialogs.Overviews;

/// <summary>Overviews and summaries: <c>family:overview|voices:ID</c>, <c>overview:file:ID</c>, <c>summary:answer|link|file:ID</c>.</summary>
public static class OverviewDoor
{
    internal static bool Press(Stage stage, Door.Case pressed)
    {
        switch (pressed)
        {
            case { Kind: "family", Step: "overview" or "voices" } when stage.Facts.Cases.Family is { } family && family.Id == pressed.Id && (family.CanWrite || stage.Facts.Is(Audience.Coordinator)):
                if (stage.Facts.CarriesLittle)
                    stage.Say("families.not-here");
                else if (pressed.Step == "voices")
                    stage.Do(new Effect.ForCase(new CaseAct.AskSides(family.Id)));
                else
                {
                    stage.Pause();
                    stage.Begin(new("overview", ImmutableDictionary<string, string>.Empty.Add(FamilyDialog.FamilyId, family.Id)));
                    return true;
                }
                break;
            case { Kind: "summary", Step: "answer" }:
                if (stage.Facts.CarriesLittle && Menu.IsWorker(stage.Facts))
                {
                    stage.Say("families.not-here");
                    break;
                }
                stage.Pause();
                stage.Begin(new("summary-answer", SharedAbout.Of("summary", pressed.Id)));
                return true;
            case { Kind: "summary", Step: "link" } when stage.Facts.Is(Audience.Coordinator) && !stage.Facts.CarriesLittle:
                stage.Do(new Effect.ForCase(new CaseAct.LinkSide(pressed.Id)));
                break;
            case { Kind: "overview" or "summary", Step: "file" } when stage.Facts.CarriesLittle:
                stage.Say("overview.not-here");
                break;
            case { Kind: "overview", Step: "file" }:
                stage.Do(new Effect.ForCase(new CaseAct.OverviewFile(pressed.Id)));
                break;
            case { Kind: "summary", Step: "file" }:
                stage.Do(new Effect.ForCase(new CaseAct.SummaryFile(pressed.Id)));
                break;
            default:
                return false;
        }
        stage.GoOn();
        return true;
    }

    /// <summary>Under a family's "more".</summary>
    internal static ImmutableArray<Choice> Choices(string family) => [new($"family:overview:{family}", new("overview.write")), new($"family:voices:{family}", new("summary.ask"))];

    /// <summary>An overview, as a button.</summary>
    public static Choice File(string overview) => new($"overview:file:{overview}", new("overview.file"));

    /// <summary>To everybody it is for: an overview is written.</summary>
    public static Effect.Say Written(string id) => new(new("overview.new")) { Choices = [File(id)] };

    /// <summary>To one of the three sides: five questions wait.</summary>
    /// <param name="family">For those who work with several; <see langword="null"/>: the family itself reads it.</param>
    public static Effect.Say Asked(string id, FamilyFact? family, LocalDate due, LocalDateTime now, bool carriesLittle) => new(family is null
        ? Line.Of("summary.asked-family", Slot.Of("day", due.AtMidnight(), now))
        : Line.Of("summary.asked", Visits.VisitFamily.Bare(family, carriesLittle), Slot.Of("day", due.AtMidnight(), now)))
    {
        Choices = [new($"summary:answer:{id}", new("summary.answer"))],
    };

    /// <summary>To the coordinator: the link to send and the code to say. Apart, since they travel apart.</summary>
    public static IEnumerable<Effect.Say> Link(string link, string code) => [new(Line.Of("referral.link", new Slot("link", Words: link))), new(Line.Of("referral.code", new Slot("code", Words: code)))];

    /// <summary>How far a summary is: who is still awaited, never who said what.</summary>
    /// <param name="mayAnswer">The reader is one of the three sides.</param>
    /// <param name="mayLink">The reader is a coordinator, who can send the municipality a link.</param>
    /// <param name="missing"><c>family</c>, <c>support-person</c>, <c>municipality</c>.</param>
    public static Effect.Say State(string id, ImmutableArray<string> missing, LocalDate due, LocalDateTime now, bool isReadable, bool mayAnswer, bool mayLink = false) => new(
        missing.IsEmpty ? new("summary.whole") : Line.Of(isReadable ? "summary.without" : "summary.waits",
            new Slot("who", Line: missing.Select(side => new Line($"summary.side-{side}")).Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)))),
            Slot.Of("day", due.AtMidnight(), now)))
    {
        Choices =
        [
            .. isReadable ? [new($"summary:file:{id}", new("summary.file"))] : mayAnswer ? [new Choice($"summary:answer:{id}", new("summary.answer"))] : Array.Empty<Choice>(),
            .. mayLink && (isReadable || missing.Contains("municipality")) ? [new Choice($"summary:link:{id}", new("summary.link"))] : Array.Empty<Choice>(),
        ],
    };
}
