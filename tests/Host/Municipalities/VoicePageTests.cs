using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Host.Municipalities;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.Overviews;
using Assistant.Records.People;
using Assistant.Records.Referrals;
using Assistant.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace Assistant.Tests.Host.Municipalities;

/// <summary>The page on which a municipality without a chat here answers the five questions, and takes the summary.</summary>
public sealed class VoicePageTests : IAsyncDisposable
{
    private readonly SharedWorld world = new();
    private readonly PersonId boss, worker, mother;
    private readonly Family family;

    public VoicePageTests()
    {
        (boss, worker, mother) = (world.Meet("boss", Role.Coordinator), world.Meet("worker", Role.SupportPerson), world.Meet("mother"));
        family = world.Supported("CCCCC", worker);
        world.Store.Write(unit =>
        {
            world.Store.Families.Save(unit, family with { Content = family.Content with { Name = "Tamm<script>" } }, boss);
            world.Store.Families.Join(unit, family.Id, mother, worker);
            world.Store.People.Consent(unit, mother, new("1", "hash", "et", "terminal"));
        });
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_municipality_answers_by_link_and_code_and_its_voice_stands_beside_the_others(string lang)
    {
        var id = await Asked();
        await world.Do(mother, new CaseAct.Speak(id, Said("hommikud")));
        await world.Do(worker, new CaseAct.Speak(id, Said("julgus")));
        var (token, code) = await Linked(id);
        Assert.DoesNotContain("Tamm", Page.Begin(lang).Html, StringComparison.Ordinal);
        var form = await Page.Take(token, Form(("code", $"{code[..3]} {code[3..]}")), lang);
        Assert.Contains("Tamm&lt;script&gt;", form.Html, StringComparison.Ordinal);
        Assert.Equal(("summary.link-read", family.Id.ToString()), (world.Store.AuditRows()[^1].Action, world.Store.AuditRows()[^1].Subject));
        foreach (var question in Summary.Questions) Assert.Contains($"name=\"{question}\"", form.Html, StringComparison.Ordinal);
        Assert.Equal(422, (await Page.Take(token, Form(("code", code), ("answer", "send"), ("better", "  ")), lang)).Status);

        Assert.Equal(200, (await Page.Take(token, Form(("code", code), ("answer", "send"), ("better", "olukord on hea\r\n38001085718"), ("more", "tugi")), lang)).Status);
        var voice = Assert.Single(Voices(id), voice => voice.Side == Side.Municipality);
        Assert.Equal(["better", "more"], voice.Answers.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("olukord on hea\n", voice.Answers["better"], StringComparison.Ordinal);
        Assert.DoesNotContain("38001085718", voice.Answers["better"], StringComparison.Ordinal);
        Assert.Equal("summary.here", (await world.Do(worker, new CaseAct.SummaryFile(id))).Said[0].Text.Key);
        // A link is good once.
        Assert.Equal(403, (await Page.Take(token, Form(("code", code)), lang)).Status);

        var (second, secondCode) = await Linked(id);
        Assert.Contains("value=\"file\"", (await Page.Take(second, Form(("code", secondCode)), lang)).Html, StringComparison.Ordinal);
        var taken = await Page.Take(second, Form(("code", secondCode), ("answer", "file")), lang);
        Assert.StartsWith("koondhinnang-", taken.File!.Name, StringComparison.Ordinal);
        Assert.Equal(("summary.read", id), (world.Store.AuditRows()[^1].Action, world.Store.AuditRows()[^1].Subject));
    }

    [Fact]
    public async Task Where_nobody_of_the_municipality_writes_here_a_coordinator_is_given_the_link_to_send()
    {
        var asked = await world.Do(worker, new CaseAct.AskSides(family.Id.ToString()));
        Assert.Contains(boss, asked.Notices.Select(notice => notice.To.Person.Id));

        var (piller, elsewhere) = (world.Meet("piller", Role.Caseworker), world.Meet("elsewhere", Role.Caseworker));
        world.Store.Write(unit =>
        {
            world.Store.Municipalities.Tie(unit, piller, "Rakvere linn", boss);
            world.Store.Municipalities.Tie(unit, elsewhere, "Tapa vald", boss);
        });
        // The family has moved, and the new place has no contract with it: its workers hear nothing, and answer nothing.
        world.Store.Write(unit => world.Store.Families.Save(unit, world.Store.Families.Find(unit, family.Id)! with { Municipality = "Tapa vald" }, boss));
        var written = await world.Do(worker, new CaseAct.WriteOverview(family.Id.ToString(), "interim", "x", null, null));
        Assert.Contains(piller, written.Notices.Select(notice => notice.To.Person.Id));
        Assert.DoesNotContain(elsewhere, written.Notices.Select(notice => notice.To.Person.Id));
        Assert.Equal("acts.gone", Assert.Single((await world.Do(elsewhere, new CaseAct.Speak(Last(), Said("x")))).Said).Text.Key);
    }

    [Fact]
    public async Task Links_of_a_summary_and_of_a_referral_open_nothing_of_each_other_and_void_nothing_of_each_other()
    {
        var id = await Asked();
        var (token, code) = await Linked(id);
        var asked = await world.Do(boss, new CaseAct.AskReferral(family.Id.ToString()));
        var (other, otherCode) = (asked.Said[0].Text.Slots[0].Words!.Split('/')[^1], asked.Said[1].Text.Slots[0].Words!);
        Assert.Equal(403, (await Page.Take(other, Form(("code", otherCode)), "et")).Status);
        Assert.Equal(403, (await world.The<ReferralPage>().Take(token, Form(("code", code)), "et")).Status);
        Assert.Equal(200, (await Page.Take(token, Form(("code", code)), "et")).Status);
        Assert.Equal(200, (await world.The<ReferralPage>().Take(other, Form(("code", otherCode)), "et")).Status);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_it_and_what_is_wrong_looks_alike()
    {
        var (token, code) = await Linked(await Asked());
        var absent = await Page.Take("AAAAAAAAAAAAAAAAAAAAAA", Form(("code", code)), "et");
        for (var miss = 0; miss < IReferrals.MostMisses; miss++) Assert.Equal(absent, await Page.Take(token, Form(("code", "000000")), "et"));
        Assert.Equal(absent, await Page.Take(token, Form(("code", code)), "et"));
        Assert.Equal("referral.lock", world.Store.AuditRows()[^1].Action);
    }

    [Fact]
    public async Task Only_a_coordinator_makes_a_link_and_a_newer_one_voids_the_older()
    {
        var id = await Asked();
        Assert.Equal("acts.gone", Assert.Single((await world.Do(worker, new CaseAct.LinkSide(id))).Said).Text.Key);
        var (token, code) = await Linked(id);
        await Linked(id);
        Assert.Equal(403, (await Page.Take(token, Form(("code", code)), "et")).Status);
        Assert.Contains(world.Store.AuditRows(), row => row.Action == "summary.link");
    }

    [Fact]
    public async Task After_the_last_day_the_page_gives_what_there_is()
    {
        var id = await Asked();
        await world.Do(mother, new CaseAct.Speak(id, Said("hommikud")));
        await world.Advance(SharedWorld.Today.PlusDays(15).At(new LocalTime(12, 0)));
        var (token, code) = await Linked(id);
        Assert.NotNull((await Page.Take(token, Form(("code", code), ("answer", "file")), "et")).File);
    }

    private VoicePage Page => world.The<VoicePage>();

    private async Task<string> Asked()
    {
        await world.Do(boss, new CaseAct.AskSides(family.Id.ToString()));
        return Last();
    }

    private string Last() => world.Store.Read(unit => world.Store.Overviews.Last(unit, family.Id)!.Id.ToString("D"));

    private async Task<(string Token, string Code)> Linked(string summary)
    {
        var asked = await world.Do(boss, new CaseAct.LinkSide(summary));
        var link = asked.Said[0].Text.Slots[0].Words!;
        foreach (var secret in (string[])["Tamm", family.Reference, family.Id.ToString(), summary, "Rakvere"]) Assert.DoesNotContain(secret, link, StringComparison.OrdinalIgnoreCase);
        return (link.Split('/')[^1], asked.Said[1].Text.Slots[0].Words!);
    }

    private ImmutableArray<Voice> Voices(string id) => world.Store.Read(unit => world.Store.Overviews.VoicesOf(unit, Guid.Parse(id)));

    private static ImmutableDictionary<string, string> Said(string words) => ImmutableDictionary<string, string>.Empty.Add("better", words);

    private static FormCollection Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value)));
}
