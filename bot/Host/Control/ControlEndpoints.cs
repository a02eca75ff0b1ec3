using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections.Features;

namespace Assistant.Host.Control;

/// <summary>
/// Orders from the machine's own operator, on the control socket alone: asked for over a network port these addresses do not exist.
/// Who may open the socket owns the data folder, so no further sign-in is asked for.
/// </summary>
public static partial class ControlEndpoints
{
    /// <summary>Maps the group.</summary>
    public static void MapControl(this IEndpointRouteBuilder endpoints)
    {
        var control = endpoints.MapGroup("/control");
        control.AddEndpointFilter(static async (context, next) => IsLocal(context.HttpContext) ? await next(context) : Results.NotFound());
        control.MapGet("/", () => Results.Ok());
        control.MapPost("/verb", RunVerb);
        control.MapTalk();
    }

    internal static bool IsLocal(HttpContext context) =>
        context.Features.Get<IConnectionSocketFeature>()?.Socket.AddressFamily == AddressFamily.Unix;

    private static async Task RunVerb(HttpContext context, IEnumerable<IControlVerb> verbs, ILogger<ControlRequest> log)
    {
        var request = await context.Request.ReadFromJsonAsync(ControlJson.Default.ControlRequest, context.RequestAborted);
        context.Response.ContentType = "application/x-ndjson";
        var output = new Lines(context.Response);
        if (verbs.FirstOrDefault(verb => verb.Name == request?.Verb) is not { } verb)
        {
            // The program on disk was upgraded while the older one runs.
            await output.Complain($"the running host does not know \"{request?.Verb}\": restart it");
            await output.Exit(1);
            return;
        }
        try
        {
            await output.Exit(await verb.Run(request!.Options, output, context.RequestAborted));
        }
#pragma warning disable CA1031 // the operator is told in one line, and the host goes on
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, verb.Name, fault);
            await output.Complain($"{verb.Name}: {fault.Message.ReplaceLineEndings(" ")}");
            await output.Exit(1);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "Verb {Verb} failed")]
    private static partial void Failed(ILogger log, string verb, Exception fault);

    private sealed class Lines(HttpResponse response) : IControlOutput
    {
        public ValueTask Say(string line) => Write(new(Out: line));

        public ValueTask Complain(string line) => Write(new(Err: line));

        public ValueTask Exit(int code) => Write(new(Exit: code));

        private async ValueTask Write(ControlLine line)
        {
            await JsonSerializer.SerializeAsync(response.Body, line, ControlJson.Default.ControlLine, response.HttpContext.RequestAborted);
            await response.Body.WriteAsync("\n"u8.ToArray(), response.HttpContext.RequestAborted);
            await response.Body.FlushAsync(response.HttpContext.RequestAborted);
        }
    }
}
