using Assistant.Tests.Fakes;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

/// <summary>Links that invite into a group, opened where the page stands open already.</summary>
[Collection(Alone.Name)]
public class InvitationTests(Browser browser)
{
    [Fact]
    public async Task A_link_opened_into_the_open_page_is_offered_and_the_newest_one_counts()
    {
        await using var page = await ChatPage.Opened(browser, width: 390, height: 844);
        foreach (var code in (string[])["kutse-esimene-0001", "kutse-teine-000002"])
        {
            await page.Tab.EvaluateAsync("code => { window.isTheSame = true; location.hash = `#k=${code}`; }", code);
            await page.Tab.WaitForFunctionAsync("() => location.hash === ''");
            await page.Sees("Sul on kutse vanemate rühma.");
        }
        var open = page.Tab.GetByRole(AriaRole.Button, new() { Name = "Ava kutse" });
        Assert.Equal(1, await open.CountAsync());
        await open.ClickAsync();
        await page.Sees("Kuulsin: kutse-teine-000002");
        Assert.Equal(0, await open.CountAsync());
        Assert.True(await page.Tab.EvaluateAsync<bool>("() => window.isTheSame === true")); // nothing was loaded anew
        await page.Tab.ReloadAsync();
        await page.Sees("Kuulsin: kutse-teine-000002");
        Assert.Equal(0, await open.CountAsync());
    }
}
