using System.Diagnostics;
using Assistant.Tests.Channels.WebChat;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

/// <summary>The page in one tab of a browser, over a host of its own. Ends with what the page must never have done.</summary>
public sealed class ChatPage : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    private readonly List<string> sins = [];

    public required FakeChatHost Host { get; init; }
    public required IBrowserContext Profile { get; init; }
    public required IPage Tab { get; init; }

    public ILocator Field => Tab.Locator("#text");

    public static async Task<ChatPage> Opened(Browser browser, int width = 900, int height = 760, ColorScheme scheme = ColorScheme.Light, ReducedMotion motion = ReducedMotion.NoPreference, string locale = "et-EE")
    {
        var profile = await browser.Profile(new() { Locale = locale, ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = motion });
        var page = new ChatPage { Host = await FakeChatHost.Started(), Profile = profile, Tab = await profile.NewPageAsync() };
        page.Watch(page.Tab);
        await page.Open();
        return page;
    }

    private void Watch(IPage tab)
    {
        tab.PageError += (_, error) => sins.Add("script error: " + error);
        tab.Console += (_, message) => { if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)) sins.Add(message.Text); };
        tab.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Host.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) sins.Add("request to " + request.Url);
        };
    }

    public async Task Open(string path = "")
    {
        await Tab.GotoAsync(Host.Address + path);
        await Tab.GetByText("Kellega alustame?").First.WaitForAsync();
    }

    public async Task<IPage> SecondTab()
    {
        var tab = await Profile.NewPageAsync();
        Watch(tab);
        await tab.GotoAsync(Host.Address.ToString());
        await tab.GetByText("Kellega alustame?").First.WaitForAsync();
        return tab;
    }

    public async Task Write(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    public Task Sees(string text) => Tab.GetByText(text, new() { Exact = false }).Last.WaitForAsync();

    /// <summary>Waits until exactly these bubbles stand there.</summary>
    public async Task Shows(params string[] expected)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < patience && string.Join('\n', expected) != string.Join('\n', await Bubbles());) await Task.Delay(50);
        Assert.Equal(expected, await Bubbles());
    }

    /// <summary>The bubbles from top to bottom, without what only screen readers hear.</summary>
    public async Task<string[]> Bubbles() => await Tab.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('.bubble')].map((b) => [...b.childNodes].filter((n) => n.className !== 'only-read').map((n) => n.textContent).join(''))");

    public async Task<string[]> Mine() => await Tab.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.mine .bubble')].map((b) => b.lastChild.textContent)");

    public async ValueTask DisposeAsync()
    {
        await Profile.CloseAsync();
        await Host.DisposeAsync();
        Assert.Empty(sins);
    }
}
