using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NodaTime;

namespace Assistant.Host.Reports;

/// <summary>
/// A document as an Excel workbook (ECMA-376): a sheet for each table, above it what is known about the document. Numbers, days and times are values, words
/// are always words: no cell holds a formula, and words that look like one stay words when somebody edits the cell (<c>quotePrefix</c>).
/// Sheets print on A4, as wide as the page; headings come again on each page.
/// </summary>
internal static class SpreadsheetFile
{
    /// <summary>What browsers and mail programs call it.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    /// <summary>Most characters of a sheet's name.</summary>
    private const int longestName = 31;
    private const int minutesADay = 24 * 60;
    /// <summary>Characters: from where on a table lies across, and how wide labels above it are.</summary>
    private const int wide = 100, labels = 24;
    /// <summary>Points: a line of words, and a row to sign in.</summary>
    private const double line = 15, signed = 28;
    /// <summary>Day 0 of a workbook's calendar, for all days after February 1900.</summary>
    private static readonly LocalDate dayZero = new(1899, 12, 30);

    /// <summary>The workbook's bytes.</summary>
    public static byte[] Write(Report report)
    {
        using var bytes = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            file.PackageProperties.Title = PlainWords.ForXml(report.Title);
            file.PackageProperties.Language = report.Tag;
            var book = file.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = SheetStyles.All();
            var sheets = new Sheets();
            var repeated = new DefinedNames();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            uint number = 0;
            foreach (var grid in report.Parts.OfType<ReportPart.Grid>())
            {
                var part = book.AddNewPart<WorksheetPart>();
                var name = Name(grid.Name, names);
                (part.Worksheet, var head) = new SheetBuilder(report, grid, isFirst: number == 0).Build();
                repeated.Append(new DefinedName(string.Create(CultureInfo.InvariantCulture, $"'{name}'!${head}:${head}")) { Name = "_xlnm.Print_Titles", LocalSheetId = number });
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = ++number, Name = name });
            }
            book.Workbook = number == 0 ? new Workbook(sheets) : new Workbook(sheets, repeated);
        }
        return bytes.ToArray();
    }

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

    /// <summary>One sheet, row by row.</summary>
    private sealed class SheetBuilder(Report report, ReportPart.Grid grid, bool isFirst)
    {
        private readonly SheetData data = new();
        private readonly MergeCells merged = new();
        private uint row;

        /// <returns>The sheet, and the number of its row of headings.</returns>
        public (Worksheet Sheet, uint Head) Build()
        {
            Across(report.Title, SheetLook.Heading);
            foreach (var fact in report.Parts.OfType<ReportPart.Facts>().SelectMany(facts => facts.Lines)) Fact(fact);
            Add();
            Add(grid.Columns.Select(column => Words(column.Heading, SheetLook.Head)));
            var head = row;
            var isSigned = grid.Columns.Any(column => column.IsSigned);
            foreach (var cells in grid.Rows) Add(cells.Select(cell => Of(cell, isTotal: false)), isSigned ? Math.Max(signed, cells.Select((cell, i) => Height(CellText.Of(cell), grid.Columns[i].Width)).Max()) : 0);
            if (!grid.Total.IsEmpty) Add(grid.Total.Select(cell => Of(cell, isTotal: true)));
            foreach (var words in report.Parts.OfType<ReportPart.Paragraph>())
            {
                Add();
                Across(words.Words, SheetLook.Wrapped);
            }
            // What is signed is the whole, not each of its tables.
            if (isFirst)
                foreach (var who in report.Parts.OfType<ReportPart.Signatures>().SelectMany(signatures => signatures.Who))
                {
                    Add();
                    Across($"{who}: ______________________________   ____.____.________", SheetLook.Plain);
                }
            var columns = new Columns(grid.Columns.Select((column, i) => new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true }));
            var sheet = new Worksheet(new SheetProperties(new PageSetupProperties { FitToPage = true }), columns, data);
            if (merged.HasChildren) sheet.Append(merged);
            sheet.Append(
                new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
                new PageSetup { PaperSize = 9, Orientation = Whole > wide ? OrientationValues.Landscape : OrientationValues.Portrait, FitToWidth = 1, FitToHeight = 0 },
                new HeaderFooter(new OddFooter("&R&P/&N")));
            return (sheet, head);
        }

        private int Whole => grid.Columns.Sum(column => column.Width);

        /// <summary>A label over the first columns, its value over the others: narrow columns cut neither off.</summary>
        private void Fact(Fact fact)
        {
            var (width, split) = (0, 0);
            while (split < grid.Columns.Length - 1 && width < labels) width += grid.Columns[split++].Width;
            if (split == 0)
            {
                Across($"{fact.Label}: {fact.Value}", SheetLook.Wrapped);
                return;
            }
            Add([At(Words(fact.Label, SheetLook.Bold), 0), At(Words(fact.Value, SheetLook.Wrapped), split)], Height(fact.Value, Whole - width));
            Merge(0, split - 1);
            Merge(split, grid.Columns.Length - 1);
        }

        private void Across(string words, SheetLook look)
        {
            Add([At(Words(words, look), 0)], look == SheetLook.Heading ? 0 : Height(words, Whole));
            Merge(0, grid.Columns.Length - 1);
        }

        private static double Height(string words, int width) =>
            words.Split('\n').Sum(one => Math.Max(1, (one.Length + width - 1) / Math.Max(1, width))) is > 1 and var lines ? lines * line : 0;

        private void Merge(int first, int last)
        {
            if (last > first) merged.Append(new MergeCell { Reference = $"{Place(first)}:{Place(last)}" });
        }

        private DocumentFormat.OpenXml.Spreadsheet.Cell At(DocumentFormat.OpenXml.Spreadsheet.Cell cell, int column)
        {
            cell.CellReference = Place(column, row + 1);
            return cell;
        }

        private string Place(int column, uint? at = null)
        {
            const int letters = 26;
            var name = column < letters ? $"{(char)('A' + column)}" : $"{(char)('A' + column / letters - 1)}{(char)('A' + column % letters)}";
            return string.Create(CultureInfo.InvariantCulture, $"{name}{at ?? row}");
        }

        private void Add(IEnumerable<DocumentFormat.OpenXml.Spreadsheet.Cell>? cells = null, double height = 0)
        {
            var added = new Row(cells ?? []) { RowIndex = ++row };
            if (height > 0) (added.Height, added.CustomHeight) = (height, true);
            data.Append(added);
        }
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Of(Cell cell, bool isTotal) => cell switch
    {
        Cell.Words words => Words(words.Value, isTotal ? SheetLook.Total : PlainWords.LooksLikeFormula(words.Value) ? SheetLook.GridGuarded : SheetLook.Grid),
        Cell.Number number => Value(number.Value, isTotal ? SheetLook.Total : SheetLook.Grid),
        Cell.Hours hours => Value(CellText.InHours(hours), isTotal ? SheetLook.TotalTwoDecimals : SheetLook.TwoDecimals),
        Cell.Euros euros => Value(CellText.InEuros(euros), isTotal ? SheetLook.TotalTwoDecimals : SheetLook.TwoDecimals),
        Cell.Day day => Value(Period.DaysBetween(dayZero, day.Value), SheetLook.Day),
        Cell.Clock clock => Value((clock.Value.Hour * 60 + clock.Value.Minute) / (decimal)minutesADay, SheetLook.Clock),
        _ => new() { StyleIndex = (uint)(isTotal ? SheetLook.Total : SheetLook.Grid) },
    };

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Words(string words, SheetLook look) => new()
    {
        DataType = CellValues.InlineString,
        InlineString = new(new Text(PlainWords.ForXml(words)) { Space = SpaceProcessingModeValues.Preserve }),
        StyleIndex = (uint)(look is SheetLook.Plain or SheetLook.Wrapped && PlainWords.LooksLikeFormula(words) ? SheetLook.Guarded : look),
    };

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Value(decimal value, SheetLook look) => new() { CellValue = new(value.ToString(CultureInfo.InvariantCulture)), StyleIndex = (uint)look };
}
