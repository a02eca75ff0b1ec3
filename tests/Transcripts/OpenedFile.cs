using System.Globalization;
using System.Text;
using Assistant.Protocol;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Book = DocumentFormat.OpenXml.Spreadsheet;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Assistant.Tests.Transcripts;

/// <summary>
/// What somebody sees who opens a file, in words: of a workbook every sheet, its name first; of a document its paragraphs; a row of a table on a line,
/// its cells apart by bars. Numbers, days and times as their formats show them. Reads by itself, not by what wrote the file.
/// </summary>
internal static class OpenedFile
{
    private const string between = " | ";

    /// <returns>One text for a document or a table, one for each sheet of a workbook.</returns>
    public static IReadOnlyList<string> Tell(FileContent file)
    {
        using var bytes = new MemoryStream([.. file.Content]);
        return Path.GetExtension(file.Name) switch
        {
            ".xlsx" => Workbook(bytes),
            ".docx" => [Document(bytes)],
            ".csv" => [Table(bytes)],
            _ => [Encoding.UTF8.GetString(bytes.ToArray())],
        };
    }

    /// <summary>Every cell of a sheet as it is shown, row by row.</summary>
    public static string[][] Cells(WorkbookPart book, Book.Sheet sheet) =>
        [.. ((WorksheetPart)book.GetPartById(sheet.Id!)).Worksheet.Descendants<Book.Row>().Select(row => row.Elements<Book.Cell>().Select(cell => Shown(cell, book)).ToArray())];

    private static List<string> Workbook(Stream bytes)
    {
        using var file = SpreadsheetDocument.Open(bytes, isEditable: false);
        var book = file.WorkbookPart!;
        return [.. book.Workbook.Descendants<Book.Sheet>().Select(sheet => string.Join('\n', Cells(book, sheet).Select(Row).Prepend(sheet.Name!.Value!)))];
    }

    private static string Shown(Book.Cell cell, WorkbookPart book)
    {
        Assert.Null(cell.CellFormula);
        if (cell.DataType?.Value == Book.CellValues.InlineString || cell.CellValue is null) return Flat(cell.InnerText);
        var value = decimal.Parse(cell.CellValue.Text, CultureInfo.InvariantCulture);
        var styles = book.WorkbookStylesPart!.Stylesheet;
        var format = styles.CellFormats!.Elements<Book.CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0)).NumberFormatId?.Value ?? 0;
        var code = styles.NumberingFormats!.Elements<Book.NumberingFormat>().FirstOrDefault(known => known.NumberFormatId! == format)?.FormatCode?.Value;
        // Format 2 is 0.00 in every workbook; what is left is shown as it is.
        return code is not null ? DateTime.FromOADate((double)value).ToString(code.Replace("\\", "", StringComparison.Ordinal).Replace("mm.yyyy", "MM.yyyy", StringComparison.Ordinal).Replace("hh", "HH", StringComparison.Ordinal), CultureInfo.InvariantCulture)
            : value.ToString(format == 2 ? "0.00" : "0.############", CultureInfo.InvariantCulture);
    }

    private static string Document(Stream bytes)
    {
        using var file = WordprocessingDocument.Open(bytes, isEditable: false);
        return string.Join('\n', file.MainDocumentPart!.Document!.Body!.Elements().SelectMany<OpenXmlElement, string>(element => element switch
        {
            Word.Paragraph paragraph => [Words(paragraph)],
            Word.Table table => table.Elements<Word.TableRow>().Select(row => Row([.. row.Elements<Word.TableCell>().Select(cell => Flat(string.Join('\n', cell.Elements<Word.Paragraph>().Select(Words))))])),
            _ => [],
        })).TrimEnd();
    }

    private static string Words(Word.Paragraph paragraph) =>
        string.Concat(paragraph.Descendants().Select(piece => piece switch { Word.Text text => text.Text, Word.Break => "\n", _ => "" }));

    private static string Table(Stream bytes)
    {
        using var csv = CsvReader.Create(bytes, new CsvReaderOptions { Separator = ';', HasHeader = false });
        var rows = new List<string>();
        while (csv.Read()) rows.Add(Row([.. Enumerable.Range(0, csv.FieldCount).Select(i => Flat(csv.GetString(i)))]));
        return string.Join('\n', rows);
    }

    private static string Row(IReadOnlyCollection<string> cells) => string.Join(between, cells).TrimEnd();

    private static string Flat(string words) => words.Replace("\n", " / ", StringComparison.Ordinal);
}
