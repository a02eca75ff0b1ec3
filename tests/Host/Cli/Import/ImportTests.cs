using Assistant.Host.Cli;
using Assistant.Host.Server;
using Assistant.Records.Groups;
using Assistant.Records.Statements;
using Assistant.Storage;
using Assistant.Tests.Storage.Scale;
using NodaTime;

namespace Assistant.Tests.Host.Cli.Import;

/// <summary>Families brought over from elsewhere, through the command line on a real store.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Sample = """
        {"record":"worker","key":"kalle","role":"SupportPerson","name":"Kalle Näidis"}
        {"record":"family","key":"17","municipality":"Rakvere linn","since":"2026-01-05","content":{"name":"Näidispere","alias":"N.","members":[{"role":"mother","name":"Õie","birthYear":1990}]}}
        {"record":"case","key":"17-1","family":"17","service":"support-person","opened":"2026-01-05","stage":"Solving","content":{"referral":{"source":"child-protection","on":"2026-01-04"}}}

        {"record":"assignment","key":"17-kalle","family":"17","worker":"kalle","from":"2026-01-12","met":"2026-01-12"}
        {"record":"contract","key":"V-2026-14","case":"17-1","municipality":"Rakvere linn","kind":"SupportPerson","starts":"2026-01-12","ends":"2026-07-11","agreedMinutes":3600,"rates":[{"from":"2026-01-12","centsAnHour":2500,"isDocumentationPaid":true}],"content":{"signatures":[{"party":"Municipality","state":"Signed","on":"2026-01-12"},{"party":"Family","state":"Signed","on":"2026-01-12"},{"party":"SupportPerson","state":"Signed","on":"2026-01-12"}]}}
        {"record":"act","key":"a1","case":"17-1","worker":"kalle","contract":"V-2026-14","on":"2026-03-02","start":"16:00","directMinutes":90,"documentationMinutes":30,"content":{"place":"home","present":"mother,child:2","done":"Rääkisime eelarvest.","nextOn":"2026-03-09"}}
        {"record":"act","key":"a2","case":"17-1","worker":"kalle","contract":"V-2026-14","on":"2026-03-09","outcome":"Nobody"}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("import").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_imported_is_on_the_statement_of_its_month_and_verifies()
    {
        var (code, output, error) = await Import("a", Sample);
        Assert.Equal((0, "imported 7 lines, 0 were here already, 0 are of families, workers, groups or members that were erased or left\n", ""), (code, output, error));

        using (var storage = Open("a"))
        {
            var statement = await storage.Store.Read(unit => MonthlyStatement.Of("Rakvere linn", new(2026, 3),
                [.. storage.Contracts.OfMunicipality(unit, "Rakvere linn", new(2026, 3, 1), new(2026, 3, 31))
                    .Select(contract => new StatementSource(contract, storage.Visits.OfContract(unit, contract.Id, new(2026, 3, 1), new(2026, 3, 31))))]), TestContext.Current.CancellationToken);
            Assert.Equal((90, 30, 5000L, 2), (statement.DirectMinutes, statement.DocumentationMinutes, statement.Cents, statement.Lines.Length));
            Assert.Empty(statement.Findings);
            Assert.Empty(storage.Verify().Findings);
        }
    }

    [Fact]
    public async Task A_file_imported_again_changes_nothing_and_a_longer_one_adds_what_is_new()
    {
        await Import("a", Sample);
        var before = await Dump("a");
        Assert.Equal("imported 0 lines, 7 were here already, 0 are of families, workers, groups or members that were erased or left\n", (await Import("a", Sample)).Output);
        Assert.Equal(before, await Dump("a"));

        const string Later = """{"record":"act","key":"a3","case":"17-1","worker":"kalle","on":"2026-03-16","directMinutes":60}""";
        Assert.Equal("imported 1 lines, 0 were here already, 0 are of families, workers, groups or members that were erased or left\n", (await Import("a", Later)).Output);
    }

    [Fact]
    public async Task A_dump_is_imported_into_an_empty_store_as_it_was()
    {
        await Import("a", Sample);
        var dump = await Dump("a");
        Assert.Contains("Rääkisime eelarvest.", dump, StringComparison.Ordinal);
        Assert.Equal(7, dump.Split('\n').Count(line => line.StartsWith('{')));

        Assert.Equal(0, (await Import("b", string.Join('\n', dump.Split('\n').Where(line => line.StartsWith('{'))))).Code);

        Assert.Equal(dump, await Dump("b"));
    }

    [Theory]
    [InlineData("""{"record":"family","key":"18","municipality":"Rakvere linn","since":"5.1.2026","content":{"name":"Teine","alias":"T."}}""", "2026-03-02")]
    [InlineData("""{"record":"family","key":"18","municipality":"Kuulinn","since":"2026-01-05","content":{"name":"Teine","alias":"T."}}""", "there is no municipality \"Kuulinn\"")]
    [InlineData("""{"record":"case","key":"18-1","family":"18","service":"support-person","opened":"2026-01-05"}""", "there is no family \"18\"")]
    [InlineData("""{"record":"act","key":"a1","case":"17-1","worker":"kalle","on":"2026-03-02"}""", "the key \"a1\" stands on line 7 already")]
    [InlineData("""{"record":"act","key":"a9","case":"17-1","worker":"malle","on":"2026-03-02"}""", "there is no worker \"malle\"")]
    [InlineData("""{"record":"act","key":"a9","case":"17-1","worker":"kalle","on":"2026-03-02","minutes":90}""", "minutes")]
    [InlineData("""{"record":"act","key":"a9","case":"17-1","worker":"kalle","on":"2026-03-02","directMinutes":5000}""", "minutes are 0 to 1440")]
    [InlineData("""{"record":"worker","key":"ott","role":"Administrator"}""", "\"role\" is")]
    [InlineData("""{"record":"plan","key":"1"}""", "plan")]
    [InlineData("""{"key":"1"}""", "\"record\" is")]
    [InlineData("tere", "line 9")]
    public async Task A_wrong_line_is_named_and_then_nothing_is_written(string line, string why)
    {
        var (code, output, error) = await Import("a", Sample + "\n" + line);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("import: line 9: ", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Näidispere", await Dump("a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Years_of_work_come_in_whole_once_and_add_up()
    {
        var lines = new FilledLines(Families: 30, Acts: 900);
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        var file = Path.Combine(folder, "years.jsonl");
        lines.Write(file, today);
        Assert.Equal($"imported {lines.Lines} lines, 0 were here already, 0 are of families, workers, groups or members that were erased or left\n", (await Run("a", "import", file)).Output);
        Assert.Equal($"imported 0 lines, {lines.Lines} were here already, 0 are of families, workers, groups or members that were erased or left\n", (await Run("a", "import", file)).Output);

        using var storage = Open("a");
        Assert.Empty(storage.Verify().Findings);
        var acts = await storage.Store.Read(unit => storage.Families.Open(unit, 100).Select(family => storage.Contracts.Of(unit, family.Id).Single())
            .Sum(contract => storage.Visits.OfContract(unit, contract.Id, contract.Starts, contract.Ends).Length), TestContext.Current.CancellationToken);
        Assert.Equal(lines.Acts, acts);
    }

    [Fact]
    public async Task An_erased_family_is_not_brought_back()
    {
        await Import("a", Sample);
        using (var storage = Open("a"))
            await storage.Store.Write(unit =>
            {
                storage.Families.Erase(unit, Assert.Single(storage.Families.Open(unit, 10)).Id, by: null);
                return true;
            }, TestContext.Current.CancellationToken);

        Assert.Equal("imported 0 lines, 1 were here already, 6 are of families, workers, groups or members that were erased or left\n", (await Import("a", Sample)).Output);
        Assert.DoesNotContain("Näidispere", await Dump("a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_who_was_erased_or_left_is_not_brought_back(bool isErased)
    {
        await Import("a", Sample);
        using (var storage = Open("a"))
            await storage.Store.Write(unit =>
            {
                var worker = storage.People.Find(unit, new("import", "kalle"))!.Id;
                if (isErased) storage.Erasure.Erase(unit, worker, by: null);
                else storage.Staff.Leave(unit, worker, worker);
                return true;
            }, TestContext.Current.CancellationToken);

        Assert.Equal((0, "imported 0 lines, 6 were here already, 1 are of families, workers, groups or members that were erased or left\n", ""), await Import("a", Sample));

        // What names that worker alone, in a later file, does not bring anybody either.
        const string Later = """{"record":"assignment","key":"17-kalle-2","family":"17","worker":"kalle","from":"2026-05-12"}""";
        Assert.Equal((0, "imported 0 lines, 0 were here already, 1 are of families, workers, groups or members that were erased or left\n", ""), await Import("a", Later));
        using (var storage = Open("a"))
            Assert.Null(await storage.Store.Read(unit => storage.People.Find(unit, new("import", "kalle")), TestContext.Current.CancellationToken));
    }

    private const string Groups = """
        {"record":"worker","key":"kalle","role":"SupportPerson","name":"Kalle Näidis"}
        {"record":"group","key":"g1","name":"Kolmapäevarühm","leader":"kalle","capacity":10,"from":"2026-02-04","until":"2026-02-25","at":"17:00","minutes":120,"state":"Finished","funder":"Fond","papers":{"leader":"pedagogue","contract":"T-7"},"sessions":[{"on":"2026-02-04","topic":"economy"},{"on":"2026-02-11","at":"18:00"},{"on":"2026-02-18","isCancelled":true}]}
        {"record":"member","key":"m1","group":"g1","since":"2026-01-20","content":{"name":"Mari Näidis","phone":"+37255500001","before":4}}
        {"record":"member","key":"m2","group":"g1","since":"2026-01-21","language":"ru","content":{"name":"Jüri Näidis"}}
        {"record":"member","key":"m3","group":"g1","since":"2026-02-12","state":"Left","agreed":"2026-02-01","content":{"name":"Õie Näidis","leftWhy":"moved"}}
        {"record":"attendance","key":"s1","group":"g1","session":1,"was":[{"member":"m1","was":"Present"},{"member":"m2","was":"Excused"},{"member":"m3","was":"Late"}]}
        {"record":"attendance","key":"s2","group":"g1","session":2,"was":[{"member":"m1","was":"Present"},{"member":"m2","was":"Unexcused"}]}
        """;

    [Fact]
    public async Task A_group_comes_in_with_sessions_members_and_who_was_there_once()
    {
        Assert.Equal((0, "imported 7 lines, 0 were here already, 0 are of families, workers, groups or members that were erased or left\n", ""), await Import("a", Groups));

        using (var storage = Open("a"))
        {
            await storage.Store.Read(unit =>
            {
                var group = Assert.Single(storage.Groups.All(unit, 10));
                Assert.Equal(("Kolmapäevarühm", CohortState.Finished, "pedagogue", "Fond"), (group.Content.Name, group.State, group.Content.Papers?.Leader, group.Content.Funder));
                var sessions = storage.Groups.Sessions(unit, group.Id);
                Assert.Equal(["2026-02-04 17:00 economy", "2026-02-11 18:00 ", "2026-02-18 17:00 "], sessions.Select(one => $"{one.Date:uuuu-MM-dd} {one.At:HH:mm} {one.Topic}"));
                Assert.Equal([true, true, false], sessions.Select(one => one.IsTaken));
                var members = storage.Groups.Members(unit, group.Id).ToDictionary(one => one.Person, one => one.Content.Name!);
                Assert.Equal(["Jüri Näidis Excused", "Mari Näidis Present", "Õie Näidis Late"], storage.Groups.Presences(unit, sessions[0].Id).Select(one => $"{members[one.Person]} {one.Was}").Order(StringComparer.Ordinal));
                Assert.Equal((3, 2), (Continuity.Of(storage.Groups.Members(unit, group.Id)).Ever, Continuity.Of(storage.Groups.Members(unit, group.Id)).Kept));
                Assert.Equal("ru", storage.People.Get(unit, members.Single(one => one.Value == "Jüri Näidis").Key).Language);
                return true;
            }, TestContext.Current.CancellationToken);
            Assert.Empty(storage.Verify().Findings);
        }
        var before = await Dump("a");
        Assert.Equal("imported 0 lines, 7 were here already, 0 are of families, workers, groups or members that were erased or left\n", (await Import("a", Groups)).Output);
        Assert.Equal(before, await Dump("a"));
        Assert.Equal(0, (await Import("b", string.Join('\n', before.Split('\n').Where(line => line.StartsWith('{'))))).Code);
        Assert.Equal(before, await Dump("b"));
    }

    [Fact]
    public async Task A_group_without_sessions_of_its_own_meets_each_week_of_its_time()
    {
        Assert.Equal(0, (await Import("a", string.Join('\n', Groups.Split('\n')[0], """{"record":"group","key":"g2","name":"Sügisrühm","leader":"kalle","capacity":8,"from":"2026-12-01","until":"2026-12-31","at":"17:00","minutes":120,"day":"Thursday"}"""))).Code);

        using var storage = Open("a");
        // The 24th is a public holiday.
        Assert.Equal(["12-03", "12-10", "12-17", "12-31"], await storage.Store.Read(unit => storage.Groups.Sessions(unit, storage.Groups.All(unit, 1)[0].Id).Select(one => $"{one.Date:MM-dd}").ToList(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_look_at_a_file_says_whether_it_can_be_taken_and_writes_nothing()
    {
        var file = Path.Combine(folder, "look.jsonl");
        await File.WriteAllTextAsync(file, Sample + "\n" + Groups.Split('\n', 2)[1], TestContext.Current.CancellationToken);
        var before = await Dump("a");

        Assert.Equal((0, "13 lines can be taken; nothing was written\n", ""), await Run("a", "import", "--dry-run", file));
        Assert.Equal(before, await Dump("a"));
    }

    [Fact]
    public async Task Members_who_were_brought_are_kept_with_their_group_and_once_erased_do_not_come_back()
    {
        await Import("a", Groups);
        using (var storage = Open("a"))
            await storage.Store.Write(unit =>
            {
                var members = storage.Groups.Members(unit, storage.Groups.All(unit, 1)[0].Id);
                storage.Erasure.Erase(unit, members.Single(one => one.Content.Name == "Mari Näidis").Person, by: null);
                return true;
            }, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Run("a", "retention", "--run")).Code);

        Assert.Equal("imported 0 lines, 7 were here already, 0 are of families, workers, groups or members that were erased or left\n", (await Import("a", Groups)).Output);
        var dump = await Dump("a");
        Assert.DoesNotContain("Mari Näidis", dump, StringComparison.Ordinal);
        Assert.Contains("Jüri Näidis", dump, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"record":"group","key":"g2","name":"Teine","leader":"malle","capacity":10,"from":"2026-02-04","until":"2026-06-24","at":"17:00","minutes":120}""", "there is no worker \"malle\"")]
    [InlineData("""{"record":"group","key":"g2","name":"Teine","leader":"kalle","capacity":10,"from":"2026-02-04","until":"2026-01-24","at":"17:00","minutes":120}""", "\"until\" is before \"from\"")]
    [InlineData("""{"record":"group","key":"g2","name":"Teine","leader":"kalle","capacity":10,"from":"1026-02-04","until":"2026-01-24","at":"17:00","minutes":120}""", "at most 200 sessions")]
    [InlineData("""{"record":"group","key":"g2","name":"Teine","leader":"kalle","capacity":0,"from":"2026-02-04","until":"2026-06-24","at":"17:00","minutes":120}""", "\"capacity\" is above 0")]
    [InlineData("""{"record":"group","key":"g2","name":"Teine","leader":"kalle","capacity":10,"from":"2026-02-04","until":"2026-06-24","at":"17:00","minutes":120,"papers":{"leader":"pilot"}}""", "a qualification is one of")]
    [InlineData("""{"record":"member","key":"m9","group":"g9","since":"2026-01-20"}""", "there is no group \"g9\"")]
    [InlineData("""{"record":"member","key":"m9","group":"g1","since":"2026-01-20","content":{"before":11}}""", "0 to 10")]
    [InlineData("""{"record":"attendance","key":"s9","group":"g1","session":4,"was":[]}""", "there is no session 4")]
    [InlineData("""{"record":"attendance","key":"s9","group":"g1","session":3,"was":[{"member":"m9","was":"Present"}]}""", "there is no member \"m9\" of \"g1\"")]
    [InlineData("""{"record":"attendance","key":"s9","group":"g1","session":3,"was":[{"member":"m1","was":"Present"},{"member":"m1","was":"Late"}]}""", "twice")]
    [InlineData("""{"record":"attendance","key":"s9","group":"g1","session":3,"was":[{"member":"m1","was":"Asleep"}]}""", "converted")]
    public async Task A_wrong_line_of_a_group_is_named_and_then_nothing_is_written(string line, string why)
    {
        var (code, output, error) = await Import("a", Groups + "\n" + line);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("import: line 8: ", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Kolmapäevarühm", await Dump("a"), StringComparison.Ordinal);
    }

    private SqliteStorage Open(string store) => SqliteStorage.Open(new() { Folder = Path.Combine(folder, store), Clock = SystemClock.Instance, IsProduction = false });

    private async Task<(int Code, string Output, string Error)> Import(string store, string lines)
    {
        var file = Path.Combine(folder, "lines.jsonl");
        await File.WriteAllTextAsync(file, lines, TestContext.Current.CancellationToken);
        return await Run(store, "import", file);
    }

    private async Task<string> Dump(string store) => (await Run(store, "dump", "--canonical")).Output;

    private async Task<(int Code, string Output, string Error)> Run(string store, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(new StringReader(""), output, error, IsInteractive: false, name => name == "DOTNET_ENVIRONMENT" ? "Test" : null);
        var code = await new CommandLine(new AssistantServer(TimeProvider.System), terminal).Run([.. args, "--data", Path.Combine(folder, store)], TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
