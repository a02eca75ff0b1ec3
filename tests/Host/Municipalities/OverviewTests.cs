using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.People;
using Assistant.Tests.Storage;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using NodaTime;

namespace Assistant.Tests.Host.Municipalities;

/// <summary>Overviews against goals, and a summary in which nobody reads another's answer too early.</summary>
public sealed class OverviewTests : IAsyncDisposable
{
    private readonly SharedWorld world = new();
    private readonly PersonId worker, other, boss, mother, piller, foreign;
    private readonly Family family;

    public OverviewTests()
    {
        (worker, other, boss) = (world.Meet("worker", Role.SupportPerson, called: "Kalle"), world.Meet("other", Role.SupportPerson), world.Meet("boss", Role.Coordinator));
        (mother, piller, foreign) = (world.Meet("mother"), world.Meet("piller", Role.Caseworker, called: "Piller"), world.Meet("foreign", Role.Caseworker));
        family = world.Supported("CCCCC", worker);
        world.Visited(family, worker);
        world.Store.Write(unit =>
        {
            var store = world.Store;
            store.Families.Join(unit, family.Id, mother, worker);
            store.People.Consent(unit, mother, new("1", "hash", "et", "terminal"));
            store.Municipalities.Tie(unit, piller, "Rakvere linn", boss);
            store.Municipalities.Tie(unit, foreign, "Tapa vald", boss);
            var open = store.Cases.Of(unit, family.Id)[0].Id;
            Goal Of(int number, string words) => new(new(store.Ids.Next()), family.Id, open, number, GoalState.Open, SharedWorld.Today, new(words) { Entries = [new(SharedWorld.Today, 2, null), new(SharedWorld.Today, 6, null)] }, 1);
            store.Goals.Add(unit, Of(1, "eelarve peab kuu lõpuni vastu"), worker);
            store.Goals.Add(unit, Of(2, "=1+1").GiveUp("school", "kool ei leidnud aega", SharedWorld.Today)!, worker);
        });
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_final_overview_sets_goals_against_what_came_of_them_and_ends_the_case_s_wait_for_it()
    {
        var written = await world.Do(worker, new CaseAct.WriteOverview(family.Id.ToString(), "final", "Laps käib koolis.\nEma peab eelarvet.", null, "Kord kuus"));
        Assert.Equal([mother, piller], written.Notices.Select(notice => notice.To.Person.Id).OrderBy(person => person.ToString(), StringComparer.Ordinal));
        Assert.Equal(SharedWorld.Today, world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id)[0].Content.OverviewOn));
        var id = written.Said[0].Choices[0].Id.Split(':')[2];

