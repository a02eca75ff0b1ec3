using Assistant.Tests.EndToEnd.ChatPage;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Assistant.Tests.EndToEnd.ChatPage;

/// <summary>Debian's Chromium, started by the first test that needs it and shared by all. Without it they are skipped, except where CI promises it.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(Start);

    /// <summary>A fresh profile.</summary>
    public async Task<IBrowserContext> Profile(BrowserNewContextOptions? options = null)
    {
        Assert.SkipUnless(File.Exists(Executable) || Environment.GetEnvironmentVariable("CI") == "true", $"{Executable} is not installed");
        var profile = await (await started.Value).Browser.NewContextAsync(options ?? new() { Locale = "et-EE" });
        profile.SetDefaultTimeout(15_000);
        return profile;
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated) return;
        var (playwright, browser) = await started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
