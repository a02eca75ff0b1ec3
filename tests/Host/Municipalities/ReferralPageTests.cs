using Assistant.Dialogs.Cases;
using Assistant.Host.Municipalities;
using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Records.Referrals;
using Assistant.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace Assistant.Tests.Host.Municipalities;

/// <summary>The page on which a municipality answers: link and code, once, for seven days, five tries.</summary>
public sealed class ReferralPageTests : IAsyncDisposable
{
    private readonly SharedWorld world = new();
    private readonly PersonId boss, worker;
    private readonly Family family;

    public ReferralPageTests()
    {
        (boss, worker) = (world.Meet("boss", Role.Coordinator), world.Meet("worker", Role.SupportPerson));
        family = world.Supported("CCCCC", worker, hasContract: false);
        world.Store.Write(unit => world.Store.Families.Save(unit, family with { Content = family.Content with { Name = "Tamm<script>" } }, boss));
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_referral_is_given_by_link_and_code_and_coordinators_hear_of_it(string lang)
    {
        var (token, code) = await Asked();
        var form = await Page.Take(token, Form(("code", $" {code[..3]} {code[3..]} ")), lang);
        Assert.Equal(200, form.Status);
        Assert.Contains($"<html lang=\"{lang}\">", form.Html, StringComparison.Ordinal);
        Assert.Contains("Tamm&lt;script&gt;", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", form.Html, StringComparison.Ordinal);

        Assert.Equal(422, (await Page.Take(token, Form(("code", code), ("answer", "give"), ("name", " ")), lang)).Status);
        Assert.Equal(422, (await Page.Take(token, Form(("code", code), ("answer", "give"), ("name", "Piller"), ("source", "neighbour")), lang)).Status);
        Assert.Equal(200, (await Page.Take(token, Form(("code", code), ("answer", "give"), ("name", "Piller"), ("source", "child-protection"), ("words", "laps ei käi koolis")), lang)).Status);

        var (referral, caseworker) = world.Store.Read(unit => (world.Store.Cases.Of(unit, family.Id)[0].Content.Referral!, world.Store.Families.Find(unit, family.Id)!.Content.Caseworker));
        Assert.Equal(("child-protection", "Piller", "laps ei käi koolis", SharedWorld.Today), (referral.Source, referral.By, referral.Words, referral.GivenOn));
        Assert.Equal("Piller", caseworker);
        Assert.True(world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id)[0].IsReferred));
        Assert.Contains(world.Store.AuditRows(), row => row.Action == "referral.give" && row.Subject == family.Id.ToString());
        Assert.Contains(Told(boss), words => words.Contains("Omavalitsus suunas pere", StringComparison.Ordinal));
        // A link is good once.
        Assert.Equal(403, (await Page.Take(token, Form(("code", code)), lang)).Status);
    }

