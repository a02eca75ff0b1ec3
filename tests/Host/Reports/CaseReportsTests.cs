using System.Collections.Immutable;
using Assistant.Host.Reports;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Contracts;
using Assistant.Records.Goals;
using Assistant.Records.Statements;
using Assistant.Records.Visits;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NodaTime;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Assistant.Tests.Host.Reports;

/// <summary>Statements and acts as documents, checked cell by cell.</summary>
public sealed class CaseReportsTests
{
    private static readonly FamilyId family = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly CaseId theCase = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly Texts texts = Texts.Load();

    [Theory]
    [InlineData(Lang.Et, "Kuuväljavõte: Kohtla-Järve linn, 11.2026", "Kokku", "toimus")]
    [InlineData(Lang.Ru, "Выписка за месяц: Kohtla-Järve linn, 11.2026", "Итого", "состоялась")]
    [InlineData(Lang.En, "Monthly statement: Kohtla-Järve linn, 11.2026", "Total", "held")]
    public void Statement_adds_up_in_the_workbook(Lang lang, string title, string total, string held)
    {
        var report = new StatementReport(texts, lang).Of(Statement(), "MTÜ Näidis", "Kohtla-Järve linn", new Dictionary<FamilyId, string> { [family] = "P-12" }, new(2026, 12, 5), new(2026, 12, 1));
        using var file = SpreadsheetDocument.Open(new MemoryStream(SpreadsheetFile.Write(report)), isEditable: false);
        string[][] Rows(int sheet) => [.. ((WorksheetPart)file.WorkbookPart!.GetPartById(file.WorkbookPart.Workbook.Descendants<Sheet>().ElementAt(sheet).Id!)).Worksheet
            .Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToArray())];

        var sums = Rows(0);
        Assert.Equal([title], sums[0]);
        Assert.Equal("05.12.2026", sums[4][1]);
        Assert.Equal(["V-1", "46023", "3", "0.25", "25", "81.25"], sums[8]);
        Assert.Equal([total, "", "3", "0.25", "", "81.25"], sums[9]);
        var acts = Rows(1);
        Assert.Equal(["V-1", "P-12", "1", "46330", (14m / 24m).ToString(System.Globalization.CultureInfo.InvariantCulture), held, "1.5", "0.25"], acts[8][..8]);
        Assert.Equal(["3", "46344"], acts[10][2..4]);
        Assert.Equal(3, file.WorkbookPart!.WorksheetParts.Count());
    }

    [Fact]
    public void Whole_statement_says_so()
    {
        var whole = Statement() with { Findings = [] };
        var report = new StatementReport(texts, Lang.Et).Of(whole, "MTÜ Näidis", "Narva", new Dictionary<FamilyId, string>(), new(2026, 12, 5), new(2026, 12, 1));
        Assert.Contains(report.Parts, part => part is ReportPart.Paragraph words && words.Words == texts.Get(Lang.Et, "reports.statement.whole"));
    }

    [Fact]
    public void Act_says_what_was_said_and_nothing_else()
    {
        var act = new VisitAct(Held(9, new(2026, 11, 25), 90, 15) with { Safety = SafetyLevel.Worry }, new ActContent
        {
            Done = "Tegime eelarvet", Concern = "3 päeva koolist puudu", NextOn = new LocalDate(2026, 12, 3), NextAt = new LocalTime(16, 0), Goals = ImmutableDictionary<int, int>.Empty.Add(2, 6),
        }, Instant.FromUtc(2026, 11, 25, 22, 30), new(Guid.Empty));
        var goal = new Goal(new(Guid.Empty), family, theCase, 2, GoalState.Open, new(2026, 9, 1), new("Eelarve igal nädalal"), 1);
        var report = new ActReport(texts, Lang.Et).Of(act, new("Tamm", "Kalle", "V-1", "kodu", "ema, laps", [goal], DateTimeZoneProviders.Tzdb["Europe/Tallinn"]));
        using var file = WordprocessingDocument.Open(new MemoryStream(WordFile.Write(report)), isEditable: false);
        var words = file.MainDocumentPart!.Document.Body!.InnerText;
        foreach (var said in (string[])["Kodukülastusakt nr 9", "Kell: 14.00–15.30", "Kestus: 1 h 30 min", "Tegime eelarvet", "Lapse turvalisus: mure", "3. detsember", "16.00", "Eelarve igal nädalal", "Esitatud: 26.11.2026"])
            Assert.Contains(said, words, StringComparison.Ordinal);
        foreach (var unsaid in (string[])["Meeleolu", "Kokkulepped", "Omavalitsust teavitatud", "Paranduse põhjus"])
            Assert.DoesNotContain(unsaid, words, StringComparison.Ordinal);
    }

    private static MonthlyStatement Statement()
    {
        var contract = new Contract(
            new(new Guid(3, 0, 0, new byte[8])), family, theCase, ContractKind.Counselling, "V-1", "kohtla-jarve", new(2026, 9, 1), new(2027, 2, 28), 3_600, [new(new(2026, 1, 1), 2_500, true)], new(), 1);
        contract = Contract.PartiesOf(contract.Kind).Aggregate(contract, (so, party) => so.Sign(party, SignatureState.Signed, new(2026, 9, 1)));
        return MonthlyStatement.Of("kohtla-jarve", new(2026, 11),
            [new(contract, [Held(1, new(2026, 11, 4), 90, 15), Held(2, new(2026, 11, 11), 90, 0), Held(3, new(2026, 11, 18), 0, 0) with { Outcome = EncounterOutcome.Nobody }]), new(contract with { Number = "V-2", Content = new() }, [])]);
    }

    private static Encounter Held(int number, LocalDate on, int direct, int documentation) => new(
        new(new Guid(number, 0, 0, new byte[8])), family, theCase, null, new(Guid.Empty), number, EncounterOutcome.Held, on, new LocalTime(14, 0), direct, documentation,
        SafetyLevel.Fine, null, Instant.FromUtc(2026, 11, 30, 12, 0), 1);
}
