using System.Net;
using Assistant.Channels;
using Assistant.Channels.WebChat;
using Assistant.Knowledge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Assistant.Tests.Channels.WebChat;

/// <summary>The page and its endpoint over a dialogue in memory, on a real port. It can be stopped and started again: what was said stays.</summary>
public sealed class FakeChatHost : IAsyncDisposable
{
    private readonly byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private WebApplication? app;
    private int port;

    /// <summary>What the page talks to.</summary>
    public FakeDialogue Dialogue { get; } = new();

    public WebChatOptions Options { get; init; } = new() { Key = new byte[WebChatOptions.MinKey], DemoRoles = ["coordinator"] };

    public LogSignal Signal => app!.Services.GetRequiredService<LogSignal>();

    public Uri Address => new($"http://127.0.0.1:{port}/");

    public static async Task<FakeChatHost> Started(WebChatOptions? options = null)
    {
        var host = options is null ? new FakeChatHost() : new FakeChatHost { Options = options };
        await host.Start();
        return host;
    }

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Test" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<LogSignal>().AddWebChat(Options with { Key = key });
        builder.Services.AddSingleton<Assistant.Protocol.IReceiver>(Dialogue).AddSingleton<Assistant.Protocol.IConversationLog>(Dialogue).AddSingleton<Assistant.Protocol.IFileDoor>(Dialogue);
        app = builder.Build();
        app.UsePageSecurity();
        app.MapWebChat();
        app.MapChatPage(new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")));
        app.MapGet("/page-texts", (string? lang) => TypedResults.Json(Texts(Langs.Parse(lang) ?? Lang.Et)));
        await app.StartAsync();
        port = new Uri(app.Urls.First()).Port;
        Dialogue.Signal = Signal;
    }

    public async Task Stop()
    {
        if (app is null) return;
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync() => await Stop();

    private static Dictionary<string, string> Texts(Lang lang)
    {
        using var yaml = new StreamReader(typeof(Lang).Assembly.GetManifestResourceStream($"Texts/{lang.Code()}/page.yaml")!);
        return new YamlDotNet.Serialization.Deserializer().Deserialize<Dictionary<string, string>>(yaml);
    }
}
