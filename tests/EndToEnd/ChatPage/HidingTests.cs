using Assistant.Tests.Fakes;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

[Collection(Alone.Name)]
public class HidingTests(Browser browser)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_press_or_two_escapes_hide_the_chat_without_a_trace_in_the_browser(bool byKeyboard)
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("minu saladus");
        await page.Sees("Kuulsin: minu saladus");
        if (byKeyboard)
        {
            await page.Tab.Keyboard.PressAsync("Escape");
            await page.Tab.Keyboard.PressAsync("Escape");
        }
        else await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Peida" }).ClickAsync();
        await page.Tab.GetByRole(AriaRole.Heading, new() { Name = "Pannkoogid" }).WaitForAsync();
        Assert.Equal(page.Host.Address + "hide", page.Tab.Url);
        Assert.Equal("Pannkoogid", await page.Tab.TitleAsync());
        Assert.Equal(0, await page.Tab.EvaluateAsync<int>("() => sessionStorage.length + localStorage.length"));
        Assert.Empty(await page.Profile.CookiesAsync());
        await page.Tab.GoBackAsync(new() { Timeout = 2_000 });
        Assert.Equal("about:blank", page.Tab.Url);

        await page.Open();
        Assert.Empty(await page.Mine());
    }

    [Fact]
    public async Task One_escape_alone_hides_nothing()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Tab.Keyboard.PressAsync("Escape");
        await page.Tab.WaitForTimeoutAsync(1_100);
        await page.Tab.Keyboard.PressAsync("Escape");
        await page.Write("veel siin");
        await page.Sees("Kuulsin: veel siin");
    }

    [Fact]
    public async Task Hiding_hides_every_tab_and_the_browser_starts_anew()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("minu saladus");
        var other = await page.SecondTab();
        await other.GetByText("Kuulsin: minu saladus").WaitForAsync();
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Peida" }).ClickAsync();
        await page.Tab.GetByRole(AriaRole.Heading, new() { Name = "Pannkoogid" }).WaitForAsync();
        await other.GetByRole(AriaRole.Heading, new() { Name = "Pannkoogid" }).WaitForAsync();
        await other.GotoAsync(page.Host.Address.ToString());
        await other.GetByText("Kellega alustame?").WaitForAsync();
        Assert.Equal(0, await other.GetByText("minu saladus").CountAsync());
    }
}
