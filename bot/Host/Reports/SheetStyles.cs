using DocumentFormat.OpenXml.Spreadsheet;

namespace Assistant.Host.Reports;

/// <summary>Places in <see cref="SheetStyles.All"/>.</summary>
internal enum SheetLook : uint
{
    /// <summary>Above and below the table.</summary>
    Plain, Bold, Guarded, Wrapped, Heading,
    /// <summary>Cells of the table, with lines around them.</summary>
    Head, Grid, GridGuarded, Day, Clock, TwoDecimals, Total, TotalTwoDecimals,
}

/// <summary>How cells of a workbook look.</summary>
internal static class SheetStyles
{
    private const uint dayFormat = 164, clockFormat = 165, twoDecimals = 2;
    private const uint plain = 0, bold = 1, large = 2;
    private const uint shaded = 2;
    private const uint lines = 1;

    /// <summary>In the order of <see cref="SheetLook"/>.</summary>
    public static Stylesheet All() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = dayFormat, FormatCode = "dd\\.mm\\.yyyy" }, new NumberingFormat { NumberFormatId = clockFormat, FormatCode = "hh\\.mm" }),
        new Fonts(Font(11), Font(11, isBold: true), Font(14, isBold: true)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFEDEDED" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), new Border(Edge(new LeftBorder()), Edge(new RightBorder()), Edge(new TopBorder()), Edge(new BottomBorder()))),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            Look(plain), Look(bold), Guarded(lines: 0), Look(plain, isWrapped: true), Look(large),
            Look(bold, isWrapped: true, border: lines, fill: shaded), Look(plain, isWrapped: true, border: lines), Guarded(lines),
            Look(plain, dayFormat, border: lines), Look(plain, clockFormat, border: lines), Look(plain, twoDecimals, border: lines),
            Look(bold, isWrapped: true, border: lines, fill: shaded), Look(bold, twoDecimals, border: lines, fill: shaded)));

    private static CellFormat Guarded(uint lines)
    {
        var look = Look(plain, isWrapped: true, border: lines);
        look.QuotePrefix = true;
        return look;
    }

    private static CellFormat Look(uint font, uint number = 0, bool isWrapped = false, uint border = 0, uint fill = 0)
    {
        var look = new CellFormat { FontId = font, ApplyFont = true, NumberFormatId = number, ApplyNumberFormat = number > 0, BorderId = border, ApplyBorder = border > 0, FillId = fill, ApplyFill = fill > 0, ApplyAlignment = true };
        look.Append(isWrapped ? new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top } : new Alignment { Vertical = VerticalAlignmentValues.Top });
        return look;
    }

    private static Font Font(double size, bool isBold = false)
    {
        var font = new Font();
        if (isBold) font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new FontName { Val = "Calibri" });
        return font;
    }

    private static TEdge Edge<TEdge>(TEdge edge) where TEdge : BorderPropertiesType
    {
        edge.Style = BorderStyleValues.Thin;
        edge.Append(new Color { Rgb = "FF808080" });
        return edge;
    }
}
