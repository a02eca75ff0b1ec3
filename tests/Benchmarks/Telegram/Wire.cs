using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Assistant.Benchmarks.Telegram;

/// <summary>
/// The least of a Bot API server: answers every call at once and tells who was written to. The strict double would be the slowest part of a
/// measurement; this one keeps nothing.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    /// <summary>The only bot.</summary>
    public const string Token = "777000:wire-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly byte[] done = """{"ok":true,"result":true}"""u8.ToArray();
    private static readonly byte[] nothing = """{"ok":true,"result":[]}"""u8.ToArray();
    private static readonly byte[] blank = """{"ok":true,"result":{}}"""u8.ToArray();
    private static readonly byte[] hook = """{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}"""u8.ToArray();
    private static readonly byte[] me = """{"ok":true,"result":{"id":777000,"is_bot":true,"first_name":"Wire","username":"wire_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}}"""u8.ToArray();

    private readonly ConcurrentDictionary<long, Listener> listeners = new();
    private readonly WebApplication app;
    private long messages;

    private Wire(WebApplication app) => this.app = app;

    /// <summary>Where bots call.</summary>
    public Uri Address => new(app.Urls.First());

    public static async Task<Wire> Up()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var wire = new Wire(app);
        app.Run(wire.Serve);
        await app.StartAsync();
        return wire;
    }

    /// <summary>Hears what is written to one chat.</summary>
    public Listener Hear(long chat) => listeners.GetOrAdd(chat, static _ => new());

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var listener in listeners.Values)
            listener.Dispose();
    }

    private async Task Serve(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var method = path[(path.LastIndexOf('/') + 1)..];
        context.Response.ContentType = "application/json";
        if (path.StartsWith(Connector, StringComparison.Ordinal))
            method = Connector;
        var answer = method switch
        {
            "sendMessage" => await Sent(context.Request),
            Connector => await Connected(context.Request),
            "getMe" => me,
            "getWebhookInfo" => hook,
            "getMyCommands" or "getUpdates" => nothing,
            "getMyDescription" or "getMyShortDescription" or "getMyName" or "getChatMenuButton" => blank,
            _ => done,
        };
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }

    /// <summary>Where bots of the other protocol write to: <c>/v3/conversations/CHAT/activities/...</c>.</summary>
    private const string Connector = "/v3/conversations/";

    private async Task<byte[]> Connected(HttpRequest request)
    {
        using var json = await JsonDocument.ParseAsync(request.Body);
        // That somebody types is no message.
        if (!json.RootElement.GetProperty("type").ValueEquals("message"))
            return blank;
        var path = request.Path.Value!;
        if (listeners.TryGetValue(long.Parse(path[Connector.Length..].Split('/')[0]), out var listener))
            listener.Written();
        return Encoding.UTF8.GetBytes($$$"""{"id":"{{{Interlocked.Increment(ref messages)}}}"}""");
    }

    private async Task<byte[]> Sent(HttpRequest request)
    {
        using var json = await JsonDocument.ParseAsync(request.Body);
        var chat = json.RootElement.GetProperty("chat_id") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : long.Parse(json.RootElement.GetProperty("chat_id").GetString()!);
        var id = Interlocked.Increment(ref messages);
        if (listeners.TryGetValue(chat, out var listener))
            listener.Written();
        return Encoding.UTF8.GetBytes($$$"""{"ok":true,"result":{"message_id":{{{id}}},"date":1790000000,"chat":{"id":{{{chat}}},"type":"private","first_name":"P"},"from":{"id":777000,"is_bot":true,"first_name":"Wire"},"text":"x"}}""");
    }

    /// <summary>Counts what is written to one chat.</summary>
    public sealed class Listener : IDisposable
    {
        private readonly SemaphoreSlim written = new(0);

        internal void Written() => written.Release();

        /// <returns>Whether something was written in time.</returns>
        public Task<bool> Next(TimeSpan within) => written.WaitAsync(within);

        public void Dispose() => written.Dispose();
    }
}
