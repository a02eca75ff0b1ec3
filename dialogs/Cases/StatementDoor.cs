using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using NodaTime.Text;

namespace Assistant.Dialogs.Cases;

/// <summary>Monthly statements: what each municipality is asked to pay, and the files. Standing choices <c>statement:{format}:{month}.{municipality}</c>.</summary>
internal static class StatementDoor
{
    private const decimal MinutesAnHour = 60, CentsAnEuro = 100;
    private static readonly YearMonthPattern Month = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");
    internal static readonly YearMonthPattern Shown = YearMonthPattern.CreateWithInvariantCulture("MM'.'uuuu");
    private static readonly NumberFormatInfo Numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "" };

    /// <summary>All of this month and the last, the last first.</summary>
    public static IEnumerable<Effect> List(Facts facts) => facts.Cases.Statements.IsEmpty ? [new Effect.Say(new("statement.none"))]
        : facts.Cases.Statements.Select(statement => new Effect.Say(Line.Of("visit.rows", new Slot("above", Line: Sum(statement)), new Slot("below", Line: State(statement))))
        {
            Choices = [Choice("xlsx", statement), Choice("docx", statement), Choice("csv", statement)],
        });

    /// <returns><see langword="null"/>: not a statement we could have offered.</returns>
    public static CaseAct.StatementFile? Press(Door.Case pressed) =>
        pressed.Step is "xlsx" or "docx" or "csv" && pressed.Id.Split('.', 2) is [var month, { Length: > 0 } municipality] && Month.Parse(month) is { Success: true, Value: var known }
            ? new(municipality, known, pressed.Step) : null;

    private static Line Sum(StatementFact statement) => Line.Of("statement.sum",
        new("municipality", Words: statement.Municipality), new("month", Words: Shown.Format(statement.Month)), new("hours", Words: Hours(statement.DirectMinutes)),
        new("written", Words: Hours(statement.WrittenMinutes)), new("euros", Words: (statement.Cents / CentsAnEuro).ToString("0.00", Numbers)));

    private static Line State(StatementFact statement) => Line.Of(statement.Findings == 0 ? "statement.whole" : "statement.findings",
        new("acts", Words: VisitSpan.Count(statement.Acts)), new("count", Words: VisitSpan.Count(statement.Findings)));

    private static Choice Choice(string format, StatementFact statement) => new($"statement:{format}:{Month.Format(statement.Month)}.{statement.Municipality}", new($"statement.{format}"));

    private static string Hours(int minutes) => (minutes / MinutesAnHour).ToString("0.##", Numbers);
}
