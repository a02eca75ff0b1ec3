using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Assistant.Fakes.Telegram;

/// <summary>The transport: paths, bodies of every kind, answers and scripted faults.</summary>
public sealed partial class TelegramDouble
{
    private static readonly JsonSerializerOptions wire = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private WebApplication? app;
    private readonly CancellationTokenSource closing = new();

    /// <summary>Listens on loopback.</summary>
    public static async Task<TelegramDouble> Start(DoubleOptions? options = null)
    {
        var world = new TelegramDouble(options ?? new());
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, world.Options.Port);
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        });
        world.app = builder.Build();
        world.app.Run(world.Serve);
        await world.app.StartAsync();
        world.Address = new(world.app.Urls.First());
        return world;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        lock (gate)
            webhook?.Removed.Cancel();
        if (app is not null)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await app.StopAsync(soon.Token);
            await app.DisposeAsync();
            app = null;
        }
        http.Dispose();
    }

    /// <summary>Presses nobody answered in time are violations; asked for at the end of a test.</summary>
    public IReadOnlyList<string> Violations()
    {
        lock (gate)
            foreach (var press in pressesInOrder.Where(press => !press.IsAnswered && Now - press.At > Options.PressPatience))
                Journal.Note($"press {press.Id} was never answered");
        return Journal.Violations;
    }

    /// <summary>A file whose link is still good.</summary>
    private byte[]? Linked(string id)
    {
        lock (gate)
            return links.TryGetValue(id, out var at) && Now - at <= Options.FileLife && files.TryGetValue(id, out var file) ? file.Bytes : null;
    }

    private async Task Serve(HttpContext context)
    {
        context.Response.Headers.Date = Clock.ToString("R");
        var segments = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is ["control", ..])
        {
            await Control(context, segments[1..]);
            return;
        }
        if (segments is ["file", var bot, "files", var id, ..] && bot == $"bot{Options.Token}")
        {
            if (Linked(id) is { } bytes)
                await context.Response.Body.WriteAsync(bytes);
            else
                await Answer(context, Refusal(404, "Not Found"), null);
            return;
        }
        if (segments is not [['b', 'o', 't', .. var token], .. var rest] || rest is not ([_] or ["test", _]))
        {
            await Answer(context, Refusal(404, "Not Found"), null);
            return;
        }
        var method = rest[^1];
        if (token != Options.Token)
        {
            await Answer(context, Refusal(401, token.Contains(':', StringComparison.Ordinal) && token is not ['0', ..] ? "Unauthorized" : "Unauthorized: invalid token specified"), null);
            return;
        }
        var fault = Faults.Next(method);
        var (parameters, parts) = await Parameters(context);
        var (answer, code, words) = await Call(context, method, parameters, parts, fault);
        Journal.Add(new(Now, method, parameters, code, words));
        if (answer is not null)
            await Answer(context, answer, fault);
    }

    private async Task<(JsonObject? Answer, int Code, string? Words)> Call(
        HttpContext context, string method, JsonObject parameters, Dictionary<string, (byte[], string)> parts, ScriptedFault? fault)
    {
        switch (fault?.Kind)
        {
            case FaultKind.TooManyRequests:
                return Refused(ApiException.TooMany(fault.Seconds));
            case FaultKind.BadRequest:
                return Refused(ApiException.Bad("can't parse entities: a rule that nobody told of"));
            case FaultKind.Restart:
                return Refused(new(500, "Internal Server Error: restart"));
            case FaultKind.Internal:
                return Refused(new(500, "Internal Server Error"));
            case FaultKind.DropBefore:
                context.Abort();
                return (null, 0, "dropped before");
            case FaultKind.HangBefore:
                await Hang(context);
                return (null, 0, "hung before");
        }
        (JsonObject Answer, int Code, string? Words) result;
        try
        {
            JsonNode? value;
            if (method.Equals("getUpdates", StringComparison.OrdinalIgnoreCase))
            {
                using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing.Token);
                value = await GetUpdates(parameters, over.Token);
            }
            else
            {
                lock (gate)
                    value = Apply(method, parameters, parts);
            }
            result = (new() { ["ok"] = true, ["result"] = value }, 200, null);
        }
        catch (ApiException refused)
        {
            result = Refused(refused);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            return (null, 0, "caller went away");
        }
        catch (Exception broken) when (broken is InvalidOperationException or FormatException or JsonException)
        {
            result = Refused(ApiException.Bad("wrong parameter type"));
        }
        switch (fault?.Kind)
        {
            case FaultKind.DropAfter:
                context.Abort();
                return (null, result.Code, "dropped after");
            case FaultKind.HangAfter:
                await Hang(context);
                return (null, result.Code, "hung after");
            case FaultKind.Html502:
                context.Response.StatusCode = 502;
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>");
                return (null, result.Code, "502 page");
        }
        return result;
    }

    private static (JsonObject, int, string?) Refused(ApiException refused)
    {
        var answer = Refusal(refused.Code, refused.Description);
        if (refused.Parameters is { } parameters)
            answer["parameters"] = parameters.DeepClone();
        return (answer, refused.Code, refused.Description);
    }

    private static JsonObject Refusal(int code, string words) => new() { ["ok"] = false, ["error_code"] = code, ["description"] = words };

    private async Task Hang(HttpContext context)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing.Token);
        Interlocked.Increment(ref hanging);
        await Task.Delay(Timeout.Infinite, over.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        Interlocked.Decrement(ref hanging);
        context.Abort();
    }

    /// <summary>Calls that are not answered just now.</summary>
    public int Hanging => Volatile.Read(ref hanging);

    private int hanging;

    /// <summary>Pieces in which a slow answer comes.</summary>
    private const int slowParts = 20;

    private static async Task Answer(HttpContext context, JsonObject answer, ScriptedFault? fault)
    {
        if (answer["error_code"] is { } code)
            context.Response.StatusCode = code.GetValue<int>();
        if (answer["parameters"]?["retry_after"] is { } wait)
            context.Response.Headers.RetryAfter = wait.ToJsonString();
        context.Response.ContentType = "application/json";
        var bytes = Encoding.UTF8.GetBytes(answer.ToJsonString(wire));
        context.Response.ContentLength = bytes.Length;
        try
        {
            switch (fault?.Kind)
            {
                case FaultKind.SlowBody:
                    foreach (var part in bytes.Chunk(bytes.Length / slowParts + 1))
                    {
                        await context.Response.Body.WriteAsync(part);
                        await context.Response.Body.FlushAsync();
                        await Task.Delay(10);
                    }
                    break;
                case FaultKind.CutBody:
                    await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
                    await context.Response.Body.FlushAsync();
                    context.Abort();
                    break;
                default:
                    await context.Response.Body.WriteAsync(bytes);
                    break;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The caller went away.
        }
    }

    private static async Task<(JsonObject, Dictionary<string, (byte[], string)>)> Parameters(HttpContext context)
    {
        var parameters = new JsonObject();
        var parts = new Dictionary<string, (byte[], string)>(StringComparer.Ordinal);
        foreach (var (name, value) in context.Request.Query)
            parameters[name] = value.ToString();
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync();
            foreach (var (name, value) in form)
                parameters[name] = value.ToString();
            foreach (var file in form.Files)
            {
                using var bytes = new MemoryStream();
                await file.CopyToAsync(bytes);
                parts[file.Name] = (bytes.ToArray(), file.FileName);
            }
            return (parameters, parts);
        }
        if (context.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true && context.Request.ContentLength is not 0)
        {
            try
            {
                if (await JsonNode.ParseAsync(context.Request.Body) is JsonObject body)
                    foreach (var (name, value) in body.ToList())
                        parameters[name] = value?.DeepClone();
            }
            catch (JsonException)
            {
                // The server takes a body it cannot read for none.
            }
        }
        return (parameters, parts);
    }
}
