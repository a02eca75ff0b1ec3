using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Messages;
using Assistant.Records.Statements;
using Assistant.Records.Visits;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using NodaTime;

namespace Assistant.Tests.Storage.Scale;

/// <summary>
/// What work costs does not grow with the store. Counted, not timed: how statements go through tables, and SQLite's own steps in a store and in one four times as large.
/// `tests/Benchmarks -- scale` measures the same by the clock at the real size.
/// </summary>
[Collection(Alone.Name)]
public sealed class ScaleTests
{
    private const int acts = 20;

    /// <summary>Tables that grow with the years.</summary>
    private static readonly string[] large = ["family", "family_person", "assignment", "service_case", "contract", "contract_rate", "goal", "encounter", "visit_act", "notebook_item", "check_in", "case_document",
        "overview", "summary", "summary_voice", "audit", "inbox", "outbox", "conversation", "person", "identity", "presence", "session_reminder", "relay", "relay_line", "request"];

    private static readonly LocalDate today = new(2026, 3, 2);

    [Fact]
    public async Task No_statement_of_daily_work_reads_a_large_table_from_end_to_end()
    {
        using var folder = new StoreFolder();
        var storage = await Filled(folder, 30);
        using var work = new CountedWork(folder);
        Turn(storage, work.Unit);
        Note(storage, work.Unit);
        Statement(storage, work.Unit);
        Statements(storage, work.Unit);
        Erase(storage, work.Unit);

        Assert.True(work.Statements.Count > 40, "the work was not counted");
        Assert.Empty(from statement in work.Statements from line in work.Plan(statement) where large.Any(table => line.StartsWith($"SCAN {table}", StringComparison.Ordinal) && (line.Length == table.Length + 5 || line[table.Length + 5] == ' ')) select $"{line}: {statement}");
    }

    [Fact]
    public async Task A_store_four_times_as_large_makes_no_more_work()
    {
        const int Families = 30, Times = 4;
        const double Noise = 1.3;
        using var small = new StoreFolder();
        using var big = new StoreFolder();
        var steps = new[] { (await Filled(small, Families), small), (await Filled(big, Families * Times), big) }.Select(one =>
        {
            using var work = new CountedWork(one.Item2);
            return new[] { Turn, Note, Erase }.Select(part =>
            {
                part(one.Item1, work.Unit);
                return work.Steps();
            }).ToArray();
        }).ToArray();

        Assert.All(steps[0].Zip(steps[1]), pair => Assert.InRange(pair.Second, 1, (long)(pair.First * Noise)));
    }

    [Fact]
    public async Task All_statements_are_read_by_as_many_queries_however_many_there_are()
    {
        const int Families = 10, Times = 4, Most = 6;
        using var small = new StoreFolder();
        using var big = new StoreFolder();
        var runs = new[] { (await Filled(small, Families), small), (await Filled(big, Families * Times), big) }.Select(one =>
        {
            using var work = new CountedWork(one.Item2);
            Statements(one.Item1, work.Unit);
            return work.Runs();
        }).ToArray();

        Assert.InRange(runs[0], 1, Most);
        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public async Task Statements_read_at_once_are_those_read_one_by_one()
    {
        using var folder = new StoreFolder();
        var storage = await Filled(folder, 10);
        using var work = new CountedWork(folder);
        var (from, to) = (new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 31));
        var names = storage.Contracts.Municipalities(work.Unit, from, to);
        var single = names.SelectMany(name => storage.Contracts.OfMunicipality(work.Unit, name, from, to)).ToArray();
        var all = storage.Contracts.OfMunicipalities(work.Unit, names, from, to);
        var visits = storage.Visits.OfContracts(work.Unit, all.Select(contract => contract.Id), from, to);

        Assert.Equal(10, all.Length);
        Assert.Equal(single.Select(contract => contract.Id), all.Select(contract => contract.Id));
        Assert.Equal(single.Select(contract => Assert.Single(contract.Rates)), all.Select(contract => Assert.Single(contract.Rates)));
        Assert.All(all, contract => Assert.Equal(storage.Visits.OfContract(work.Unit, contract.Id, from, to), visits[contract.Id]));
        Assert.Single(storage.Contracts.OfMunicipalities(work.Unit, [names[0]], from, to));
    }

