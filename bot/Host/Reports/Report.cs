using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Host.Reports;

/// <summary>A document for people, as what it says and not how it looks: <see cref="WordFile"/>, <see cref="SpreadsheetFile"/> and <see cref="CommaFile"/> each render it their own way.</summary>
/// <param name="Title">Its heading, and the document's property "title".</param>
/// <param name="Tag">Its language: <c>et</c>, <c>ru</c> or <c>en</c>.</param>
internal sealed record Report(string Title, string Tag, ImmutableArray<ReportPart> Parts);

/// <summary>A piece of a <see cref="Report"/>.</summary>
internal abstract record ReportPart
{
    private ReportPart() { }

    /// <summary>A heading inside the document.</summary>
    public sealed record Heading(string Words) : ReportPart;

    /// <summary>Plain words; line breaks are kept.</summary>
    public sealed record Paragraph(string Words) : ReportPart;

    /// <summary>What is known about the document as a whole, a line each.</summary>
    public sealed record Facts(ImmutableArray<Fact> Lines) : ReportPart;

    /// <summary>A table; a sheet of its own in a workbook.</summary>
    /// <param name="Name">Of the sheet, and above the table.</param>
    /// <param name="Columns">Their headings; every row has as many cells.</param>
    /// <param name="Total">The last line, set apart; empty: none.</param>
    public sealed record Grid(string Name, ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<Cell>> Rows, ImmutableArray<Cell> Total) : ReportPart;

    /// <summary>Places to sign, with who signs there.</summary>
    public sealed record Signatures(ImmutableArray<string> Who) : ReportPart;
}

/// <summary>A labelled value of a document's head.</summary>
internal sealed record Fact(string Label, string Value);

/// <summary>A column of a table.</summary>
/// <param name="Width">In characters of the usual font; on paper, columns share the page in this proportion.</param>
internal sealed record Column(string Heading, int Width)
{
    /// <summary>Somebody signs in it by hand: rows are high enough for a pen.</summary>
    public bool IsSigned { get; init; }
}

/// <summary>What stands in a cell. Typed, so that a spreadsheet can go on counting with it, and words are never taken for a formula.</summary>
internal abstract record Cell
{
    private Cell() { }

    /// <summary>Nothing; a place to write by hand.</summary>
    public static Cell Blank { get; } = new Empty();

    /// <summary>Nothing.</summary>
    public sealed record Empty : Cell;

    /// <summary>Words of people or ours.</summary>
    public sealed record Words(string Value) : Cell;

    /// <summary>A whole number.</summary>
    public sealed record Number(long Value) : Cell;

    /// <summary>A length in minutes, shown as hours with two decimals.</summary>
    public sealed record Hours(int Minutes) : Cell;

    /// <summary>Money in euro cents, shown as euros with two decimals.</summary>
    public sealed record Euros(long Cents) : Cell;

    /// <summary>A local day.</summary>
    public sealed record Day(LocalDate Value) : Cell;

    /// <summary>A local time of day.</summary>
    public sealed record Clock(LocalTime Value) : Cell;
}
