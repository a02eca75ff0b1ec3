using System.Collections.Immutable;
using System.Globalization;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Statements;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Host.Reports;

/// <summary>A month's statement as a document: what it comes to, every act behind it, and what to look at first. No names: families stand by their reference.</summary>
internal sealed class StatementReport(ITexts texts, Lang lang)
{
    /// <param name="provider">The organisation.</param>
    /// <param name="municipality">As people read it.</param>
    /// <param name="families">References by family.</param>
    /// <param name="due">Last day to hand it in.</param>
    public Report Of(MonthlyStatement statement, string provider, string municipality, IReadOnlyDictionary<FamilyId, string> families, LocalDate due, LocalDate today)
    {
        var month = statement.Month.OnDayOfMonth(1).ToString("MM.uuuu", CultureInfo.InvariantCulture);
        return new(Get("statement.title").Replace("{municipality}", municipality, StringComparison.Ordinal).Replace("{month}", month, StringComparison.Ordinal), lang.Code(),
        [
            new ReportPart.Facts(
            [
                new(Get("statement.municipality"), municipality), new(Get("statement.month"), month), new(Get("statement.provider"), provider),
                new(Get("statement.due"), CellText.Of(new Cell.Day(due))), new(Get("statement.made"), CellText.Of(new Cell.Day(today))),
            ]),
            Sums(statement), Acts(statement, families), .. Findings(statement, families),
            new ReportPart.Signatures([Get("sign.provider"), Get("sign.municipality")]),
        ]);
    }

    private ReportPart.Grid Sums(MonthlyStatement statement) => new(
        Get("statement.sums"),
        Columns(("contract", 16), ("rate-from", 14), ("direct", 16), ("documentation", 22), ("rate", 12), ("euros", 14)),
        [.. statement.Sums.Select(sum => (ImmutableArray<Cell>)
        [
            new Cell.Words(sum.Contract.Number), sum.Rate is { } rate ? new Cell.Day(rate.From) : Cell.Blank, new Cell.Hours(sum.DirectMinutes), new Cell.Hours(sum.DocumentationMinutes),
            sum.Rate is { } price ? new Cell.Euros(price.CentsAnHour) : Cell.Blank, new Cell.Euros(sum.Cents),
        ])],
        [new Cell.Words(Get("statement.total")), Cell.Blank, new Cell.Hours(statement.DirectMinutes), new Cell.Hours(statement.DocumentationMinutes), Cell.Blank, new Cell.Euros(statement.Cents)]);

    private ReportPart.Grid Acts(MonthlyStatement statement, IReadOnlyDictionary<FamilyId, string> families) => new(
        Get("statement.acts"),
        Columns(("contract", 16), ("family", 12), ("act", 8), ("day", 12), ("start", 9), ("outcome", 22), ("direct", 16), ("documentation", 22), ("charged", 9)),
        [.. statement.Lines.Select(line => (ImmutableArray<Cell>)
        [
            new Cell.Words(line.Contract.Number), new Cell.Words(families.GetValueOrDefault(line.Act.Family) ?? ""), new Cell.Number(line.Act.Number), new Cell.Day(line.Act.On),
            line.Act.Start is { } start ? new Cell.Clock(start) : Cell.Blank, new Cell.Words(Outcome(line.Act.Outcome)),
            new Cell.Hours(line.Act.DirectMinutes), new Cell.Hours(line.Act.DocumentationMinutes), new Cell.Words(Get(line.IsCharged ? "yes" : "no")),
        ])],
        []);

    private IEnumerable<ReportPart> Findings(MonthlyStatement statement, IReadOnlyDictionary<FamilyId, string> families) => statement.Findings.IsEmpty
        ? [new ReportPart.Paragraph(Get("statement.whole"))]
        : [new ReportPart.Grid(Get("statement.findings"), Columns(("contract", 16), ("family", 12), ("act", 8), ("day", 12), ("finding", 60)),
            [.. statement.Findings.Select(finding => (ImmutableArray<Cell>)
            [
                new Cell.Words(finding.Contract.Number), new Cell.Words(families.GetValueOrDefault(finding.Contract.Family) ?? ""),
                finding.Act is { } act ? new Cell.Number(act.Number) : Cell.Blank, finding.Act is { } dated ? new Cell.Day(dated.On) : Cell.Blank, new Cell.Words(Get($"finding.{Code(finding.Gap)}")),
            ])], [])];

    private ImmutableArray<Column> Columns(params ReadOnlySpan<(string Key, int Width)> columns)
    {
        var all = ImmutableArray.CreateBuilder<Column>(columns.Length);
        foreach (var (key, width) in columns) all.Add(new(Get($"column.{key}"), width));
        return all.MoveToImmutable();
    }

    private string Outcome(EncounterOutcome outcome) => Get($"outcome.{outcome.ToString().ToLowerInvariant()}");

    private static string Code(StatementGap gap) => gap switch
    {
        StatementGap.Unsigned => "unsigned",
        StatementGap.NoActs => "no-acts",
        StatementGap.NoRate => "no-rate",
        StatementGap.OutsideContract => "outside-contract",
        _ => "no-minutes",
    };

    private string Get(string key) => texts.Get(lang, $"reports.{key}");
}
