using System.Globalization;
using NodaTime.Text;

namespace Assistant.Host.Reports;

/// <summary>Cells as people read them, in the Estonian manner: <c>25.11.2026</c>, <c>14.00</c>, <c>1531,25</c>. The same in every language, for municipalities add them up.</summary>
internal static class CellText
{
    private const decimal minutesAnHour = 60, centsAnEuro = 100;
    private static readonly LocalDatePattern day = LocalDatePattern.CreateWithInvariantCulture("dd'.'MM'.'uuuu");
    private static readonly LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH'.'mm");
    private static readonly NumberFormatInfo numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "" };

    /// <summary>The words in the cell.</summary>
    public static string Of(Cell cell) => cell switch
    {
        Cell.Words words => words.Value,
        Cell.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        Cell.Hours hours => InHours(hours).ToString("0.00", numbers),
        Cell.Euros euros => InEuros(euros).ToString("0.00", numbers),
        Cell.Day date => day.Format(date.Value),
        Cell.Clock time => clock.Format(time.Value),
        _ => "",
    };

    /// <summary>Minutes as hours.</summary>
    public static decimal InHours(Cell.Hours hours) => hours.Minutes / minutesAnHour;

    /// <summary>Cents as euros.</summary>
    public static decimal InEuros(Cell.Euros euros) => euros.Cents / centsAnEuro;

    /// <summary>Whether numbers and times stand at the right of their cell.</summary>
    public static bool IsCounted(Cell cell) => cell is Cell.Number or Cell.Hours or Cell.Euros;
}
