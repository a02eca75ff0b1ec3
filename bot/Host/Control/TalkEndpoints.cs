using System.Text.Json;
using Assistant.Channels;
using Assistant.Channels.Terminal;
using Assistant.Protocol;
using Assistant.Records;
using Microsoft.AspNetCore.Http.Features;

namespace Assistant.Host.Control;

/// <summary>A conversation at the terminal, through the same pipeline as every other channel.</summary>
internal static class TalkEndpoints
{
    /// <summary>Longest wait for a turn to be over before the terminal goes on.</summary>
    private static readonly TimeSpan turnLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan turnStep = TimeSpan.FromMilliseconds(5);

    /// <summary>Longest a question for news stays open.</summary>
    private static readonly TimeSpan newsLimit = TimeSpan.FromSeconds(30);

    private const int logLimit = 200;

    /// <summary>Longest message, in bytes: a file as base64, and the words beside it.</summary>
    private const long maxBody = 4 * (HandedIn.Largest / 3 + 1) + ActivityReader.MaxBytes;

    public static void MapTalk(this IEndpointRouteBuilder control)
    {
        control.MapPost("/talk", Say);
        control.MapGet("/talk", Read);
    }

    private static async Task Say(HttpContext context, IReceiver receiver, IFileDoor door, ITurnWatch turns, IIds ids, TimeProvider time)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBody;
        var said = await context.Request.ReadFromJsonAsync(ControlJson.Default.TalkSaid, context.RequestAborted)
            ?? throw new BadHttpRequestException("nothing was said");
        if (said.File is not null && !await door.IsOpen(TerminalChannel.ChannelId, said.Who, context.RequestAborted))
        {
            await context.Response.WriteAsJsonAsync(new TalkHeard(Receipt.Known, IsUnasked: true), ControlJson.Default.TalkHeard, cancellationToken: context.RequestAborted);
            return;
        }
        var activity = Activity(said, time);
        var receipt = await receiver.Receive(said.File is { } file ? new HandedIn(file.Name, file.Size, file.Content).With(activity) : activity, ids.Next().ToString("D"), said.Who, context.RequestAborted);
        for (var began = time.GetTimestamp(); receipt == Receipt.Stored && !turns.IsQuiet && time.GetElapsedTime(began) < turnLimit;)
            await Task.Delay(turnStep, time, context.RequestAborted);
        await context.Response.WriteAsJsonAsync(new TalkHeard(receipt), ControlJson.Default.TalkHeard, cancellationToken: context.RequestAborted);
    }

    internal static Activity Activity(TalkSaid said, TimeProvider time) => new()
    {
        Type = said.IsJoining ? "conversationUpdate" : "message",
        ChannelId = TerminalChannel.ChannelId,
        Timestamp = time.GetUtcNow(),
        Locale = said.Lang,
        From = new() { Id = said.Who, Role = "user" },
        Conversation = new() { Id = said.Who },
        Text = said.Text,
        Value = said.Press is { } press ? JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["press"] = press }) : null,
    };

    private static async Task Read(HttpContext context, IConversationLog log, LogSignal signal, string who, long after, bool wait)
    {
        using var reader = signal.Subscribe(TerminalChannel.ChannelId, who);
        var news = await log.After(TerminalChannel.ChannelId, who, after, logLimit, context.RequestAborted);
        if (wait && news.Count == 0)
        {
            await reader.Next(newsLimit, context.RequestAborted);
            news = await log.After(TerminalChannel.ChannelId, who, after, logLimit, context.RequestAborted);
        }
        await context.Response.WriteAsJsonAsync(
            new TalkLog(
                [
                    .. news.Select(entry => new TalkEntry(entry.Incoming is not null, entry.Outgoing)),
                    .. reader.TakeUnstored().Select(message => new TalkEntry(false, message)),
                ],
                news is [.., var last] ? last.Watermark : after),
            ControlJson.Default.TalkLog, cancellationToken: context.RequestAborted);
    }
}

/// <summary>Tells when everything that was said has been answered.</summary>
public interface ITurnWatch
{
    /// <summary>No turn is queued or under way.</summary>
    bool IsQuiet { get; }
}
