using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

/// <summary>Debian's Chromium, started once for all tests of the page. Without it they are skipped, except where CI promises it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        // The package's own driver runs on any Node; its bundled one is as good as the machine's.
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh profile.</summary>
    public async Task<IBrowserContext> Profile(BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(browser is null && Environment.GetEnvironmentVariable("CI") != "true", $"{Executable} is not installed");
        Assert.NotNull(browser);
        var profile = await browser.NewContextAsync(options ?? new() { Locale = "et-EE" });
        profile.SetDefaultTimeout(10_000);
        return profile;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
