using System.Text.Json;
using Assistant.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Assistant.Channels.WebChat;

/// <summary>
/// The conversation as server-sent events: <c>activities</c> (an <see cref="ActivitySet"/>; its id is the watermark, which the browser sends back when it
/// reconnects), <c>unstored</c> (the same without a watermark), <c>typing</c>, and <c>superseded</c> when another tab took over. Reading always goes on from the watermark, so nothing is lost or repeated.
/// </summary>
internal sealed class EventStream(IConversationLog log, LogSignal signal, WebChatOptions options, TimeProvider time)
{
    /// <summary>Writes until the reader leaves, the host stops or another stream takes over.</summary>
    /// <exception cref="OperationCanceledException">The reader left or the host stops.</exception>
    public async Task Write(HttpContext http, string conversation, long watermark, CancellationToken superseded, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, superseded);
        using var news = signal.Subscribe(WebChatChannel.ChannelId, conversation);
        // Read once before the answer begins: a store that cannot be read is a 503, not a stream that breaks.
        var batch = await Log.Read(log, conversation, watermark, stop);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await http.Response.WriteAsync("retry: 1500\n\n", stop);
        try
        {
            while (true)
            {
                for (; batch is not null; batch = batch.MayHaveMore ? await Log.Read(log, conversation, watermark, end.Token) : null)
                {
                    watermark = batch.Last;
                    var json = JsonSerializer.Serialize(batch, DirectLineJson.Default.ActivitySet);
                    await http.Response.WriteAsync($"id: {batch.Watermark}\nevent: activities\ndata: {json}\n\n", end.Token);
                }
                await http.Response.Body.FlushAsync(end.Token);
                var wake = await news.Next(options.KeepAlive, end.Token);
                if (wake == Wake.None) await http.Response.WriteAsync(": still here\n\n", end.Token);
                foreach (var message in news.TakeUnstored())
                {
                    var json = JsonSerializer.Serialize(new([Log.Unstored(message, conversation, time.GetUtcNow())], watermark), DirectLineJson.Default.ActivitySet);
                    await http.Response.WriteAsync($"event: unstored\ndata: {json}\n\n", end.Token);
                    await http.Response.Body.FlushAsync(end.Token);
                }
                if (wake.HasFlag(Wake.Typing)) await http.Response.WriteAsync("event: typing\ndata: {}\n\n", end.Token);
                // Read after quiet times too: should a signal ever be missed, the message comes a little later, not never.
                if (wake == Wake.None || wake.HasFlag(Wake.Log)) batch = await Log.Read(log, conversation, watermark, end.Token);
            }
        }
        catch (OperationCanceledException) when (superseded.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            await http.Response.WriteAsync("event: superseded\ndata: {}\n\n", stop);
        }
    }
}