    [Fact]
    public async Task A_refusal_leaves_the_case_as_it_was()
    {
        var (token, code) = await Asked();
        Assert.Equal(200, (await Page.Take(token, Form(("code", code), ("answer", "refuse"), ("name", "Piller")), "et")).Status);
        Assert.Null(world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id)[0].Content.Referral));
        Assert.Contains(world.Store.AuditRows(), row => row.Action == "referral.refuse");
    }

    [Fact]
    public async Task Of_two_services_the_answer_is_written_to_the_one_it_was_asked_for()
    {
        var piller = world.Meet("piller", Role.Caseworker, called: "Piller");
        world.Store.Write(unit => world.Store.Municipalities.Tie(unit, piller, "Rakvere linn", boss));
        var support = world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id)[0].Id);
        var counselling = new ServiceCase(new(world.Store.Ids.Next()), family.Id, CaseKind.Family, "family-counselling", CaseStage.Mapping, SharedWorld.Today, SharedWorld.Today, new(), 1);
        world.Store.Write(unit => world.Store.Cases.Add(unit, counselling, boss));

        var (token, code) = await Asked(support);
        var (other, otherCode) = await Asked(counselling.Id);
        Assert.Contains("support person service", (await Page.Take(token, Form(("code", code)), "en")).Html, StringComparison.Ordinal);
        Assert.Contains("family counselling", (await Page.Take(other, Form(("code", otherCode)), "en")).Html, StringComparison.Ordinal);
        Assert.Equal(200, (await Page.Take(token, Form(("code", code), ("answer", "give"), ("name", "Piller"), ("source", "child-protection")), "et")).Status);
        Assert.Equal((true, false), (HasReferral(support), HasReferral(counselling.Id)));

        // The other question is open still, and is answered in chat.
        Assert.Null(world.Facts(piller, $"referral:{family.Id}.{support}").Shared.Asked);
        await world.Do(piller, new CaseAct.GiveReferral($"{family.Id}.{counselling.Id}", "social-worker", null));
        Assert.True(HasReferral(counselling.Id));
        Assert.Equal(403, (await Page.Take(other, Form(("code", otherCode)), "et")).Status);
    }

    private bool HasReferral(CaseId of) => world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id).Single(one => one.Id == of).Content.Referral is not null);

    [Fact]
    public async Task Five_wrong_codes_lock_a_link_and_what_is_wrong_looks_alike()
    {
        var (token, code) = await Asked();
        var absent = await Page.Take("AAAAAAAAAAAAAAAAAAAAAA", Form(("code", code)), "et");
        for (var miss = 0; miss < IReferrals.MostMisses; miss++)
        {
            var missed = await Page.Take(token, Form(("code", "000000")), "et");
            Assert.Equal((403, absent.Html), (missed.Status, missed.Html));
        }
        Assert.Equal((403, absent.Html), await Page.Take(token, Form(("code", code)), "et"));
        Assert.Equal("referral.lock", world.Store.AuditRows()[^1].Action);
        Assert.Equal(IReferrals.MostMisses - 1, world.Store.AuditRows().Count(row => row.Action == "referral.miss"));
    }

    [Fact]
    public async Task Codes_sent_at_the_same_moment_are_counted_before_the_next_is_looked_at()
    {
        var (token, code) = await Asked();
        using var isBusy = new ManualResetEventSlim();
        var busy = world.Store.Store.Write(_ => isBusy.Wait(TimeSpan.FromSeconds(20)), CancellationToken.None).AsTask();
        var sent = Enumerable.Repeat("000000", IReferrals.MostMisses).Append(code).Select(one => Page.Take(token, Form(("code", one)), "et").AsTask()).ToArray();
        // Reads wait for nobody: whatever looks before it counts has looked by then.
        await world.Store.Store.Read(_ => true, CancellationToken.None);
        await Task.WhenAny(sent[^1], Task.Delay(TimeSpan.FromMilliseconds(200)));
        isBusy.Set();
        Assert.True(await busy);
        Assert.All(await Task.WhenAll(sent), answer => Assert.Equal(403, answer.Status));
    }

    [Fact]
    public async Task A_form_of_more_fields_than_can_be_is_a_bad_request()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(Page).AddSingleton(world.The<VoicePage>());
        await using var app = builder.Build();
        app.MapReferralPages(new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var form = new StringContent(string.Join('&', Enumerable.Repeat("a=", 2000)), new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var answer = await client.PostAsync(new Uri($"{app.Urls.First()}/referral/AAAAAAAAAAAAAAAAAAAAAA"), form, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Four_wrong_codes_do_not()
    {
        var (token, code) = await Asked();
        for (var miss = 1; miss < IReferrals.MostMisses; miss++) await Page.Take(token, Form(("code", "000000")), "et");
        Assert.Equal(200, (await Page.Take(token, Form(("code", code)), "et")).Status);
    }

    [Fact]
    public async Task A_link_ends_after_seven_days_by_a_newer_one_and_with_its_family()
    {
        var (token, code) = await Asked();
        var (second, secondCode) = await Asked();
        Assert.Equal(403, (await Page.Take(token, Form(("code", code)), "et")).Status);
        await world.Advance(SharedWorld.Today.PlusDays(6).At(new LocalTime(23, 0)));
        Assert.Equal(200, (await Page.Take(second, Form(("code", secondCode)), "et")).Status);
        await world.Advance(SharedWorld.Today.PlusDays(7).At(new LocalTime(10, 0)));
        Assert.Equal(403, (await Page.Take(second, Form(("code", secondCode)), "et")).Status);

        var (third, thirdCode) = await Asked();
        world.Store.Write(unit => world.Store.Families.Erase(unit, family.Id, boss));
        Assert.Equal(403, (await Page.Take(third, Form(("code", thirdCode)), "et")).Status);
    }

    [Fact]
    public async Task Only_a_coordinator_asks_and_the_address_tells_nothing()
    {
        var refused = await world.Do(worker, new CaseAct.AskReferral(family.Id.ToString()));
        Assert.Equal("acts.gone", Assert.Single(refused.Said).Text.Key);
        var asked = await world.Do(boss, new CaseAct.AskReferral(family.Id.ToString()));
        var link = asked.Said[0].Text.Slots[0].Words!;
        foreach (var secret in (string[])["Tamm", family.Reference, family.Id.ToString(), "Rakvere"]) Assert.DoesNotContain(secret, link, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(asked.Said[1].Text.Slots[0].Words!, link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caseworker_here_answers_in_chat_and_the_link_is_void_then()
    {
        var (piller, other) = (world.Meet("piller", Role.Caseworker, called: "Piller"), world.Meet("other", Role.Caseworker));
        world.Store.Write(unit =>
        {
            world.Store.Municipalities.Tie(unit, piller, "Rakvere linn", boss);
            world.Store.Municipalities.Tie(unit, other, "Tapa vald", boss);
        });
        var (token, code) = await Asked();
        var asked = $"{family.Id}.{world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id)[0].Id)}";
        Assert.NotNull(world.Facts(piller, $"referral:{asked}").Shared.Asked);
        Assert.Null(world.Facts(other, $"referral:{asked}").Shared.Asked);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(other, new CaseAct.GiveReferral(asked, "social-worker", null))).Said).Text.Key);
        await world.Do(piller, new CaseAct.GiveReferral(asked, "social-worker", null));
        Assert.Equal("Piller", world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id)[0].Content.Referral)?.By);
        Assert.Equal(403, (await Page.Take(token, Form(("code", code)), "et")).Status);
        Assert.Null(world.Facts(piller, $"referral:{asked}").Shared.Asked);
    }

    private ReferralPage Page => world.The<ReferralPage>();

    private async Task<(string Token, string Code)> Asked(CaseId? of = null)
    {
        var asked = await world.Do(boss, new CaseAct.AskReferral(of is null ? family.Id.ToString() : $"{family.Id}.{of}"));
        return (asked.Said[0].Text.Slots[0].Words!.Split('/')[^1], asked.Said[1].Text.Slots[0].Words!);
    }

    private static FormCollection Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value)));

    private IEnumerable<string> Told(PersonId person) => world.Store.Read(unit => world.Store.Outbox.Log(unit, world.Store.Conversations.Of(unit, person)[0].Id, after: 0, 100)).Select(entry => entry.Body ?? "");
}
