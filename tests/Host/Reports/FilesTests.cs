using System.Text;
using Assistant.Host.Reports;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Xunit;
using Sheet = DocumentFormat.OpenXml.Spreadsheet;

namespace Assistant.Tests.Host.Reports;

/// <summary>One document as Word, workbook and CSV: read back by other readers than the writers.</summary>
public sealed class FilesTests
{
    private static readonly string[] hostile =
        ["=1+1", "+372 5555 0000", "-5", "@SUM(A1)", "\t=cmd", "plain", "Õie; \"Äri\"\nteine rida", "Олжас 🙂", "\u0000\u0008=2", "lone \ud83d half", "<b>&amp;</b>", "'=1", "＝1"];

    private static readonly Report report = new("Väljavõte – november 2026", "et",
    [
        new ReportPart.Facts([new("Omavalitsus", "Kohtla-Järve"), new("Arvestas", "=HYPERLINK(\"x\")")]),
        new ReportPart.Heading("Kohtumised"),
        new ReportPart.Paragraph("Esimene rida\nteine rida"),
        new ReportPart.Grid("Leping V/1: [november]", [new("Päev", 12), new("Algus", 8), new("Tunnid", 8), new("Eurod", 10), new("Arv", 6), new("Märkus", 40)],
            [.. hostile.Select((words, i) => (System.Collections.Immutable.ImmutableArray<Cell>)[new Cell.Day(new(2026, 11, 25)), new Cell.Clock(new(14, 5)), new Cell.Hours(105), new Cell.Euros(153_125), new Cell.Number(i), new Cell.Words(words)])],
            [new Cell.Words("Kokku"), Cell.Blank, new Cell.Hours(105 * hostile.Length), new Cell.Euros(-1), Cell.Blank, Cell.Blank]),
        new ReportPart.Signatures(["Tugiisik", "Pere"]),
    ]);

    [Fact]
    public void Workbook_is_valid_and_holds_no_formula()
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(SpreadsheetFile.Write(report)), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(file).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var sheet = file.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<Sheet.CellFormula>());
        Assert.Equal("Leping V 1   november", file.WorkbookPart.Workbook.Descendants<Sheet.Sheet>().Single().Name);
    }

    [Fact]
    public void Workbook_keeps_numbers_as_numbers_and_words_as_words()
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(SpreadsheetFile.Write(report)), isEditable: false);
        var formats = file.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<Sheet.CellFormat>().ToArray();
        var rows = file.WorkbookPart.WorksheetParts.Single().Worksheet.Descendants<Sheet.Row>().ToArray();
        var first = rows[5].Elements<Sheet.Cell>().ToArray();
        // Day 46351 of the workbook's calendar is 25 November 2026; 14.05 is 845 minutes of a day's 1440.
        Assert.Equal(["46351", (845m / 1440m).ToString(System.Globalization.CultureInfo.InvariantCulture), "1.75", "1531.25", "0"], first[..5].Select(cell => cell.CellValue!.Text));
        Assert.Equal(Sheet.CellValues.InlineString, first[5].DataType!.Value);
        Assert.Equal("=1+1", first[5].InnerText);
        Assert.True(formats[(int)first[5].StyleIndex!.Value].QuotePrefix!.Value);
        var shown = rows[5..(5 + hostile.Length)].Select(row => row.Elements<Sheet.Cell>().Last().InnerText);
        Assert.Equal(["=1+1", "+372 5555 0000", "-5", "@SUM(A1)", "\t=cmd", "plain", "Õie; \"Äri\"\nteine rida", "Олжас 🙂", "=2", "lone  half", "<b>&amp;</b>", "'=1", "＝1"], shown);
    }

    [Fact]
    public void Comma_file_goes_round_and_runs_nothing()
    {
        var bytes = CommaFile.Write(report);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        using var csv = CsvReader.Create(new MemoryStream(bytes), new CsvReaderOptions { Separator = ';', HasHeader = false });
        var rows = new List<string[]>();
        while (csv.Read()) rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))]);
        Assert.Equal(hostile.Length + 2, rows.Count);
        Assert.Equal(["25.11.2026", "14.05", "1,75", "1531,25", "0", "'=1+1"], rows[1]);
        Assert.Equal("Õie; \"Äri\"\nteine rida", rows[7][5]);
        Assert.All(rows.Skip(1).SkipLast(1), row => Assert.DoesNotContain(row[5][0], "=+-@\t\r\n\0＝"));
    }

    [Fact]
    public void Word_file_is_valid_and_says_everything()
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(WordFile.Write(report)), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(file).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var text = file.MainDocumentPart!.Document.Body!.InnerText;
        foreach (var words in (string[])["Väljavõte – november 2026", "Omavalitsus: Kohtla-Järve", "Kohtumised", "25.11.2026", "14.05", "1531,25", "Олжас 🙂", "Kokku", "Tugiisik: "])
            Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheets_of_one_name_are_told_apart()
    {
        var grid = (ReportPart.Grid)report.Parts[3] with { Name = new string('x', 40) };
        using var file = SpreadsheetDocument.Open(new MemoryStream(SpreadsheetFile.Write(report with { Parts = [grid, grid] })), isEditable: false);
        Assert.Equal([new string('x', 31), new string('x', 29) + " 2"], file.WorkbookPart!.Workbook.Descendants<Sheet.Sheet>().Select(sheet => sheet.Name!.Value));
    }
}
