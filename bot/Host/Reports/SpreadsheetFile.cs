using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NodaTime;

namespace Assistant.Host.Reports;

/// <summary>
/// A document as an Excel workbook (ECMA-376): a sheet for each table, above it what is known about the document. Numbers, days and times are values, words
/// are always words: no cell holds a formula, and words that look like one stay words when somebody edits the cell (<c>quotePrefix</c>).
/// </summary>
internal static class SpreadsheetFile
{
    /// <summary>What browsers and mail programs call it.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    /// <summary>Most characters of a sheet's name.</summary>
    private const int longestName = 31;
    private const int minutesADay = 24 * 60;
    /// <summary>Day 0 of a workbook's calendar, for all days after February 1900.</summary>
    private static readonly LocalDate dayZero = new(1899, 12, 30);

    /// <summary>Places in <see cref="Styles"/>.</summary>
    private enum Look : uint { Plain, Bold, Guarded, Day, Clock, TwoDecimals, Heading, BoldTwoDecimals, Wrapped }

    /// <summary>The workbook's bytes.</summary>
    public static byte[] Write(Report report)
    {
        using var bytes = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            file.PackageProperties.Title = PlainWords.ForXml(report.Title);
            file.PackageProperties.Language = report.Tag;
            var book = file.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = new Sheets();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            uint number = 0;
            foreach (var grid in report.Parts.OfType<ReportPart.Grid>())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = Sheet(report, grid);
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = ++number, Name = Name(grid.Name, names) });
            }
            book.Workbook = new Workbook(sheets);
        }
        return bytes.ToArray();
    }

    private static Worksheet Sheet(Report report, ReportPart.Grid grid)
    {
        var data = new SheetData();
        data.Append(Line([(report.Title, Look.Heading)]));
        foreach (var fact in report.Parts.OfType<ReportPart.Facts>().SelectMany(facts => facts.Lines)) data.Append(Line([(fact.Label, Look.Bold), (fact.Value, Look.Plain)]));
        data.Append(new Row());
        data.Append(Line([.. grid.Columns.Select(column => (column.Heading, Look.Bold))]));
        foreach (var row in grid.Rows) data.Append(new Row(row.Select(cell => Of(cell, isTotal: false))));
        if (!grid.Total.IsEmpty) data.Append(new Row(grid.Total.Select(cell => Of(cell, isTotal: true))));
        foreach (var place in report.Parts.OfType<ReportPart.Signatures>().SelectMany(signatures => signatures.Who))
        {
            data.Append(new Row());
            data.Append(Line([(place, Look.Bold)]));
        }

        var columns = new Columns(grid.Columns.Select((column, i) => new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true }));
        return new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }), columns, data,
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
    }

    private static Row Line(ImmutableArray<(string Words, Look Look)> cells) => new(cells.Select(cell => Words(cell.Words, cell.Look)));

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Of(Cell cell, bool isTotal) => cell switch
    {
        Cell.Words words => Words(words.Value, isTotal ? Look.Bold : PlainWords.LooksLikeFormula(words.Value) ? Look.Guarded : Look.Wrapped),
        Cell.Number number => Value(number.Value, isTotal ? Look.Bold : Look.Plain),
        Cell.Hours hours => Value(CellText.InHours(hours), isTotal ? Look.BoldTwoDecimals : Look.TwoDecimals),
        Cell.Euros euros => Value(CellText.InEuros(euros), isTotal ? Look.BoldTwoDecimals : Look.TwoDecimals),
        Cell.Day day => Value(Period.DaysBetween(dayZero, day.Value), Look.Day),
        Cell.Clock clock => Value((clock.Value.Hour * 60 + clock.Value.Minute) / (decimal)minutesADay, Look.Clock),
        _ => new(),
    };

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Words(string words, Look look) => new()
    {
        DataType = CellValues.InlineString,
        InlineString = new(new Text(PlainWords.ForXml(words)) { Space = SpaceProcessingModeValues.Preserve }),
        StyleIndex = look == Look.Plain && PlainWords.LooksLikeFormula(words) ? (uint)Look.Guarded : (uint)look,
    };

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Value(decimal value, Look look) => new() { CellValue = new(value.ToString(CultureInfo.InvariantCulture)), StyleIndex = (uint)look };

    /// <summary>Sheets' names are short, unique, and without the signs that references use.</summary>
    private static string Name(string wanted, HashSet<string> taken)
    {
        var clean = string.Concat(PlainWords.ForXml(wanted).Select(letter => letter is '[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'' or '\n' or '\t' ? ' ' : letter)).Trim();
        if (clean.Length == 0) clean = "1";
        for (var n = 1; ; n++)
        {
            var end = n == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {n}");
            var name = string.Concat(clean.AsSpan(0, Math.Min(clean.Length, longestName - end.Length)), end);
            if (taken.Add(name)) return name;
        }
    }

    /// <summary>In the order of <see cref="Look"/>.</summary>
    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "dd\\.mm\\.yyyy" }, new NumberingFormat { NumberFormatId = 165, FormatCode = "hh\\.mm" }),
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" }), new Font(new Bold(), new FontSize { Val = 14 }, new FontName { Val = "Calibri" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(), Format(font: 1), new CellFormat { QuotePrefix = true }, Format(number: 164), Format(number: 165), Format(number: 2), Format(font: 2), Format(font: 1, number: 2),
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { ApplyAlignment = true }));

    private static CellFormat Format(uint font = 0, uint number = 0) => new() { FontId = font, ApplyFont = font > 0, NumberFormatId = number, ApplyNumberFormat = number > 0 };
}