    [Fact]
    public async Task What_the_work_needs_is_read_by_as_many_queries_however_many_families_there_are_and_is_what_is_read_one_by_one()
    {
        const int Families = 10, Times = 4, Most = 12;
        using var small = new StoreFolder();
        using var big = new StoreFolder();
        var runs = new[] { (await Filled(small, Families), small), (await Filled(big, Families * Times), big) }.Select(one =>
        {
            var (storage, folder) = one;
            using var work = new CountedWork(folder);
            var (unit, month) = (work.Unit, new LocalDate(2026, 1, 1));
            var family = storage.Families.Open(unit, 1)[0];
            var opened = storage.Cases.Of(unit, family.Id)[0];
            foreach (var version in (int[])[1, 2]) storage.CaseDocuments.Add(unit, new(storage.Ids.Next(), family.Id, opened.Id, DocumentKind.Plan, version, month, FilledStore.Worker(unit, storage), new()));
            var id = storage.Ids.Next();
            storage.Overviews.Add(unit, new(id, family.Id, opened.Id, Assistant.Records.Overviews.OverviewKind.Interim, month, FilledStore.Worker(unit, storage), new("muutus", null, null)));
            work.Runs();
            var families = storage.Families.Open(unit, int.MaxValue);
            var (workers, cases, contracts) = (storage.Families.WorkersOfOpen(unit), storage.Cases.OpenOfAll(unit), storage.Contracts.OfOpen(unit));
            var (last, begun, used) = (storage.Visits.LastOfOpenCases(unit), storage.Visits.Begun(unit), storage.Visits.UsedMinutesOn(unit, today));
            var (assessments, plans) = (storage.CaseDocuments.NewestOfOpen(unit, DocumentKind.Assessment), storage.CaseDocuments.NewestOfOpen(unit, DocumentKind.Plan));
            var (overviews, summed) = (storage.Overviews.LastDays(unit), storage.Overviews.Summed(unit));
            var count = work.Runs();

            Assert.Empty(assessments);
            Assert.Empty(summed);
            Assert.Equal(2, Assert.Single(plans).Value.Version);
            Assert.Equal(month, Assert.Single(overviews).Value);
            Assert.All(families, of =>
            {
                Assert.Equal(storage.Families.WorkersOf(unit, of.Id), workers[of.Id]);
                var mine = Assert.Single(cases[of.Id]);
                Assert.Equal(storage.Cases.Of(unit, of.Id)[0].Id, mine.Id);
                Assert.Equal(storage.Visits.LastOfCase(unit, mine.Id)!.Encounter, last[mine.Id].Encounter);
                Assert.Equal(storage.Visits.LastOfCase(unit, mine.Id)!.Content.NextOn, last[mine.Id].Content.NextOn);
                Assert.Contains(mine.Id, begun);
                var contract = Assert.Single(contracts[of.Id]);
                Assert.Equal(storage.Contracts.Of(unit, of.Id)[0].Rates, contract.Rates.AsEnumerable());
                Assert.True(contract.IsSigned);
                Assert.Equal(storage.Visits.UsedMinutes(unit, contract.Id), used[contract.Id]);
            });
            return count;
        }).ToArray();

        Assert.InRange(runs[0], 1, Most);
        Assert.Equal(runs[0], runs[1]);
    }

    private static async Task<SqliteStorage> Filled(StoreFolder folder, int families)
    {
        using var storage = folder.Open();
        await new FilledStore(families, families * acts, families * acts * 2).Fill(storage, today);
        // Its ports hold nothing open.
        return storage;
    }

