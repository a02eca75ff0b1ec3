using System.Collections.Immutable;
using System.Globalization;
using Assistant.Knowledge;
using Assistant.Records.Goals;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Host.Reports;

/// <summary>What stands on an act besides its own words, as people read it.</summary>
/// <param name="Family">Name, or what stands for it.</param>
/// <param name="Worker">Who was there.</param>
/// <param name="Contract">Its number; <see langword="null"/>: none was in force.</param>
/// <param name="Place">In words.</param>
/// <param name="Present">In words.</param>
/// <param name="Goals">Of the case.</param>
/// <param name="Zone">Of the organisation.</param>
internal sealed record ActSetting(string Family, string Worker, string? Contract, string? Place, string? Present, ImmutableArray<Goal> Goals, DateTimeZone Zone)
{
    /// <summary>Who provides the service; <see langword="null"/>: not said.</summary>
    public string? Provider { get; init; }
    /// <summary>Who ordered it.</summary>
    public string? Municipality { get; init; }
}

/// <summary>Kodukülastusakt as a document to sign ("Tugiisikuteenus", dokumendid). What was not said has no line.</summary>
internal sealed class ActReport(ITexts texts, Lang lang)
{
    private const int minutesAnHour = 60;

    /// <summary>One version of an act.</summary>
    public Report Of(VisitAct act, ActSetting setting)
    {
        var (encounter, content) = (act.Encounter, act.Content);
        return new(Get("act.title").Replace("{number}", encounter.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), lang.Code(),
        [
            new ReportPart.Facts(
            [
                .. setting.Provider is { } provider ? (Fact[])[new(Get("statement.provider"), provider)] : [],
                .. setting.Municipality is { } municipality ? (Fact[])[new(Get("statement.municipality"), municipality)] : [],
                .. Said("family", setting.Family), .. Said("worker", setting.Worker), .. Said("contract", setting.Contract),
                .. Said("day", texts.Full(lang, encounter.On.AtMidnight(), withYear: true)), .. Said("time", Time(encounter)), .. Said("place", setting.Place),
                .. Said("outcome", Get($"outcome.{encounter.Outcome.ToString().ToLowerInvariant()}")), .. Said("present", setting.Present),
                .. Said("minutes", Length(encounter.DirectMinutes)), .. Said("documentation", Length(encounter.DocumentationMinutes)),
                .. content.Session is { } session ? Said("session", texts.Get(lang, $"visit.session.{session}")) : [], .. Said("session-reason", content.SessionReason),
                .. Said("long-reason", content.LongReason), .. Said("short-reason", content.ShortReason), .. Said("gap-reason", content.GapReason),
            ]),
            .. Told("done", content.Done), .. Told("agreements", content.Agreements), .. Told("mood", content.Mood),
            new ReportPart.Facts(
            [
                .. Said("safety", Get($"safety.{encounter.Safety.ToString().ToLowerInvariant()}")), .. Said("concern", content.Concern), .. Said("informed", Day(content.InformedOn)),
                .. Said("next", content.NextOn is { } next ? texts.Full(lang, next.At(content.NextAt ?? LocalTime.Midnight), withYear: true) : null),
            ]),
            .. Goals(content, setting.Goals),
            new ReportPart.Facts(
            [
                .. Said("version", encounter.Version.ToString(CultureInfo.InvariantCulture)), .. Said("correction", content.CorrectionReason),
                .. Said("filed", Day(act.At.InZone(setting.Zone).Date)), .. Said("family-agreed", Day(content.FamilyAgreedOn)),
            ]),
            new ReportPart.Signatures([Get("sign.worker"), Get("sign.family")]),
        ]);
    }

    private IEnumerable<ReportPart> Goals(ActContent content, ImmutableArray<Goal> goals)
    {
        ImmutableArray<ImmutableArray<Cell>> rows =
        [
            .. content.Goals.OrderBy(rated => rated.Key).Select(rated => (ImmutableArray<Cell>)
                [new Cell.Number(rated.Key), new Cell.Words(goals.FirstOrDefault(goal => goal.Number == rated.Key)?.Content.Words ?? ""), new Cell.Number(rated.Value)]),
        ];
        return rows.IsEmpty ? [] : [new ReportPart.Grid(Get("act.goals"), [new("#", 5), new(Get("act.goal"), 60), new(Get("act.value"), 15)], rows, [])];
    }

    private IEnumerable<Fact> Said(string key, string? value) => string.IsNullOrWhiteSpace(value) ? [] : [new(Get($"act.{key}"), value)];

    private IEnumerable<ReportPart> Told(string key, string? words) => string.IsNullOrWhiteSpace(words) ? [] : [new ReportPart.Heading(Get($"act.{key}")), new ReportPart.Paragraph(PlainWords.Sentence(words))];

    private static string? Day(LocalDate? day) => day is { } known ? CellText.Of(new Cell.Day(known)) : null;

    private static string? Time(Encounter encounter) => encounter.Start is not { } start ? null
        : encounter.DirectMinutes == 0 ? CellText.Of(new Cell.Clock(start))
        : $"{CellText.Of(new Cell.Clock(start))}–{CellText.Of(new Cell.Clock(start.PlusMinutes(encounter.DirectMinutes)))}";

    private string? Length(int minutes) => minutes == 0 ? null : Get("minutes")
        .Replace("{hours}", (minutes / minutesAnHour).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{minutes}", (minutes % minutesAnHour).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private string Get(string key) => texts.Get(lang, $"reports.{key}");
}
