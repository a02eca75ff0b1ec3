using Assistant.Host.Groups;
using Assistant.Host.Reports;
using Assistant.Knowledge;
using Assistant.Records.Groups;
using Assistant.Tests.Transcripts;
using DocumentFormat.OpenXml.Packaging;

using DocumentFormat.OpenXml.Validation;

namespace Assistant.Tests.Host.Groups;

public sealed class SheetTests
{
    [Fact]
    public async Task Sheets_show_who_was_there_plan_and_summary_name_nobody_and_no_words_become_a_formula()
    {
        await using var world = new World();
        var (sheet, matrix, plan, summary) = await world.Reports();
        var grid = Assert.Single(sheet.Parts.OfType<ReportPart.Grid>());
        Assert.Equal([new Cell.Number(1), new Cell.Words("=1+1"), new Cell.Words("kohal"), Cell.Blank], grid.Rows[0]);
        Assert.Equal("Allkiri", grid.Columns[^1].Heading);
        var period = Assert.Single(matrix.Parts.OfType<ReportPart.Grid>());
        Assert.Equal(["Nr", "Nimi", "25.11", "2.12", "9.12", "Osales", "Allkiri"], period.Columns.Select(column => column.Heading));
        Assert.Equal([new Cell.Number(1), new Cell.Words("=1+1"), new Cell.Words("+"), Cell.Blank, Cell.Blank, new Cell.Words("1/1"), Cell.Blank], period.Rows[0]);
        var topics = Assert.Single(plan.Parts.OfType<ReportPart.Grid>());
        Assert.Equal(["Teadmised ja toetus", "=2+2", ""], topics.Rows.Select(row => Assert.IsType<Cell.Words>(row[^1]).Value));
        Assert.Equal([new Cell.Number(1), new Cell.Number(0), new Cell.Number(0), new Cell.Number(0)], summary.Parts.OfType<ReportPart.Grid>().First().Rows[0][^4..]);
        Assert.DoesNotContain("=1+1", $"{plan}{string.Join('|', summary.Parts.OfType<ReportPart.Grid>().SelectMany(one => one.Rows).SelectMany(row => row))}", StringComparison.Ordinal);
        foreach (var report in new[] { sheet, matrix, plan, summary })
        {
            using var word = WordprocessingDocument.Open(new MemoryStream(WordFile.Write(report)), isEditable: false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(word).Select(fault => fault.Description));
            using var book = SpreadsheetDocument.Open(new MemoryStream(SpreadsheetFile.Write(report)), isEditable: false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(book).Select(fault => fault.Description));
            Assert.All(book.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>()), cell => Assert.Null(cell.CellFormula));
        }
    }

    private sealed class World : HostChatWorld
    {
        /// <summary>One member with a name like a formula, who came to the first of three sessions.</summary>
        public async Task<(Report Sheet, Report Matrix, Report Plan, Report Summary)> Reports()
        {
            Speaker coordinator = new("coordinator", null, Lang.Et), member = new("parent", null, Lang.Et);
            await this.LetIn(coordinator, member, "igal kolmapäeval kell 18 kuni 9. detsembrini", "=1+1");
            return await Storage.Store.Write(unit =>
            {
                var group = Storage.Groups.All(unit, 1)[0];
                var session = Storage.Groups.Sessions(unit, group.Id)[0] with { Topic = "support" };
                Storage.Groups.Plan(unit, session, was: null);
                Storage.Groups.Plan(unit, Storage.Groups.Sessions(unit, group.Id)[1] with { Topic = "=2+2" }, was: null);
                var person = Storage.Groups.Members(unit, group.Id)[0].Person;
                Storage.Groups.Take(unit, session.Id, [(person, Attendance.Present)], person);
                var sheets = Get<GroupSheets>();
                var reports = Get<GroupReports>();
                return (sheets.Sheet(unit, group, session, Lang.Et), sheets.Matrix(unit, group, Lang.Et), reports.Plan(unit, group, Lang.Et), reports.Summary(unit, group, Lang.Et));
            }, CancellationToken.None);
        }
    }
}
