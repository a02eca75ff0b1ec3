using System.Collections.Immutable;
using Assistant.Host.Groups;
using Assistant.Host.Overviews;
using Assistant.Host.Reports;
using Assistant.Dialogs.Municipalities;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Contracts;
using Assistant.Records.Goals;
using Assistant.Records.Groups;
using Assistant.Records.Overviews;
using Assistant.Records.Statements;
using Assistant.Records.Visits;
using Assistant.Tests.Transcripts;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using NodaTime;

namespace Assistant.Tests.Host.Reports;

/// <summary>
/// Every paper with content as it comes in life: long names and notes, Russian, fourteen members, two dozen sessions. <c>KEEP_DOCUMENTS=folder</c> keeps the files,
/// for turning them into pictures and looking at them.
/// </summary>
public sealed class PapersTests
{
    private static readonly string[] names =
    [
        "Aleksandra Konstantinova-Vassiljeva", "Mari-Liis", "Ольга", "Jaan", "Наталья Александровна", "Kätlin", "Tõnu", "Светлана", "Anne-Mai", "Sergei", "Piret Õunapuu-Järvesalu", "Вероника", "Karl-Erik", "Liis",
    ];

    private const string longNote =
        "rääkisime koolist ja magamaminekust, ema ise leidis, et mobiilile läheb liiga palju raha ja õhtud on rahutud; tütar näitas päevakava, mille ta oli koolis teinud, ja ütles, et hommikuti on nüüd lihtsam tõusta. "
        + "Vaatasime koos üle kolme kuu arved, panime kirja püsikulud ja arutasime, millest saab loobuda. Ема просит повторить план на русском языке для бабушки.";

