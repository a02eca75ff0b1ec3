using Assistant.Tests.Fakes;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

/// <summary>The whole house: a parent and a coordinator in two windows of the real program, over one appointment.</summary>
[Collection(Alone.Name)]
public class StoryTests(Browser browser)
{
    [Fact]
    public async Task A_parent_is_guided_to_an_appointment_and_a_coordinator_in_another_window_confirms_it()
    {
        using var folder = new TempFolder();
        await using var host = await HostProcess.Start(folder.Path, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
        var profile = await browser.Profile(new() { Locale = "et-EE", ViewportSize = new() { Width = 360, Height = 740 } });
        profile.SetDefaultTimeout(30_000); // the real program, on a machine that may be busy

        var parent = await profile.NewPageAsync();
        await parent.GotoAsync(host.Address.ToString());
        await Press(parent, "Alustame");
        await Say(parent, "Kelle pärast sa muretsed?", "poja pärast");
        await Say(parent, "Mitu last selles peres elab?", "kaks");
        await Say(parent, "Kui vana on 1. laps?", "7 ja 10");
        await Press(parent, "Jah, valla või linna töötaja");

        // In the middle of it the page is closed by mistake.
        await Sees(parent, "Milles on praegu raske?");
        await parent.ReloadAsync();
        await Say(parent, "Milles on praegu raske?", "kool ja raha");
        await Press(parent, "Juba segab");
        await Press(parent, "Keegi, kes käib kodus abiks");
        await Say(parent, "Kas kohtumised teiste sama murega vanematega", "ei");
        await Press(parent, "Mõlemad vanemad koos");
        await Say(parent, "Mis vallas või linnas pere elab?", "Rakvere");
        await Press(parent, "Sel nädalal");
        await Press(parent, "Soovin kohtumist");
        await Press(parent, "Nõustun");
        await Say(parent, "Millal sulle sobiks?", "ülehomme kell 17");
        await Press(parent, "Kodus");
        await Press(parent, "Vastake siin");
        await Say(parent, "Kuidas sind kutsuda?", "Olga");
        await Sees(parent, "Kas soovid midagi lisada?");
        await Press(parent, "Jätan vahele");
        await Press(parent, "Jah, saada");
        await Sees(parent, "Kirjas. Vastame hiljemalt");

        var coordinator = await profile.NewPageAsync();
        await coordinator.GotoAsync(host.Address + "?role=coordinator");
        await Press(coordinator, "Järjekord");
        await Press(coordinator, "Võtan");
        await Sees(coordinator, "on nüüd sinu: Tugiisik (kodus)");
        await Press(coordinator, "Kinnita soovitud aeg");

        await Sees(parent, "Aeg on kinnitatud:");
        var download = await parent.RunAndWaitForDownloadAsync(() => parent.Locator("a.file").ClickAsync());
        Assert.Equal("calendar.ics", download.SuggestedFilename);
        var file = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", file, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Kohtumine\r\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("ugiisik", file, StringComparison.Ordinal);
        var said = await parent.Locator(".bubble").AllTextContentsAsync();
        await parent.ReloadAsync();
        await Sees(parent, "Aeg on kinnitatud:");
        Assert.Equal(said, await parent.Locator(".bubble").AllTextContentsAsync());
        if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } pictures)
        {
            await parent.ScreenshotAsync(new() { Path = Path.Combine(pictures, "parent.png") });
            await coordinator.ScreenshotAsync(new() { Path = Path.Combine(pictures, "coordinator.png") });
        }
        await profile.CloseAsync();
    }

    [Fact]
    public async Task A_coordinator_offers_a_time_by_filling_in_its_fields()
    {
        using var folder = new TempFolder();
        await using var host = await HostProcess.Start(folder.Path, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
        var profile = await browser.Profile();
        profile.SetDefaultTimeout(30_000); // the real program, on a machine that may be busy
        var page = await profile.NewPageAsync();
        await page.GotoAsync(host.Address + "?role=coordinator");
        await Press(page, "Järjekord");
        await Press(page, "Võtan");
        await Press(page, "Paku muud aega");
        var day = DateTime.UtcNow.AddDays(3);
        await page.GetByLabel("Päev").FillAsync($"{day:yyyy-MM-dd}");
        await page.GetByLabel("Kellaaeg").FillAsync("13:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Paku seda aega" }).ClickAsync();
        // The place was left open, so it is asked.
        await Press(page, "Keskuses");
        await Sees(page, "13.30");
        await Assertions.Expect(page.Locator("form.sheet")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_parent_and_a_coordinator_talk_and_a_lost_connection_loses_no_word()
    {
        using var folder = new TempFolder();
        await using var host = await HostProcess.Start(folder.Path, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
        var (here, there) = (await browser.Profile(new() { Locale = "et-EE", ViewportSize = new() { Width = 360, Height = 740 }, ColorScheme = ColorScheme.Dark }), await browser.Profile());
        foreach (var profile in (IBrowserContext[])[here, there]) profile.SetDefaultTimeout(30_000); // the real program, on a machine that may be busy
        var parent = await here.NewPageAsync();
        await parent.GotoAsync(host.Address.ToString());
        await Say(parent, "Kui keegi on ohus", "räägi inimesega");
        // By day a human comes soon, at night in the morning: either way the words are kept.
        await Say(parent, "116 111", "kas te käite ka kodus?", orAfter: "sõna-sõnalt");
        await Sees(parent, "Kirjas.");

        var coordinator = await there.NewPageAsync();
        await coordinator.GotoAsync(host.Address + "?role=coordinator");
        await Press(coordinator, "Järjekord");
        await Press(coordinator, "Võtan vestluse");
        await Say(coordinator, "kas te käite ka kodus?", "Jah, käime küll");
        await Sees(parent, "Jah, käime küll");

        await parent.Locator("#text").FillAsync("minu andmed");
        await parent.Locator("#text").PressAsync("Enter");
        await Sees(coordinator, "minu andmed");
        await parent.GetByRole(AriaRole.Button, new() { Name = "Minu andmed" }).WaitForAsync();

        await here.SetOfflineAsync(true);
        await parent.Locator("#text").FillAsync("kirjutan ilma levita");
        await parent.Locator("#text").PressAsync("Enter");
        await parent.Locator("#state").WaitForAsync();
        await Sees(parent, "proovin uuesti");
        await here.SetOfflineAsync(false);
        await Sees(coordinator, "kirjutan ilma levita");
        await parent.Locator("#state").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        await Press(coordinator, "Tagasi abilisele");
        await Sees(parent, "Vestlus inimesega on lõppenud");
        Assert.Equal(1, await coordinator.GetByText("kirjutan ilma levita").CountAsync());
        await here.CloseAsync();
        await there.CloseAsync();
    }

    private static Task Press(IPage page, string label) =>
        page.Locator(".message .choices").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).Last.ClickAsync();

    private static async Task Say(IPage page, string after, string words, string? orAfter = null)
    {
        await (orAfter is null ? Sees(page, after) : page.GetByText(after).Or(page.GetByText(orAfter)).Last.WaitForAsync());
        await page.Locator("#text").FillAsync(words);
        await page.Locator("#text").PressAsync("Enter");
    }

    private static Task Sees(IPage page, string words) => page.GetByText(words).Last.WaitForAsync();
}
