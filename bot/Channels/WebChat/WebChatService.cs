using Assistant.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.WebChat;

/// <summary>What the routes do. Every answer is a status and a short code; no exception gets past here.</summary>
internal sealed partial class WebChatService(
    WebChatIdentity identity, WebChatOptions options, IReceiver receiver, IConversationLog log, LogSignal signal, Streams streams, EventStream events,
    IEnumerable<IFileDoor> doors, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<WebChatService> logger)
{
    private const int RetryAfterFault = 5; // seconds
    private const int RetryAfterFlood = 2; // seconds

    /// <summary>The browser's conversation; the same one each time, so that closing the page loses nothing.</summary>
    public IResult Open(HttpContext http) =>
        identity.IsOurs(http) ? Opened(identity.Welcome(http), StatusCodes.Status201Created) : Fail(StatusCodes.Status403Forbidden, "origin");

    public IResult Reconnect(HttpContext http, string id) => Enter(http, id, out var visitor) ?? Opened(visitor!, StatusCodes.Status200OK);

    public IResult Refresh(HttpContext http, TimeSpan grace) =>
        !identity.IsOurs(http) ? Fail(StatusCodes.Status403Forbidden, "origin")
        : identity.Known(http) is { } visitor && identity.HasToken(http, visitor, grace) ? Opened(visitor, StatusCodes.Status200OK)
        : Fail(StatusCodes.Status401Unauthorized, "token");

    public Task<IResult> Post(HttpContext http, string id) => Guarded(http, async () =>
    {
        if (!identity.IsOurs(http)) return Fail(StatusCodes.Status403Forbidden, "origin");
        if (Enter(http, id, out var visitor) is { } refused) return refused;
        if (!identity.HasToken(http, visitor!)) return Fail(StatusCodes.Status401Unauthorized, "token");
        if (!http.Request.HasJsonContentType()) return Fail(StatusCodes.Status415UnsupportedMediaType, "not-json");
        if (await Body.Read(http.Request, ActivityReader.MaxBytes, http.RequestAborted) is not { } body) return Fail(StatusCodes.Status413PayloadTooLarge, "too-large");
        var (posted, fault) = ActivityReader.Read(body.Span);
        if (posted is null) return Fail(StatusCodes.Status400BadRequest, fault == ActivityFault.NoType ? "no-type" : "malformed");

        return Posting.Clean(posted, visitor!, time.GetUtcNow(), out var activityId) is { } activity ? await Take(http, activity, visitor!) : Accepted(activityId);
    });

    /// <summary>A file that the person was just asked for, with words; no other is read.</summary>
    public Task<IResult> Upload(HttpContext http, string id) => Guarded(http, async () =>
    {
        if (!identity.IsOurs(http)) return Fail(StatusCodes.Status403Forbidden, "origin");
        if (Enter(http, id, out var visitor) is { } refused) return refused;
        if (!identity.HasToken(http, visitor!)) return Fail(StatusCodes.Status401Unauthorized, "token");
        if (doors.FirstOrDefault() is not { } door || !await door.IsOpen(WebChatChannel.ChannelId, visitor!.Conversation, http.RequestAborted))
            return Fail(StatusCodes.Status409Conflict, "not-asked");
        var upload = await WebChat.Upload.Read(http);
        if (upload.IsTooLarge) return Fail(StatusCodes.Status413PayloadTooLarge, "too-large");
        return upload is { Posted: { } posted, File: { } file } && Posting.Clean(posted, visitor, time.GetUtcNow(), out _) is { } activity
            ? await Take(http, file.With(activity with { Text = activity.Text ?? "", Value = null }), visitor)
            : Fail(StatusCodes.Status400BadRequest, "malformed");
    });

    private async Task<IResult> Take(HttpContext http, Activity activity, Visitor visitor)
    {
        switch (await receiver.Receive(activity, $"{visitor.Conversation}:{activity.Id}", visitor.Id, http.RequestAborted))
        {
            case Receipt.Stored:
                // The person's other tabs see it at once, whatever becomes of the turn.
                signal.Notify(WebChatChannel.ChannelId, visitor.Conversation);
                return Accepted(activity.Id!);
            case Receipt.Known:
                return Accepted(activity.Id!);
            case Receipt.TooMany:
                return Fail(StatusCodes.Status429TooManyRequests, "too-many", RetryAfterFlood);
            default:
                return Fail(StatusCodes.Status503ServiceUnavailable, "unavailable", RetryAfterFault);
        }
    }

    public Task<IResult> Read(HttpContext http, string id, string? after) => Guarded(http, async () =>
        Enter(http, id, out var visitor) is { } refused ? refused
        : !Log.TryParse(after, out var watermark) ? Fail(StatusCodes.Status400BadRequest, "watermark")
        : TypedResults.Json(
            await Log.Read(log, visitor!.Conversation, watermark, http.RequestAborted) ?? new([], watermark), DirectLineJson.Default.ActivitySet));

    public Task<IResult> Stream(HttpContext http, string id, string? after) => Guarded(http, async () =>
    {
        if (Enter(http, id, out var visitor) is { } refused) return refused;
        // The header is newer than the address when the browser reconnects by itself.
        var last = http.Request.Headers["Last-Event-ID"].ToString();
        if (!Log.TryParse(last.Length > 0 ? last : after, out var watermark)) return Fail(StatusCodes.Status400BadRequest, "watermark");
        using var slot = streams.Open(visitor!.Conversation);
        if (slot is null) return Fail(StatusCodes.Status503ServiceUnavailable, "unavailable", RetryAfterFault);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        await events.Write(http, visitor.Conversation, watermark, slot.GivenUp, stop.Token);
        return TypedResults.Empty;
    });

    public Task<IResult> File(HttpContext http, string id, long number) => Guarded(http, async () =>
    {
        if (Enter(http, id, out var visitor) is { } refused) return refused;
        var found = number > 0 ? await log.After(WebChatChannel.ChannelId, visitor!.Conversation, number - 1, 1, http.RequestAborted) : [];
        if (found is not [{ Outgoing.File: { } file } entry] || entry.Watermark != number) return Fail(StatusCodes.Status404NotFound, "not-found");
        // Whatever it is, it is saved and never opened as a page of ours.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(file.Content.AsMemory().ToArray(), file.MediaType, file.Name);
    });

    // A conversation of somebody else and one that never was get the same words.
    private IResult? Enter(HttpContext http, string id, out Visitor? visitor)
    {
        visitor = identity.Known(http);
        return visitor is null ? Fail(StatusCodes.Status401Unauthorized, "unknown")
            : visitor.Conversation != id ? Fail(StatusCodes.Status404NotFound, "not-found")
            : null;
    }

    private IResult Opened(Visitor visitor, int status) => TypedResults.Json(
        new OpenedConversation(
            visitor.Conversation, identity.Token(visitor), (int)options.TokenLifetime.TotalSeconds,
            $"{WebChatEndpoints.Root}/conversations/{visitor.Conversation}/stream", options.DemoRoles.IsEmpty ? null : options.DemoRoles),
        DirectLineJson.Default.OpenedConversation, statusCode: status);

    private async Task<IResult> Guarded(HttpContext http, Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return TypedResults.Empty;
        }
        catch (BadHttpRequestException e)
        {
            return Fail(e.StatusCode, "malformed");
        }
        catch (IOException) when (http.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.Empty;
        }
#pragma warning disable CA1031 // The last line of defence: whatever went wrong behind the ports, the page gets a code it can wait on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failed(logger, e, http.Request.Method);
            return http.Response.HasStarted ? TypedResults.Empty : Fail(StatusCodes.Status503ServiceUnavailable, "unavailable", RetryAfterFault);
        }
    }

    private static IResult Accepted(string id) => TypedResults.Json(new Posted(id), DirectLineJson.Default.Posted);

    private static FailureResult Fail(int status, string code, int? retryAfter = null) => new(status, code, retryAfter);

    [LoggerMessage(3101, LogLevel.Error, "The chat endpoint failed on {Method}")]
    private static partial void Failed(ILogger log, Exception e, string method);
}
