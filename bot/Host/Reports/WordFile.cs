using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Assistant.Host.Reports;

/// <summary>A document as a Word file (ECMA-376), A4, with its title and page at the foot: what people sign, print and file. Wide tables lie across.</summary>
internal static class WordFile
{
    /// <summary>What browsers and mail programs call it.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    /// <summary>Twentieths of a point: A4 and its margins.</summary>
    private const uint shortSide = 11906, longSide = 16838, margin = 1000;
    /// <summary>Twentieths of a point: where values stand beside their labels, and where the line to sign on ends.</summary>
    private const int beside = 3000, lineEnd = 6900;
    /// <summary>Columns from which on the page lies across.</summary>
    private const int wide = 7;
    private const string title = "32", heading = "26", usual = "21", little = "16"; // half points

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
            var width = (int)((isWide ? longSide : shortSide) - 2 * margin);
            var body = new Body(Line(report.Title, title, isBold: true));
            foreach (var part in report.Parts) body.Append(Of(part, report.Title, width));
            body.Append(new SectionProperties(
                new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(Foot(main, report.Title, width)) },
                isWide ? new PageSize { Width = longSide, Height = shortSide, Orient = PageOrientationValues.Landscape } : new PageSize { Width = shortSide, Height = longSide },
                new PageMargin { Top = (int)margin, Bottom = (int)margin, Left = margin, Right = margin, Header = margin / 2, Footer = margin / 2, Gutter = 0 }));
            main.Document = new(body);
            Defaults(main, report.Tag);
        }
        return bytes.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Of(ReportPart part, string title, int width) => part switch
    {
        ReportPart.Heading words => [Line(words.Words, heading, isBold: true, keepsNext: true)],
        ReportPart.Paragraph words => [Line(words.Words)],
        ReportPart.Facts facts => [.. facts.Lines.Select(Fact), Gap()],
        // A document that is one table needs no second heading.
        ReportPart.Grid grid when grid.Name == title => [WordTable.Of(grid, width), Gap()],
        ReportPart.Grid grid => [Line(grid.Name, heading, isBold: true, keepsNext: true), WordTable.Of(grid, width), Gap()],
        ReportPart.Signatures places => places.Who.Select((who, n) => Signature(who, isLast: n == places.Who.Length - 1)),
        _ => [],
    };

    /// <summary>Values stand below one another, and a long one beside its label.</summary>
    private static Paragraph Fact(Fact fact) => new(
        new ParagraphProperties(
            new Tabs(new TabStop { Val = TabStopValues.Left, Position = beside }),
            new SpacingBetweenLines { Before = "20", After = "20" }, new Indentation { Left = Text(beside), Hanging = Text(beside) }),
        Piece(fact.Label + ": ", isBold: true), new Run(new TabChar()), Piece(fact.Value));

    /// <summary>Room for a pen, and a day; all of them stay on one page.</summary>
    private static Paragraph Signature(string who, bool isLast)
    {
        var properties = new ParagraphProperties();
        if (!isLast) properties.Append(new KeepNext());
        properties.Append(
            new KeepLines(),
            new Tabs(new TabStop { Val = TabStopValues.Left, Position = beside }, new TabStop { Val = TabStopValues.Left, Leader = TabStopLeaderCharValues.Underscore, Position = lineEnd }),
            new SpacingBetweenLines { Before = "360", After = "60" });
        return new(properties, Piece(who + ": "), new Run(new TabChar()), new Run(new TabChar()), Piece("    ____.____.________"));
    }

    /// <summary>The title, and which page of how many this is.</summary>
    private static FooterPart Foot(MainDocumentPart main, string title, int width)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new(new Paragraph(
            new ParagraphProperties(new Tabs(new TabStop { Val = TabStopValues.Right, Position = width })),
            Piece(title, little), new Run(new TabChar()), Field("PAGE"), Piece("/", little), Field("NUMPAGES")));
        return part;
    }

    private static SimpleField Field(string instruction) => new(Piece("1", little)) { Instruction = instruction };

    private static Paragraph Line(string words, string size = usual, bool isBold = false, bool keepsNext = false)
    {
        var properties = new ParagraphProperties();
        if (keepsNext) properties.Append(new KeepNext());
        properties.Append(new SpacingBetweenLines { Before = "80", After = "60" });
        return new(properties, Piece(words, size, isBold));
    }

    private static Paragraph Gap() => new(new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "0" }), Piece("", little));

    /// <summary>Words with their line breaks.</summary>
    public static Run Piece(string words, string size = usual, bool isBold = false)
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Defaults(MainDocumentPart main, string tag) => main.AddNewPart<StyleDefinitionsPart>().Styles = new(new DocDefaults(new RunPropertiesDefault(
        new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" }, new FontSize { Val = usual }, new Languages { Val = tag }))));
}
