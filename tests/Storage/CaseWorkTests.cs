using System.Collections.Immutable;
using System.Text;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Families;
using Assistant.Records.Learning;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>Assessments, plans, supervision and training on disk.</summary>
public sealed class CaseWorkTests : IDisposable
{
    private static readonly LocalDate today = new(2026, 3, 2);

    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly PersonId worker;
    private readonly Family family;
    private readonly ServiceCase opened;

    public CaseWorkTests()
    {
        storage = folder.Open();
        worker = storage.Meet("kalle").Id;
        family = new(new(folder.Ids.Next()), "K7M2C", "et", "Rakvere linn", new("Tamm", "T."), folder.Clock.Now, null, 1);
        opened = new(new(folder.Ids.Next()), family.Id, CaseKind.Family, "support-person", CaseStage.Mapping, today, today, new(), 1);
        storage.Write(unit =>
        {
            storage.Families.Add(unit, family, worker);
            storage.Cases.Add(unit, opened, worker);
        });
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Every_version_stays_and_one_number_is_given_once()
    {
        Add(1, "vanaema aitab");
        Add(2, "isa leidis töö");
        Assert.Throws<ConflictException>(() => Add(2, "kaks korda"));
        var all = storage.Read(unit => storage.CaseDocuments.Of(unit, opened.Id, DocumentKind.Assessment));
        Assert.Equal([(2, "isa leidis töö"), (1, "vanaema aitab")], all.Select(one => (one.Version, one.Content.Strengths!)));
        Assert.Equal("yes", all[0].Content.Domains["health"]);
        Assert.Empty(storage.Read(unit => storage.CaseDocuments.Of(unit, opened.Id, DocumentKind.Plan)));
        Assert.Equal(2, storage.AuditRows().Count(row => row.Action == "case.assessment"));
        Assert.DoesNotContain("vanaema", Encoding.UTF8.GetString(folder.DatabaseBytes()), StringComparison.Ordinal);
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void Nothing_is_left_of_an_erased_familys_documents()
    {
        Add(1, "vanaema aitab");
        storage.Write(unit => storage.Families.Erase(unit, family.Id, worker));
        Assert.Empty(storage.Read(unit => storage.CaseDocuments.Of(unit, opened.Id, DocumentKind.Assessment)));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void Learning_is_the_workers_and_goes_with_the_worker()
    {
        var hour = new LearningHour(folder.Ids.Next(), worker, LearningKind.Supervision, today, new LocalTime(14, 0), 120, LearningState.Booked, "piirid", 1);
        storage.Write(unit => storage.Learning.Add(unit, hour, worker));
        Assert.Equal(hour, storage.Read(unit => storage.Learning.Find(unit, hour.Id)));
        storage.Write(unit => storage.Learning.Save(unit, hour.Hold(today)!, worker));
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Learning.Save(unit, hour, worker)));
        Assert.Equal(LearningState.Held, Assert.Single(storage.Read(unit => storage.Learning.Of(unit, worker, today))).State);
        Assert.Empty(storage.Read(unit => storage.Learning.Of(unit, worker, today.PlusDays(1))));
        Assert.DoesNotContain("piirid", Encoding.UTF8.GetString(folder.DatabaseBytes()), StringComparison.Ordinal);
        storage.Write(unit => storage.Erasure.Erase(unit, worker, null));
        Assert.Null(storage.Read(unit => storage.Learning.Find(unit, hour.Id)));
        Assert.Empty(storage.Verify().Findings);
    }

    private void Add(int version, string strengths) => storage.Write(unit => storage.CaseDocuments.Add(unit, new(folder.Ids.Next(), family.Id, opened.Id, DocumentKind.Assessment, version, today, worker,
        new() { Domains = ImmutableDictionary<string, string>.Empty.Add("health", "yes"), Strengths = strengths })));
}
