using CsvHelper;

namespace Assistant.Host.Reports;

/// <summary>
/// A document's tables as CSV (RFC 4180): UTF-8 with a byte order mark, as Excel expects; semicolons, since the decimal sign is a comma.
/// Words that a spreadsheet would take for a formula begin with an apostrophe.
/// </summary>
internal static class CommaFile
{
    /// <summary>What browsers and mail programs call it.</summary>
    public const string MediaType = "text/csv";

    /// <summary>Only the tables, one under the other with an empty line between.</summary>
    public static byte[] Write(Report report)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true, ValidateFieldCount = false }, leaveOpen: true))
        {
            var isFirst = true;
            foreach (var grid in report.Parts.OfType<ReportPart.Grid>())
            {
                if (!isFirst) csv.WriteRecord("");
                isFirst = false;
                csv.WriteRecord([.. grid.Columns.Select(column => Guarded(column.Heading))]);
                foreach (var row in grid.Rows) csv.WriteRecord([.. row.Select(Words)]);
                if (!grid.Total.IsEmpty) csv.WriteRecord([.. grid.Total.Select(Words)]);
            }
        }
        return bytes.ToArray();
    }

    private static string Words(Cell cell) => cell is Cell.Words words ? Guarded(words.Value) : CellText.Of(cell);

    private static string Guarded(string words) => PlainWords.LooksLikeFormula(words) ? "'" + words : words;
}
