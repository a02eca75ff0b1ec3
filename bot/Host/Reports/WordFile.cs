using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Assistant.Host.Reports;

/// <summary>A document as a Word file (ECMA-376), A4: what people sign, print and file. Wide tables lie across.</summary>
internal static class WordFile
{
    /// <summary>What browsers and mail programs call it.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    /// <summary>Twentieths of a point: A4 and its margins.</summary>
    private const uint shortSide = 11906, longSide = 16838, margin = 1000;
    /// <summary>Columns from which on the page lies across.</summary>
    private const int wide = 7;
    private const string title = "32", heading = "26", usual = "21"; // half points

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(Report report)
    {
        var isWide = report.Parts.OfType<ReportPart.Grid>().Any(grid => grid.Columns.Length >= wide);
        using var bytes = new MemoryStream();
        using (var file = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = PlainWords.ForXml(report.Title);
            file.PackageProperties.Language = report.Tag;
            var main = file.AddMainDocumentPart();
            var body = new Body(Line(report.Title, title, isBold: true));
            foreach (var part in report.Parts) body.Append(Of(part, (int)((isWide ? longSide : shortSide) - 2 * margin), report.Tag));
            body.Append(new SectionProperties(
                isWide ? new PageSize { Width = longSide, Height = shortSide, Orient = PageOrientationValues.Landscape } : new PageSize { Width = shortSide, Height = longSide },
                new PageMargin { Top = (int)margin, Bottom = (int)margin, Left = margin, Right = margin, Header = margin / 2, Footer = margin / 2, Gutter = 0 }));
            main.Document = new(body);
            Defaults(main, report.Tag);
        }
        return bytes.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Of(ReportPart part, int width, string tag) => part switch
    {
        ReportPart.Heading words => [Line(words.Words, heading, isBold: true)],
        ReportPart.Paragraph words => [Line(words.Words)],
        ReportPart.Facts facts => facts.Lines.Select(fact => new Paragraph(Close(), Piece(fact.Label + ": ", isBold: true), Piece(fact.Value))),
        ReportPart.Grid grid => [Line(grid.Name, heading, isBold: true), Table(grid, width), Line("")],
        ReportPart.Signatures places => [Line(""), .. places.Who.Select(who => Line($"{who}: ________________________________   ____.____.________"))],
        _ => [],
    };

    private static Table Table(ReportPart.Grid grid, int width)
    {
        var whole = Math.Max(1, grid.Columns.Sum(column => column.Width));
        var widths = grid.Columns.Select(column => (column.Width * width / whole).ToString(CultureInfo.InvariantCulture)).ToArray();
        var table = new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = width.ToString(CultureInfo.InvariantCulture) },
                new TableBorders(Edge<TopBorder>(), Edge<LeftBorder>(), Edge<BottomBorder>(), Edge<RightBorder>(), Edge<InsideHorizontalBorder>(), Edge<InsideVerticalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(each => new GridColumn { Width = each })),
            Row(grid.Columns.Select(column => (Cell)new Cell.Words(column.Heading)), widths, isBold: true, isHead: true));
        foreach (var row in grid.Rows) table.Append(Row(row, widths));
        if (!grid.Total.IsEmpty) table.Append(Row(grid.Total, widths, isBold: true));
        return table;
    }

    private static TEdge Edge<TEdge>() where TEdge : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = "808080" };

    private static TableRow Row(IEnumerable<Cell> cells, string[] widths, bool isBold = false, bool isHead = false)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit()));
        // A table over several pages repeats its headings.
        if (isHead) row.TableRowProperties!.Append(new TableHeader());
        row.Append(cells.Select((cell, i) => new TableCell(
            new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = widths[i] }),
            new Paragraph(Close(CellText.IsCounted(cell)), Piece(CellText.Of(cell), isBold: isBold)))));
        return row;
    }

    private static Paragraph Line(string words, string size = usual, bool isBold = false) => new(new ParagraphProperties(new SpacingBetweenLines { Before = "60", After = "60" }), Piece(words, size, isBold));

    private static ParagraphProperties Close(bool isRight = false)
    {
        var properties = new ParagraphProperties(new SpacingBetweenLines { Before = "20", After = "20" });
        if (isRight) properties.Append(new Justification { Val = JustificationValues.Right });
        return properties;
    }

    private static Run Piece(string words, string size = usual, bool isBold = false)
    {
        var look = new RunProperties();
        if (isBold) look.Append(new Bold());
        look.Append(new FontSize { Val = size });
        var run = new Run(look);
        var isFirst = true;
        foreach (var line in PlainWords.ForXml(words).Split('\n'))
        {
            if (!isFirst) run.Append(new Break());
            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
            isFirst = false;
        }
        return run;
    }

    private static void Defaults(MainDocumentPart main, string tag) => main.AddNewPart<StyleDefinitionsPart>().Styles = new(new DocDefaults(new RunPropertiesDefault(
        new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" }, new FontSize { Val = usual }, new Languages { Val = tag }))));
}
