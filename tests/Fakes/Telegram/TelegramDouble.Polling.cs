using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>Updates that are asked for.</summary>
public sealed partial class TelegramDouble
{
    private const int longestPoll = 50; // seconds
    private static readonly TimeSpan hasty = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan veryHasty = TimeSpan.FromMilliseconds(500);

    private CancellationTokenSource? poller;
    private (long Offset, TimeSpan At)? lastPoll;

    private async Task<JsonNode> GetUpdates(JsonObject p, CancellationToken aborted)
    {
        var offset = Number(p, "offset");
        var limit = (int)Number(p, "limit") is > 0 and <= 100 and var given ? given : 100;
        var wait = TimeSpan.FromSeconds(Math.Clamp(Number(p, "timeout"), 0, longestPoll));
        using var mine = new CancellationTokenSource();
        CancellationTokenSource? loser;
        lock (gate)
        {
            if (webhook is not null)
                throw new ApiException(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
            if (Json(p, "allowed_updates") is JsonArray list)
                Allow(list);
            (loser, poller) = (poller, mine);
            updates.Confirm(offset);
            if (Options.SlowsHastyPolls && lastPoll is { } last && last.Offset == offset)
            {
                if (Now - last.At < veryHasty)
                    limit = 1;
                if (Now - last.At < hasty && wait < hasty)
                    wait = hasty;
            }
            lastPoll = (offset, Now);
        }
        if (loser is not null)
            await loser.CancelAsync();
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(mine.Token, aborted);
            var began = time.GetTimestamp();
            while (true)
            {
                var signal = changed.Task;
                lock (gate)
                {
                    updates.Forget(Now);
                    if (updates.Waiting.Count > 0)
                        return new JsonArray([.. updates.Waiting.Take(limit).Select(update => update.Update.DeepClone())]);
                }
                var left = wait - time.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                    return new JsonArray();
                await Task.WhenAny(signal, Task.Delay(left, time, over.Token));
                if (mine.IsCancellationRequested)
                {
                    await Task.Delay(Options.ConflictDelay, time, aborted);
                    throw new ApiException(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
                }
                aborted.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            lock (gate)
                if (poller == mine)
                    poller = null;
        }
    }

    private void Allow(JsonArray list) => allowed = list.Count == 0 ? null : [.. list.Select(kind => kind!.GetValue<string>())];
}