    [Theory]
    [InlineData(Lang.Et)]
    [InlineData(Lang.Ru)]
    [InlineData(Lang.En)]
    public async Task Papers_are_valid_whole_and_fit_their_page(Lang lang)
    {
        await using var world = new World();
        foreach (var (name, report) in (await world.Groups(lang)).Concat(world.Families(lang)))
        {
            byte[] word = WordFile.Write(report), book = SpreadsheetFile.Write(report);
            if (Environment.GetEnvironmentVariable("KEEP_DOCUMENTS") is { } folder)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{lang.Code()}-{name}.docx"), word, TestContext.Current.CancellationToken);
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{lang.Code()}-{name}.xlsx"), book, TestContext.Current.CancellationToken);
            }
            using var document = WordprocessingDocument.Open(new MemoryStream(word), isEditable: false);
            using var workbook = SpreadsheetDocument.Open(new MemoryStream(book), isEditable: false);
            var validator = new OpenXmlValidator(FileFormatVersions.Office2019);
            Assert.Empty(validator.Validate(document).Concat(validator.Validate(workbook)).Select(fault => $"{name} {fault.Path?.XPath}: {fault.Description}"));
            var body = document.MainDocumentPart!.Document!.Body!;
            Assert.All(body.Elements<Table>(), table => Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>()));
            Assert.Equal(name is "matrix" or "statement" or "summary", body.Descendants<PageSize>().Single().Orient?.Value == PageOrientationValues.Landscape);
            // No column is too narrow for its own heading, written across or upright.
            foreach (var cell in body.Elements<Table>().SelectMany(table => table.Elements<TableRow>().First().Elements<TableCell>()))
                Assert.True(cell.Descendants<TextDirection>().Any() || cell.InnerText.Split(' ', '-').Max(word => word.Length) * 100 <= int.Parse(cell.TableCellProperties!.TableCellWidth!.Width!, System.Globalization.CultureInfo.InvariantCulture), $"{lang} {name}: {cell.InnerText}");
        }
    }

    private sealed class World : HostChatWorld
    {
        private static readonly LocalDate first = new(2026, 10, 7);

        public async Task<IEnumerable<(string Name, Report Report)>> Groups(Lang lang)
        {
            var ids = Get<IIds>();
            return await Storage.Store.Write(unit =>
            {
                PersonId Person(string name)
                {
                    var id = Storage.People.Meet(unit, new("terminal", name), "et").Id;
                    Storage.People.Save(unit, Storage.People.Get(unit, id) with { Name = name });
                    return id;
                }
                var (leader, standin) = (Person("Tiina Kask-Lillemägi"), Person("Ирина Петрова"));
                var series = new SessionSeries(IsoDayOfWeek.Wednesday, new(17, 30), 150, first, first.PlusWeeks(23), MeetsOnHolidays: true);
                var group = new Cohort(new(ids.Next()), "W3CM3", CohortState.Closed, 14, leader, standin, series,
                    new("Kolmapäevane vanemate tugirühm", "link", "Rakvere Sotsiaalkeskus, Võidu 38, II korruse saal", "Euroopa Sotsiaalfond+ projekt „Toetatud vanemlus Lääne-Virumaal“", "2026/114-7")
                    {
                        Papers = new() { Leader = CohortPapers.Qualifications[0], Substitute = CohortPapers.Qualifications[0], Customer = "Rakvere Linnavalitsus, lastekaitse", Contract = "12-3/2026-118", ProviderSigned = new(2026, 9, 28), CustomerSigned = new(2026, 9, 30), ApprovedBy = "Piller Saar, lastekaitsespetsialist", ApprovedOn = new(2026, 9, 30) },
                    }, unit.Now, 1);
                var sessions = series.Days.Select((day, n) => new GroupSession(new(ids.Next()), group.Id, n + 1, day, series.At, series.Minutes, IsCancelled: false, 0)).ToList();
                sessions = [.. PaperRules.Spread(sessions, Get<GroupNumbers>().Themes)];
                Storage.Groups.Add(unit, group, sessions, DateTimeZoneProviders.Tzdb["Europe/Tallinn"], leader);
                var members = names.Select(name => (Name: name, Id: Person(name))).ToList();
                foreach (var (name, id) in members)
                    Storage.Groups.Save(unit, new Membership(ids.Next(), group.Id, id, name == "Liis" ? MemberState.Left : MemberState.Member, unit.Now, unit.Now, new(name, null, "school", LeftWhy: name == "Liis" ? "moved" : null, Before: 4, After: 7), 1), leader);
                foreach (var (session, n) in sessions.Take(20).Select((session, n) => (session, n)))
                {
                    Storage.Groups.Take(unit, session.Id, [.. members.Select((member, m) => (member.Id, ((n * 7 + m * 3) % 11) switch { 0 => Attendance.Unexcused, 1 => Attendance.Excused, 2 => Attendance.Late, _ => Attendance.Present }))], leader);
                    foreach (var (_, id) in members.Take(9)) Storage.Groups.Rate(unit, session.Id, id, 1 + (n % 3));
                }
                foreach (var question in Get<GroupNumbers>().Survey)
                    foreach (var (_, id) in members.Take(9))
                        Storage.Groups.Count(unit, group.Id, OpinionMoment.Middle, question, id, 3);
                group = Storage.Groups.Find(unit, group.Id)!;
                var (sheets, reports) = (Get<GroupSheets>(), Get<GroupReports>());
                (string, Report)[] all =
                [
                    ("sheet", sheets.Sheet(unit, group, Storage.Groups.Sessions(unit, group.Id)[2], lang)), ("matrix", sheets.Matrix(unit, group, lang)),
                    ("plan", reports.Plan(unit, group, lang)), ("summary", reports.Summary(unit, group, lang)),
                ];
                return all;
            }, CancellationToken.None);
        }

        public IEnumerable<(string Name, Report Report)> Families(Lang lang)
        {
            var texts = Get<ITexts>();
            var (family, of) = (new FamilyId(new Guid(1, 0, 0, new byte[8])), new CaseId(new Guid(2, 0, 0, new byte[8])));
            var visits = Enumerable.Range(1, 31).Select(n => new Encounter(
                new(new Guid(n, 0, 0, new byte[8])), family, of, null, new(Guid.Empty), n, n % 9 == 0 ? EncounterOutcome.Nobody : EncounterOutcome.Held, new LocalDate(2026, 11, 1).PlusDays(n % 30), new LocalTime(14, 30), n % 9 == 0 ? 0 : 90, n % 9 == 0 ? 0 : 20,
                SafetyLevel.Fine, null, Instant.FromUtc(2026, 11, 30, 12, 0), 1)).ToList();
            var contract = new Contract(new(new Guid(3, 0, 0, new byte[8])), family, of, ContractKind.SupportPerson, "12-3/2026-1187", "Kohtla-Järve linn", new(2026, 9, 1), new(2027, 2, 28), 3_600, [new(new(2026, 1, 1), 2_500, true)], new(), 1);
            var signed = Contract.PartiesOf(contract.Kind).Aggregate(contract, (so, party) => so.Sign(party, SignatureState.Signed, new(2026, 9, 1)));
            var statement = MonthlyStatement.Of("Kohtla-Järve linn", new(2026, 11), [new(signed, [.. visits.Where(visit => visit.On.Month == 11)]), new(contract with { Number = "12-3/2026-1190" }, [])]);
            yield return ("statement", new StatementReport(texts, lang).Of(statement, "MTÜ Lääne-Virumaa Perede Tugikeskus", "Kohtla-Järve linn", new Dictionary<FamilyId, string> { [family] = "KJ7GD" }, new(2026, 12, 5), new(2026, 12, 1)));
            var goal = new Goal(new(Guid.Empty), family, of, 2, GoalState.Open, new(2026, 9, 1), new("Eelarve peab kuu lõpuni vastu ja arved on makstud enne tähtaega, ilma et keegi peaks laenama"), 1);
            var act = new VisitAct(visits[0] with { Safety = SafetyLevel.Worry, Version = 2 }, new()
            {
                Done = longNote, Agreements = "ema helistab klassijuhatajale ja paneb kulud kirja; tütar teeb nädala päevakava", Mood = "ema oli väsinud, aga lootusrikas", Concern = "teda kiusatakse", InformedOn = new LocalDate(2026, 11, 26),
                NextOn = new LocalDate(2026, 12, 3), NextAt = new LocalTime(16, 0), ShortReason = "tütrel oli hambaarsti aeg", Goals = ImmutableDictionary<int, int>.Empty.Add(2, 6), CorrectionReason = "unustasin kirjutada kellaaja",
            }, Instant.FromUtc(2026, 11, 25, 22, 30), new(Guid.Empty));
            yield return ("act", new ActReport(texts, lang).Of(act, new("Konstantinova-Vassiljeva", "Kalle Kuusk", "12-3/2026-1187", "kodu", "ema, laps (2), vanaema", [goal], DateTimeZoneProviders.Tzdb["Europe/Tallinn"])));
            var figures = new SupportedFact("1", "KJ7GD", "Tamm", "T.", "12-3/2026-1187", new(2026, 9, 1), new(2027, 2, 28)) { Meetings = 11, Direct = 990, Written = 165, Agreed = 3600 };
            ImmutableArray<GoalLine> goals = [new(1, goal.Content.Words, "open", 3, 6, null, null), new(2, "Mari käib iga päev koolis", "not-reached", 4, 2, "school", "kool ei leidnud enne jõule kohtumiseks aega, uus plaan tehakse jaanuaris")];
            var reports = new OverviewReports(texts, lang, "Konstantinova-Vassiljeva", figures, goals);
            yield return ("overview", reports.Of(new Overview(Guid.Empty, family, of, OverviewKind.Interim, new(2026, 12, 28), new(Guid.Empty), new(longNote, longNote, "jätkame kord nädalas")), "Kalle Kuusk"));
            var said = ImmutableDictionary<string, string>.Empty.Add("better", longNote).Add("helped", "eelarve tabel").Add("hard", "по утрам трудно собираться, и школа далеко");
            yield return ("voices", reports.Of(new Summary(Guid.Empty, family, of, new(2026, 12, 28), new(2027, 1, 11), new(Guid.Empty)), [.. Enum.GetValues<Side>().Select(side => new Voice(Guid.Empty, Guid.Empty, family, side, new(Guid.Empty), default, said))], new(2027, 1, 12)));
        }
    }
}