    /// <summary>A worker's message, and what is looked up to answer it.</summary>
    private static void Turn(SqliteStorage storage, IUnit unit)
    {
        var worker = FilledStore.Worker(unit, storage);
        var chat = storage.Conversations.Open(unit, "webchat", "chat", """{"user":"u"}""", worker);
        var item = storage.Inbox.Take(unit, chat.Id, worker, "webchat", "m1", """{"text":"minu nädal"}""")!;
        var assigned = storage.Families.AssignmentsOf(unit, worker, today, 14);
        Assert.NotEmpty(assigned);
        foreach (var family in assigned.Select(one => one.Family))
        {
            Assert.NotNull(storage.Families.Find(unit, family));
            storage.Families.WorkersOf(unit, family);
            storage.Families.PeopleOf(unit, family);
            var contract = Assert.Single(storage.Contracts.Of(unit, family));
            storage.Visits.UsedMinutes(unit, contract.Id);
            storage.Visits.OfFamily(unit, family, 1);
            storage.Visits.LastHeld(unit, family, today);
            storage.Visits.Notebook(unit, family, 5);
            foreach (var one in storage.Cases.Of(unit, family))
            {
                storage.Goals.Of(unit, one.Id);
                storage.CaseDocuments.Of(unit, one.Id, DocumentKind.Plan);
            }
        }
        storage.Visits.OfWorker(unit, worker, 20);
        storage.Visits.OfColleagues(unit, worker, today.PlusDays(-31));
        storage.Visits.DraftsOf(unit, worker);
        storage.Families.FamilyOf(unit, worker);
        storage.Municipalities.Of(unit, worker);
        storage.Inbox.Done(unit, item);
        storage.Conversations.Save(unit, chat.Id, chat.Version, "{}");
        storage.Outbox.Queue(unit, [new Outgoing("turn:m1", chat.Id, worker, OutgoingKind.Prompt, """{"text":"Tere!"}""", unit.Now, IsPulled: true)]);
    }

    /// <summary>A dictated note becomes an act, which is corrected.</summary>
    private static void Note(SqliteStorage storage, IUnit unit)
    {
        var worker = FilledStore.Worker(unit, storage);
        var family = storage.Families.AssignmentsOf(unit, worker, today, 0)[0].Family;
        var opened = storage.Cases.Of(unit, family)[0];
        var meeting = new Encounter(new(storage.Ids.Next()), family, opened.Id, storage.Contracts.Of(unit, family)[0].Id, worker, storage.Visits.NextNumber(unit, family), EncounterOutcome.Held, today, null, 90, 30,
            SafetyLevel.Fine, 100, unit.Now, 1);
        storage.Visits.File(unit, new(meeting, new() { Done = "eelarve" }, unit.Now, worker));
        storage.Visits.Correct(unit, new(meeting with { DirectMinutes = 100 }, new() { Done = "eelarve", CorrectionReason = "aeg" }, unit.Now, worker));
        Assert.Equal(2, storage.Visits.Versions(unit, meeting.Id).Length);
        Assert.NotNull(storage.Visits.Find(unit, meeting.Id));
    }

    private static void Statement(SqliteStorage storage, IUnit unit)
    {
        var (from, to) = (new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 31));
        var statement = MonthlyStatement.Of(FilledStore.Municipality(0), new(2026, 1),
            [.. storage.Contracts.OfMunicipality(unit, FilledStore.Municipality(0), from, to).Select(contract => new StatementSource(contract, storage.Visits.OfContract(unit, contract.Id, from, to)))]);
        Assert.NotEmpty(statement.Lines);
        Assert.Empty(statement.Findings);
    }

    /// <summary>All municipalities' month, read at once.</summary>
    private static void Statements(SqliteStorage storage, IUnit unit)
    {
        var (from, to) = (new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 31));
        var contracts = storage.Contracts.OfMunicipalities(unit, storage.Contracts.Municipalities(unit, from, to), from, to);
        var visits = storage.Visits.OfContracts(unit, contracts.Select(contract => contract.Id), from, to);
        Assert.NotEmpty(contracts);
        Assert.All(contracts, contract => Assert.NotEmpty(visits[contract.Id]));
    }

    /// <summary>A family, and somebody, for good.</summary>
    private static void Erase(SqliteStorage storage, IUnit unit)
    {
        var worker = FilledStore.Worker(unit, storage);
        var family = storage.Families.AssignmentsOf(unit, worker, today, 0)[0].Family;
        storage.Families.Erase(unit, family, worker);
        Assert.Null(storage.Families.Find(unit, family));
        storage.Erasure.Erase(unit, storage.People.Meet(unit, new("webchat", "somebody"), "et").Id, worker);
    }
}
