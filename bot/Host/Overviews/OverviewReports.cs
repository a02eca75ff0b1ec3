using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Municipalities;
using Assistant.Host.Reports;
using Assistant.Knowledge;
using Assistant.Records.Overviews;
using NodaTime;

namespace Assistant.Host.Overviews;

/// <summary>Overviews and summaries as documents to read, file and sign.</summary>
/// <param name="figures">The case's hours under its contract; <see langword="null"/>: it has none.</param>
/// <param name="goals">The case's goals by number.</param>
internal sealed class OverviewReports(ITexts texts, Lang lang, string family, SupportedFact? figures, ImmutableArray<GoalLine> goals)
{
    private const decimal minutesAnHour = 60;

    /// <summary>What came of the work, against its goals.</summary>
    public Report Of(Overview overview, string author) => new(Get(overview.Kind == OverviewKind.Final ? "overview.title-final" : "overview.title-interim"), lang.Code(),
    [
        new ReportPart.Facts([.. Head(), new(Get("overview.author"), author), new(Get("overview.day"), Day(overview.On))]),
        .. Hours(), .. Goals(),
        .. Told("overview.changed", overview.Content.Changed), .. Told("overview.hindered", overview.Content.Hindered), .. Told("overview.next", overview.Content.Next),
        new ReportPart.Signatures([Get("sign.worker"), Get("sign.family"), Get("sign.municipality")]),
    ]);

    /// <summary>Three voices side by side, each in its own words, and whose is missing.</summary>
    public Report Of(Summary summary, ImmutableArray<Voice> voices, LocalDate today)
    {
        var sides = Enum.GetValues<Side>();
        var missing = Summary.Missing(voices);
        return new(Get("summary.title"), lang.Code(),
        [
            new ReportPart.Facts([.. Head(), new(Get("summary.opened"), Day(summary.Opened)), new(Get("summary.due"), Day(summary.Due)), new(Get("statement.made"), Day(today)),
                new(Get("summary.answered"), string.Create(CultureInfo.InvariantCulture, $"{sides.Length - missing.Length}/{sides.Length}"))]),
            .. missing.IsEmpty ? ImmutableArray<ReportPart>.Empty : [new ReportPart.Paragraph($"{Get("summary.missing")}: {string.Join(", ", missing.Select(Name))}")],
            new ReportPart.Grid(Get("summary.voices"), [new(Get("summary.question"), 24), .. sides.Select(side => new Column(Name(side), 30))],
                [.. Summary.Questions.Select(question => (ImmutableArray<Cell>)[new Cell.Words(texts.Get(lang, $"summary-answer.{question}.ask")), .. sides.Select(side => new Cell.Words(Words(voices, side, question)))])], []),
            .. Hours(), .. Goals(),
            new ReportPart.Signatures([Get("sign.family"), Get("sign.worker"), Get("sign.municipality")]),
        ]);
    }

    /// <summary>Several people of one side stand below one another.</summary>
    private string Words(ImmutableArray<Voice> voices, Side side, string question) =>
        string.Join("\n\n", voices.Where(voice => voice.Side == side).Select(voice => voice.Answers.GetValueOrDefault(question)).Where(words => words is not null)) is { Length: > 0 } said ? said : "–";

    private IEnumerable<Fact> Head() => figures is null ? [new(Get("act.family"), family)]
        : [new(Get("act.family"), family), new(Get("act.contract"), $"{figures.Contract} ({Day(figures.Starts)}–{Day(figures.Ends)})")];

    private IEnumerable<ReportPart> Hours() => figures is null ? [] :
        [new ReportPart.Facts([new(Get("overview.meetings"), figures.Meetings.ToString(CultureInfo.InvariantCulture)), new(Get("column.direct"), Length(figures.Direct)),
            new(Get("column.documentation"), Length(figures.Written)), new(Get("overview.agreed"), Length(figures.Agreed))])];

    private IEnumerable<ReportPart> Goals() => goals.IsEmpty ? [new ReportPart.Paragraph(Get("overview.no-goals"))] :
        [new ReportPart.Grid(Get("act.goals"), [new("#", 5), new(Get("act.goal"), 45), new(Get("overview.first"), 12), new(Get("overview.last"), 12), new(Get("overview.state"), 36)],
            [.. goals.Select(goal => (ImmutableArray<Cell>)[new Cell.Number(goal.Number), new Cell.Words(goal.Words), Value(goal.First), Value(goal.Now), new Cell.Words(State(goal))])], [])];

    private string State(GoalLine goal) => Get($"overview.goal-{goal.State}") + (goal.ReasonWords is { } why ? $": {why}" : "") + (goal.Analysis is { } learned ? $"\n{Get("overview.analysis")}: {learned}" : "");

    private static Cell Value(int? value) => value is { } known ? new Cell.Number(known) : Cell.Blank;

    private IEnumerable<ReportPart> Told(string key, string? words) => string.IsNullOrWhiteSpace(words) ? [] : [new ReportPart.Heading(Get(key)), new ReportPart.Paragraph(PlainWords.Sentence(words))];

    private string Name(Side side) => Get(side switch { Side.Family => "summary.side-family", Side.SupportPerson => "summary.side-support-person", _ => "summary.side-municipality" });

    private static string Length(int minutes) => (minutes / minutesAnHour).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    private static string Day(LocalDate day) => CellText.Of(new Cell.Day(day));

    private string Get(string key) => texts.Get(lang, $"reports.{key}");
}
