using System.Text;
using Assistant.Protocol;
using Assistant.Tests.Fakes;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

/// <summary>Handing in a file on the page, on a phone.</summary>
[Collection(Alone.Name)]
public class FilePickTests(Browser browser)
{
    private static readonly FilePayload leaf = new() { Name = "tööleht.pdf", MimeType = "application/pdf", Buffer = Encoding.UTF8.GetBytes("%PDF-1.7") };

    [Fact]
    public async Task A_file_is_chosen_given_words_and_sent_and_stands_in_the_chat_after_a_reload()
    {
        await using var page = await Asked();
        await page.Tab.Locator("input[type=file]").SetInputFilesAsync(leaf);
        await page.Tab.GetByLabel("Sõnad faili juurde").FillAsync("Vaata lk 2");
        await Picture(page, "file-phone");
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Saada fail" }).ClickAsync();
        await page.Sees("Sain: tööleht.pdf, 8 baiti. Vaata lk 2");
        Assert.Equal(0, await page.Tab.Locator("form.pick, progress").CountAsync());
        Assert.Equal("📎 tööleht.pdf\nVaata lk 2", (await page.Mine())[^1]);
        Assert.Equal("%PDF-1.7"u8.ToArray(), HandedIn.Of(page.Host.Dialogue.Received[^1].Activity)!.Content!.Value.ToArray());
        var said = await page.Bubbles();
        await page.Tab.ReloadAsync();
        await page.Sees("Sain: tööleht.pdf");
        await page.Shows(said);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_said_before_it_leaves_and_another_can_be_chosen()
    {
        await using var page = await Asked();
        var (box, send) = (page.Tab.Locator("input[type=file]"), page.Tab.GetByRole(AriaRole.Button, new() { Name = "Saada fail" }));
        await box.SetInputFilesAsync(new FilePayload { Name = "viirus.exe", MimeType = "application/octet-stream", Buffer = [1] });
        await page.Sees("Seda faili saata ei saa. Sobivad PDF, PNG.");
        Assert.False(await send.IsVisibleAsync());
        await box.SetInputFilesAsync(new FilePayload { Name = "suur.pdf", MimeType = "application/pdf", Buffer = new byte[HandedIn.Largest + 1] });
        await page.Sees("Fail on liiga suur, see võib olla kuni 5 MB.");
        await Picture(page, "file-too-large");
        Assert.False(await send.IsVisibleAsync());
        await box.SetInputFilesAsync(leaf);
        Assert.False(await page.Tab.Locator(".problem").IsVisibleAsync());
        await send.ClickAsync();
        await page.Sees("Sain: tööleht.pdf");
    }

    [Fact]
    public async Task Words_do_instead_of_a_file_and_the_field_goes()
    {
        await using var page = await Asked();
        await page.Write("https://example.ee/leht");
        await page.Sees("Kuulsin: https://example.ee/leht");
        Assert.Equal(0, await page.Tab.Locator("form.pick").CountAsync());
    }

    [Fact]
    public async Task Without_a_connection_the_file_waits_and_goes_when_it_is_back_once()
    {
        await using var page = await Asked();
        await page.Tab.Locator("input[type=file]").SetInputFilesAsync(leaf);
        await page.Profile.SetOfflineAsync(true);
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Saada fail" }).ClickAsync();
        await page.Sees("Ei läinud veel teele");
        await page.Profile.SetOfflineAsync(false);
        await page.Sees("Sain: tööleht.pdf");
        Assert.Single(page.Host.Dialogue.Received, received => HandedIn.NameOf(received.Activity) is not null);
    }

    [Fact]
    public async Task A_file_that_arrived_though_the_page_did_not_hear_so_stands_there_as_sent_and_goes_no_second_time()
    {
        await using var page = await Asked();
        page.Host.Dialogue.FaultAfterStoring = new InvalidOperationException("The answer is lost.");
        var uploads = 0;
        page.Tab.Request += (_, request) => { if (request.Url.Contains("/upload", StringComparison.Ordinal)) Interlocked.Increment(ref uploads); };
        await page.Tab.Locator("input[type=file]").SetInputFilesAsync(leaf);
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Saada fail" }).ClickAsync();
        await page.Sees("Sain: tööleht.pdf");
        await page.Tab.WaitForTimeoutAsync(2_500); // longer than the page waits before it tries again
        Assert.Equal(0, await page.Tab.Locator(".fate:visible, progress").CountAsync());
        Assert.Equal(1, uploads);
    }

    [Fact]
    public async Task A_file_can_be_chosen_from_the_keyboard_and_the_focus_is_seen()
    {
        await using var page = await Asked();
        await page.Tab.Locator("input[type=file]").FocusAsync();
        await page.Tab.Keyboard.PressAsync("Tab");
        await page.Tab.Keyboard.PressAsync("Shift+Tab");
        Assert.Equal("solid", await page.Tab.Locator("label.pick").EvaluateAsync<string>("label => getComputedStyle(label).outlineStyle"));
        Assert.False((await Opened(page.Tab)).IsMultiple);
    }

    /// <summary>What space opens. A browser on a busy machine may swallow the key once; a person presses again.</summary>
    private static async Task<IFileChooser> Opened(IPage tab)
    {
        for (var left = 3; ; left--)
            try
            {
                return await tab.RunAndWaitForFileChooserAsync(() => tab.Locator("input[type=file]").PressAsync("Space"));
            }
            catch (TimeoutException) when (left > 1)
            {
            }
    }

    private async Task<ChatPage> Asked()
    {
        var page = await ChatPage.Opened(browser, width: 360, height: 740);
        await page.Write("materjal");
        await page.Sees("Saada link või fail.");
        await page.Tab.GetByText("Vali fail").WaitForAsync();
        return page;
    }

    private static async Task Picture(ChatPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } pictures)
            await page.Tab.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{name}.png") });
    }
}
