using Assistant.Dialogs.Cases;
using Assistant.Host.Municipalities;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.Overviews;
using Assistant.Records.People;
using Assistant.Tests.EndToEnd.ChatPage;
using Assistant.Tests.Fakes;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.Municipalities;

/// <summary>A municipality's worker in a browser: link, code, answer. The pages have no script and call nobody.</summary>
[Collection(Alone.Name)]
public sealed class LinkPagesTests(Browser browser) : IAsyncDisposable
{
    private readonly SharedWorld world = new();
    private WebApplication? app;

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_referral_is_given_in_a_browser()
    {
        var (boss, family) = await Started(hasContract: false);
        var asked = await world.Do(boss, new CaseAct.AskReferral(family.Id.ToString()));
        await using var page = await Opened("referral/" + asked.Said[0].Text.Slots[0].Words!.Split('/')[^1]);

        await Send(page, "000000");
        await page.Tab.GetByRole(AriaRole.Alert).WaitForAsync();
        await Send(page, asked.Said[1].Text.Slots[0].Words!);
        await page.Tab.GetByRole(AriaRole.Heading, new() { Name = "Kas teie omavalitsus suunab tugiisikuteenusele pere Tamm?" }).WaitForAsync();
        await page.Tab.GetByLabel("lastekaitsetöötaja").CheckAsync();
        await page.Tab.GetByLabel("Teie nimi").FillAsync("Piller");
        await page.Tab.GetByLabel("Millist abi pere vajab?").FillAsync("Laps ei käi koolis.");
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Jah, suuname" }).ClickAsync();
        await page.Tab.GetByText("Suunamine on kirjas").WaitForAsync();

        var referral = world.Store.Read(unit => world.Store.Cases.Of(unit, family.Id)[0].Content.Referral!);
        Assert.Equal(("child-protection", "Piller", "Laps ei käi koolis."), (referral.Source, referral.By, referral.Words));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task The_five_questions_are_answered_and_the_document_is_taken_in_a_browser(int width)
    {
        var (boss, family) = await Started(hasContract: true);
        await world.Do(boss, new CaseAct.AskSides(family.Id.ToString()));
        var summary = world.Store.Read(unit => world.Store.Overviews.Last(unit, family.Id)!);
        var (path, code) = await Linked(boss, summary);
        await using var page = await Opened(path, width);
        await Send(page, code);
        await page.Tab.GetByLabel("Mis on paremaks läinud?").FillAsync("Laps käib koolis.");
        Assert.True(await page.Tab.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Saadan vastused" }).ClickAsync();
        await page.Tab.GetByText("Teie vastused on kirjas").WaitForAsync();
        Assert.Equal("Laps käib koolis.", Assert.Single(world.Store.Read(unit => world.Store.Overviews.VoicesOf(unit, summary.Id))).Answers["better"]);

        await world.Advance(summary.Due.PlusDays(1).At(new NodaTime.LocalTime(12, 0)));
        (path, code) = await Linked(boss, summary);
        await page.Tab.GotoAsync(app!.Urls.First() + "/" + path + "?lang=et");
        await Send(page, code);
        var file = await page.Tab.RunAndWaitForDownloadAsync(() => page.Tab.GetByRole(AriaRole.Button, new() { Name = "Laadi alla" }).ClickAsync());
        Assert.EndsWith(".docx", file.SuggestedFilename, StringComparison.Ordinal);
    }

    private async Task<(string Path, string Code)> Linked(PersonId boss, Summary summary)
    {
        var asked = await world.Do(boss, new CaseAct.LinkSide(summary.Id.ToString("D")));
        return ("voice/" + asked.Said[0].Text.Slots[0].Words!.Split('/')[^1], asked.Said[1].Text.Slots[0].Words!);
    }

    private async Task<(PersonId Boss, Family Family)> Started(bool hasContract)
    {
        var (boss, worker) = (world.Meet("boss", Role.Coordinator), world.Meet("worker", Role.SupportPerson));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(world.The<ReferralPage>()).AddSingleton(world.The<VoicePage>());
        app = builder.Build();
        app.MapReferralPages(new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return (boss, world.Supported("CCCCC", worker, hasContract: hasContract));
    }

    private async Task<Pane> Opened(string path, int width = 900)
    {
        var profile = await browser.Profile(new() { Locale = "et-EE", ViewportSize = new() { Width = width, Height = 900 } });
        var tab = await profile.NewPageAsync();
        var opened = new Pane(profile, tab);
        tab.Console += (_, message) => opened.Sins.Add(message.Text);
        tab.Request += (_, request) => { if (!request.Url.StartsWith(app!.Urls.First(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) opened.Sins.Add(request.Url); };
        await tab.GotoAsync($"{app!.Urls.First()}/{path}");
        return opened;
    }

    private static async Task Send(Pane page, string code)
    {
        await page.Tab.Locator("#code").FillAsync(code);
        await page.Tab.GetByRole(AriaRole.Button).First.ClickAsync();
    }

    /// <summary>A tab that ends with what it must never have done.</summary>
    private sealed class Pane(IBrowserContext profile, IPage tab) : IAsyncDisposable
    {
        public IPage Tab => tab;
        public List<string> Sins { get; } = [];

        public async ValueTask DisposeAsync()
        {
            await profile.CloseAsync();
            Assert.DoesNotContain(Sins, sin => !sin.Contains("403", StringComparison.Ordinal));
        }
    }
}
