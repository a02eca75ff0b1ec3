using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Assistant.Host.Reports;

/// <summary>A table of a Word file. Many columns are written smaller, and headings that have no room stand upright; headings come again on each page.</summary>
internal static class WordTable
{
    /// <summary>Columns from which on letters are small.</summary>
    private const int many = 12;
    /// <summary>Half points.</summary>
    private const string usual = "20", small = "16";
    /// <summary>Twentieths of a point: a letter of either size, about; room beside words in a cell; least heights of rows to sign in, and of upright headings.</summary>
    private const int usualLetter = 105, smallLetter = 84, usualRoom = 80, smallRoom = 30, signedHeight = 560, signedSmallHeight = 400, uprightHeight = 700;
    private const string grey = "808080", shade = "EDEDED";

    /// <param name="width">Of the whole, in twentieths of a point.</param>
    public static Table Of(ReportPart.Grid grid, int width)
    {
        var isSmall = grid.Columns.Length >= many;
        var whole = Math.Max(1, grid.Columns.Sum(column => column.Width));
        var widths = grid.Columns.Select(column => column.Width * width / whole).ToArray();
        var table = new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = Text(width) },
                new TableBorders(Edge<TopBorder>(), Edge<LeftBorder>(), Edge<BottomBorder>(), Edge<RightBorder>(), Edge<InsideHorizontalBorder>(), Edge<InsideVerticalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed },
                Rooms(isSmall ? smallRoom : usualRoom)),
            new TableGrid(widths.Select(each => new GridColumn { Width = Text(each) })),
            Head(grid, widths, isSmall));
        var isSigned = grid.Columns.Any(column => column.IsSigned);
        foreach (var row in grid.Rows) table.Append(Row(row, widths, isSmall, height: !isSigned ? 0 : isSmall ? signedSmallHeight : signedHeight));
        if (!grid.Total.IsEmpty) table.Append(Row(grid.Total, widths, isSmall, isBold: true));
        return table;
    }

    /// <summary>A table over several pages repeats its headings.</summary>
    private static TableRow Head(ReportPart.Grid grid, int[] widths, bool isSmall)
    {
        var (letter, room) = isSmall ? (smallLetter, smallRoom) : (usualLetter, usualRoom);
        bool IsTight(int i) => isSmall && grid.Columns[i].Heading.Length * letter > widths[i] - 2 * room;
        // Columns of one width look alike.
        var tight = Enumerable.Range(0, widths.Length).Where(IsTight).Select(i => widths[i]).ToHashSet();
        bool IsUpright(int i) => tight.Contains(widths[i]);
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        if (tight.Count > 0) row.TableRowProperties!.Append(new TableRowHeight { Val = uprightHeight, HeightType = HeightRuleValues.AtLeast });
        for (var i = 0; i < widths.Length; i++)
            row.Append(Cell(new Cell.Words(grid.Columns[i].Heading), widths[i], isSmall, isBold: true, isShaded: true, isUpright: IsUpright(i)));
        return row;
    }

    private static TableRow Row(IEnumerable<Cell> cells, int[] widths, bool isSmall, bool isBold = false, int height = 0)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit()));
        if (height > 0) row.TableRowProperties!.Append(new TableRowHeight { Val = (uint)height, HeightType = HeightRuleValues.AtLeast });
        row.Append(cells.Select((cell, i) => Cell(cell, widths[i], isSmall, isBold, isShaded: isBold, isCentred: height > 0)));
        return row;
    }

    private static TableCell Cell(Cell cell, int width, bool isSmall, bool isBold, bool isShaded, bool isUpright = false, bool isCentred = false)
    {
        var look = new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = Text(width) });
        if (isShaded) look.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = shade });
        if (isUpright) look.Append(new TextDirection { Val = TextDirectionValues.BottomToTopLeftToRight });
        if (isCentred) look.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        var close = new ParagraphProperties(new SpacingBetweenLines { Before = "20", After = "20" });
        if (CellText.IsCounted(cell)) close.Append(new Justification { Val = JustificationValues.Right });
        return new(look, new Paragraph(close, WordFile.Piece(CellText.Of(cell), isSmall ? small : usual, isBold)));
    }

    private static TableCellMarginDefault Rooms(int room) => new(
        new TableCellLeftMargin { Type = TableWidthValues.Dxa, Width = (short)room }, new TableCellRightMargin { Type = TableWidthValues.Dxa, Width = (short)room });

    private static TEdge Edge<TEdge>() where TEdge : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = grey };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
