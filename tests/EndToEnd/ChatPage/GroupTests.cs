using System.Text;
using Assistant.Knowledge;
using Assistant.Tests.Fakes;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

/// <summary>The whole house: a parent who has nothing but a browser, invited by a link, and a coordinator on the same page.</summary>
[Collection(Alone.Name)]
public class GroupTests(Browser browser)
{
    private static readonly Texts texts = Texts.Load();

    /// <summary>What is said in each language.</summary>
    private static readonly Dictionary<Lang, (string Locale, string New, string When, string Name, string Skip, string Groups)> words = new()
    {
        [Lang.Et] = ("et-EE", "uus rühm", "igal {0} kell {1}", "Olga", "vahele", "rühmad"),
        [Lang.Ru] = ("ru-RU", "новая группа", "{0} в {1}", "Ольга", "пропустить", "группы"),
        [Lang.En] = ("en-GB", "new group", "every {0} at {1}", "Olga", "skip", "groups"),
    };

    [Theory]
    [InlineData(Lang.Et)]
    [InlineData(Lang.Ru)]
    [InlineData(Lang.En)]
    public async Task A_parent_with_a_browser_alone_is_invited_joins_and_gets_the_file(Lang lang)
    {
        var said = words[lang];
        string T(string key) => texts.Get(lang, key);
        using var folder = new TempFolder();
        await using var host = await HostProcess.Start(folder.Path, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
        var there = await browser.Profile(new() { Locale = said.Locale, ViewportSize = new() { Width = 1100, Height = 800 } });
        var here = await browser.Profile(new() { Locale = said.Locale, ViewportSize = new() { Width = 360, Height = 740 } });
        foreach (var profile in (IBrowserContext[])[there, here]) profile.SetDefaultTimeout(60_000); // the real program, on a machine that may be busy

        var leader = await there.NewPageAsync();
        await leader.GotoAsync(host.Address + "?role=coordinator");
        await leader.Locator(".bubble").First.WaitForAsync();
        await Say(leader, said.New);
        await Say(leader, "K1", after: T("group-open.name.ask"));
        await Say(leader, Series(said.When, lang), after: T("group-open.when.ask"));
        await Press(leader, T("group-open.review-yes"));
        var link = (await leader.Locator(".bubble", new() { HasText = "/#k=" }).First.TextContentAsync())!.Split(' ').Single(word => word.Contains("/#k=", StringComparison.Ordinal));

        var parent = await here.NewPageAsync();
        await parent.GotoAsync(link);
        await parent.GetByText(T("page.invited")).WaitForAsync();
        Assert.DoesNotContain("#", parent.Url, StringComparison.Ordinal);
        await Picture(parent, $"invited-{lang}");
        await Press(parent, T("page.openInvitation"));
        await Press(parent, T("consent.agree.yes"));
        await Press(parent, T("group-join.source.school"));
        await Say(parent, said.Name, after: T("group-join.name.ask"));
        await Say(parent, said.Skip, after: T("group-join.phone.ask"));
        await parent.GetByText(T("group.asked")).WaitForAsync();

        await Press(leader, T("group.step-asks"));
        await Press(leader, T("group.step-accept"));
        await Press(parent, T("group.step-agree"));
        await Press(parent, T("group-agree.agree.yes"));
        await Say(parent, "4", after: T("group-agree.before.ask"));
        await Picture(parent, $"joined-{lang}");

        await Say(leader, said.Groups);
        await leader.Locator(".message", new() { HasText = "K1 (" }).Last.GetByRole(AriaRole.Button, new() { Name = T("group.step-sessions") }).ClickAsync();
        await leader.GetByText("1/").Last.WaitForAsync();
        await Picture(leader, $"leader-{lang}");
        await Press(leader, T("group.step-material"));
        await leader.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "leht.pdf", MimeType = "application/pdf", Buffer = Encoding.UTF8.GetBytes("%PDF-1.7 leht") });
        await leader.GetByRole(AriaRole.Button, new() { Name = T("page.fileSend") }).ClickAsync();
        await Press(leader, T("group-material.sure.yes"));
        var file = parent.Locator("a.file", new() { HasText = "leht.pdf" });
        await Picture(leader, $"sent-{lang}");
        await file.WaitForAsync();
        await Picture(parent, $"material-{lang}");
        var download = await parent.RunAndWaitForDownloadAsync(() => file.ClickAsync());
        Assert.Equal("%PDF-1.7 leht", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));

        // The coordinator finds the copy again.
        await Press(leader, T("group.step-materials"));
        await leader.Locator("a.file", new() { HasText = "leht.pdf" }).WaitForAsync();
        await Say(parent, said.Groups);
        await Picture(parent, $"mine-{lang}");
        await there.CloseAsync();
        await here.CloseAsync();
    }

    /// <summary>In two days, so that there is a session to come whatever day it is.</summary>
    private static string Series(string pattern, Lang lang)
    {
        var day = DateTime.UtcNow.AddDays(2).DayOfWeek;
        var name = lang switch
        {
            Lang.Et => new[] { "pühapäeval", "esmaspäeval", "teisipäeval", "kolmapäeval", "neljapäeval", "reedel", "laupäeval" }[(int)day],
            Lang.Ru => new[] { "каждое воскресенье", "каждый понедельник", "каждый вторник", "каждую среду", "каждый четверг", "каждую пятницу", "каждую субботу" }[(int)day],
            _ => day.ToString(),
        };
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, name, lang == Lang.En ? "6 pm" : "18");
    }

    private static Task Press(IPage page, string label) => page.Locator(".message .choices").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).Last.ClickAsync();

    private static async Task Say(IPage page, string words, string? after = null)
    {
        if (after is not null) await page.GetByText(after).Last.WaitForAsync();
        await page.Locator("#text").FillAsync(words);
        await page.Locator("#text").PressAsync("Enter");
    }

    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is not { Length: > 0 } pictures) return;
        await page.WaitForTimeoutAsync(700);
        await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{name}.png") });
    }
}