        foreach (var reader in (PersonId[])[worker, boss, mother, piller])
        {
            var words = Words((await world.Do(reader, new CaseAct.OverviewFile(id))).Said[0].File!);
            foreach (var expected in (string[])["Lõppülevaade tugiisiku tööst", "V-CCCCC", "eelarve peab kuu lõpuni vastu", "töös", "ei saavutatud: kool ei leidnud aega", "=1+1", "1,50", "Ema peab eelarvet.", "Kord kuus"])
                Assert.Contains(expected, words, StringComparison.Ordinal);
            Assert.DoesNotContain("sinikad", words, StringComparison.Ordinal);
            Assert.Equal(("overview.read", id), (world.Store.AuditRows()[^1].Action, world.Store.AuditRows()[^1].Subject));
        }
        foreach (var stranger in (PersonId[])[other, foreign, world.Meet("stranger")])
            Assert.Equal("acts.gone", Assert.Single((await world.Do(stranger, new CaseAct.OverviewFile(id))).Said).Text.Key);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(mother, new CaseAct.WriteOverview(family.Id.ToString(), "final", "x", null, null))).Said).Text.Key);
    }

    [Fact]
    public async Task An_interim_overview_ends_nothing()
    {
        await world.Do(worker, new CaseAct.WriteOverview(family.Id.ToString(), "interim", "x", null, null));
        Assert.Null(world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id)[0].Content.OverviewOn));
    }

    [Fact]
    public async Task Nobody_reads_an_answer_before_all_sides_have_answered()
    {
        var id = await Asked();
        await world.Do(mother, new CaseAct.Speak(id, Said("hommikud on rahulikumad")));
        await world.Do(worker, new CaseAct.Speak(id, Said("ema sai julgust")));
        foreach (var reader in (PersonId[])[worker, boss, mother, piller])
        {
            var early = Assert.Single((await world.Do(reader, new CaseAct.SummaryFile(id))).Said);
            Assert.Equal(("summary.waits", null), (early.Text.Key, early.File));
        }
        var last = await world.Do(piller, new CaseAct.Speak(id, Said("olukord on hea")));
        Assert.Equal([worker, boss, mother, piller], last.Notices.Select(notice => notice.To.Person.Id).OrderBy(person => person.ToString(), StringComparer.Ordinal));
        var words = Words((await world.Do(mother, new CaseAct.SummaryFile(id))).Said[0].File!);
        foreach (var expected in (string[])["hommikud on rahulikumad", "ema sai julgust", "olukord on hea", "3/3", "Mis on paremaks läinud?"]) Assert.Contains(expected, words, StringComparison.Ordinal);
        Assert.Equal("summary.over", Assert.Single((await world.Do(mother, new CaseAct.Speak(id, Said("muudan")))).Said).Text.Key);
    }

    [Fact]
    public async Task After_the_last_day_what_there_is_may_be_read_and_who_is_missing_stands_in_it()
    {
        var id = await Asked();
        await world.Do(mother, new CaseAct.Speak(id, Said("esimene")));
        await world.Do(mother, new CaseAct.Speak(id, Said("hommikud on rahulikumad")));
        await world.Advance(SharedWorld.Today.PlusDays(14).At(new LocalTime(12, 0)));
        Assert.Equal("summary.waits", Assert.Single((await world.Do(boss, new CaseAct.SummaryFile(id))).Said).Text.Key);
        await world.Advance(SharedWorld.Today.PlusDays(15).At(new LocalTime(12, 0)));
        var words = Words((await world.Do(boss, new CaseAct.SummaryFile(id))).Said[0].File!);
        foreach (var expected in (string[])["1/3", "Vastuseta: Tugiisik, Omavalitsus", "hommikud on rahulikumad"]) Assert.Contains(expected, words, StringComparison.Ordinal);
        Assert.DoesNotContain("esimene", words, StringComparison.Ordinal);
        Assert.Equal("summary.over", Assert.Single((await world.Do(worker, new CaseAct.Speak(id, Said("hilja")))).Said).Text.Key);
    }

    [Fact]
    public async Task Only_the_three_sides_are_asked_and_answer()
    {
        var asked = await world.Do(boss, new CaseAct.AskSides(family.Id.ToString()));
        Assert.Equal([worker, mother, piller], asked.Notices.Select(notice => notice.To.Person.Id).OrderBy(person => person.ToString(), StringComparer.Ordinal));
        // A coordinator who does not support the family is none of the three: what they said would be taken from nobody.
        Assert.DoesNotContain(asked.Said[0].Choices, choice => choice.Id.StartsWith("summary:answer", StringComparison.Ordinal));
        var id = Last();
        foreach (var stranger in (PersonId[])[other, foreign, boss, world.Meet("stranger")])
            Assert.Equal("acts.gone", Assert.Single((await world.Do(stranger, new CaseAct.Speak(id, Said("x")))).Said).Text.Key);
        // Asked again, it is the same one.
        Assert.Equal(id, (await world.Do(worker, new CaseAct.AskSides(family.Id.ToString()))).Said[0].Choices[0].Id.Split(':')[2]);
    }

    [Fact]
    public async Task After_a_move_each_municipality_sees_its_own_contract_goals_and_overviews_alone()
    {
        var first = await Written();
        var moved = world.Moved(family, "Tapa vald", "NEWER");
        var store = world.Store;
        store.Write(unit => store.Goals.Add(unit, new(new(store.Ids.Next()), family.Id, moved, 1, GoalState.Open, SharedWorld.Today, new("hommikud rahulikuks"), 1), worker));
        var second = await Written();
        var (before, after) = (Assert.Single(world.Facts(piller, null).Shared.Supported), Assert.Single(world.Facts(foreign, null).Shared.Supported));
        Assert.Equal(("V-CCCCC", first, "eelarve peab kuu lõpuni vastu"), (before.Contract, before.Overview, before.Goals[0].Words));
        Assert.Equal(("V-NEWER", second, "hommikud rahulikuks"), (after.Contract, after.Overview, Assert.Single(after.Goals).Words));

        foreach (var (reader, own, others) in ((PersonId, string, string)[])[(piller, first, second), (foreign, second, first)])
        {
            Assert.Equal("overview.here", (await world.Do(reader, new CaseAct.OverviewFile(own))).Said[0].Text.Key);
            Assert.Equal("acts.gone", Assert.Single((await world.Do(reader, new CaseAct.OverviewFile(others))).Said).Text.Key);
        }
        // Whoever supports the family reads both, each with the figures of its own case.
        Assert.Contains("V-CCCCC", Words((await world.Do(worker, new CaseAct.OverviewFile(first))).Said[0].File!), StringComparison.Ordinal);
        Assert.Contains("V-NEWER", Words((await world.Do(worker, new CaseAct.OverviewFile(second))).Said[0].File!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_is_read_by_the_municipality_of_its_case_alone()
    {
        var id = await Asked();
        foreach (var (person, words) in ((PersonId, string)[])[(mother, "a"), (worker, "b"), (piller, "c")]) await world.Do(person, new CaseAct.Speak(id, Said(words)));
        world.Moved(family, "Tapa vald", "NEWER");
        Assert.Equal("summary.here", (await world.Do(piller, new CaseAct.SummaryFile(id))).Said[0].Text.Key);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(foreign, new CaseAct.SummaryFile(id))).Said).Text.Key);
    }

    [Fact]
    public async Task An_overview_keeps_the_figures_of_its_day()
    {
        var id = await Written();
        await world.Advance(SharedWorld.Today.PlusDays(10).At(new LocalTime(12, 0)));
        world.Visited(family, worker, SharedWorld.Today.PlusDays(9));
        var store = world.Store;
        store.Write(unit =>
        {
            var open = store.Cases.Of(unit, family.Id)[0].Id;
            store.Goals.Save(unit, store.Goals.Of(unit, open)[0].Record(new(SharedWorld.Today.PlusDays(9), 10, null))!.Reach(SharedWorld.Today.PlusDays(9))!, worker);
            store.Goals.Add(unit, new(new(store.Ids.Next()), family.Id, open, 3, GoalState.Open, SharedWorld.Today.PlusDays(9), new("uus eesmärk"), 1), worker);
        });
        var words = Words((await world.Do(worker, new CaseAct.OverviewFile(id))).Said[0].File!);
        Assert.Contains("1,50", words, StringComparison.Ordinal);
        Assert.Contains("töös", words, StringComparison.Ordinal);
        foreach (var later in (string[])["3,00", "uus eesmärk"]) Assert.DoesNotContain(later, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overview_has_the_goals_of_a_case_without_a_contract()
    {
        var other = world.Supported("DDDDD", worker, hasContract: false);
        world.Store.Write(unit => world.Store.Goals.Add(unit, new(new(world.Store.Ids.Next()), other.Id, world.Store.Cases.Of(unit, other.Id)[0].Id, 1, GoalState.Open, SharedWorld.Today, new("eelarve"), 1), worker));
        Assert.Contains("eelarve", Words((await world.Do(worker, new CaseAct.OverviewFile(await Written(other)))).Said[0].File!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_took_consent_back_is_told_of_no_overview_and_asked_for_no_voice()
    {
        world.Store.Write(unit => world.Store.People.WithdrawConsent(unit, mother));
        var written = await world.Do(worker, new CaseAct.WriteOverview(family.Id.ToString(), "interim", "x", null, null));
        var asked = await world.Do(boss, new CaseAct.AskSides(family.Id.ToString()));
        Assert.DoesNotContain(written.Notices.Concat(asked.Notices), notice => notice.To.Person.Id == mother);
    }

    private async Task<string> Written(Family? of = null) =>
        (await world.Do(worker, new CaseAct.WriteOverview((of ?? family).Id.ToString(), "interim", "x", null, null))).Said[0].Choices[0].Id.Split(':')[2];

    private static ImmutableDictionary<string, string> Said(string words) => ImmutableDictionary<string, string>.Empty.Add("better", words).Add("nonsense", "y");

    private async Task<string> Asked()
    {
        await world.Do(boss, new CaseAct.AskSides(family.Id.ToString()));
        return Last();
    }

    private string Last() => world.Store.Read(unit => world.Store.Overviews.Last(unit, family.Id)!.Id.ToString("D"));

    /// <summary>What stands in a Word file, which is valid.</summary>
    private static string Words(Assistant.Dialogs.Engine.Attachment file)
    {
        if (Environment.GetEnvironmentVariable("KEEP_DOCUMENTS") is { } folder) File.WriteAllBytes(Path.Combine(folder, file.Name), [.. file.Content]);
        using var document = WordprocessingDocument.Open(new MemoryStream([.. file.Content]), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
        return string.Join('\n', document.MainDocumentPart!.Document!.Descendants<Paragraph>().Select(paragraph => string.Concat(paragraph.Descendants().Select(piece => piece switch { Text text => text.Text, Break => "\n", _ => "" }))));
    }
}
