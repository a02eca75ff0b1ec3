using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Assistant.Fakes.Telegram;

/// <summary>Updates that are delivered.</summary>
public sealed partial class TelegramDouble
{
    private sealed class Webhook(string url, string? secret, int connections)
    {
        public string Url => url;
        public string? Secret => secret;
        public SemaphoreSlim Connections { get; } = new(connections, connections);
        public CancellationTokenSource Removed { get; } = new();
        public HashSet<long> Busy { get; } = [];
        public string? LastError { get; set; }
        public long? LastErrorDate { get; set; }
    }

    private Webhook? webhook;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Every delivery tried: number of the update and the status it got (0: none).</summary>
    public IReadOnlyList<(long Update, int Status, TimeSpan At)> Deliveries
    {
        get { lock (gate) return [.. deliveries]; }
    }

    private readonly List<(long, int, TimeSpan)> deliveries = [];

    private JsonNode SetWebhook(JsonObject p)
    {
        var url = Text(p, "url") ?? "";
        if (url.Length == 0)
            return DeleteWebhook(p);
        // Plain http is for the double alone: it has no certificate.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback)
            throw ApiException.Bad("bad webhook: An HTTPS URL must be provided for webhook");
        if (!uri.IsLoopback && uri.Port is not (443 or 80 or 88 or 8443))
            throw ApiException.Bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
        var secret = Text(p, "secret_token");
        if (secret is { Length: > 256 })
            throw ApiException.Bad("secret token is too long");
        if (secret is not null && !Secret().IsMatch(secret))
            throw ApiException.Bad("secret token contains unallowed characters");
        if (Json(p, "allowed_updates") is JsonArray list)
            Allow(list);
        if (Flag(p, "drop_pending_updates"))
            updates.Clear();
        if (webhook is { } before && before.Url == url && before.Secret == secret)
            return true;
        webhook?.Removed.Cancel();
        webhook = new(url, secret, (int)Math.Clamp(Number(p, "max_connections") is 0 ? 40 : Number(p, "max_connections"), 1, 100));
        _ = Deliver(webhook);
        return true;
    }

    private JsonNode DeleteWebhook(JsonObject p)
    {
        webhook?.Removed.Cancel();
        webhook = null;
        if (Flag(p, "drop_pending_updates"))
            updates.Clear();
        return true;
    }

    private JsonObject WebhookInfo()
    {
        var info = new JsonObject { ["url"] = webhook?.Url ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = updates.Waiting.Count };
        if (webhook?.LastErrorDate is { } date)
        {
            info["last_error_date"] = date;
            info["last_error_message"] = webhook.LastError;
        }
        return info;
    }

    /// <summary>Looks for queues with something to deliver; each is worked off by itself.</summary>
    private async Task Deliver(Webhook to)
    {
        while (!to.Removed.IsCancellationRequested)
        {
            var signal = changed.Task;
            List<long> queues;
            lock (gate)
            {
                updates.Forget(Now);
                queues = [.. updates.Waiting.Select(update => update.Queue).Distinct().Where(to.Busy.Add)];
            }
            foreach (var queue in queues)
                _ = Work(to, queue);
            try
            {
                await signal.WaitAsync(to.Removed.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Work(Webhook to, long queue)
    {
        try
        {
            var failures = 0;
            while (!to.Removed.IsCancellationRequested)
            {
                QueuedUpdate? update;
                lock (gate)
                {
                    updates.Forget(Now);
                    update = updates.Waiting.FirstOrDefault(waiting => waiting.Queue == queue);
                    if (update is null)
                    {
                        to.Busy.Remove(queue);
                        return;
                    }
                }
                var (isTaken, retryAfter) = await Post(to, update);
                if (isTaken)
                {
                    failures = 0;
                    lock (gate)
                        updates.Remove(update);
                    continue;
                }
                // At once the first time, then twice as long each time.
                var pause = retryAfter ?? (failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Options.WebhookLongest.TotalSeconds, Options.WebhookBackoff.TotalSeconds * Math.Pow(2, failures - 1))));
                failures++;
                await Task.Delay(pause, time, to.Removed.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The webhook was removed.
        }
    }

    private async Task<(bool IsTaken, TimeSpan? RetryAfter)> Post(Webhook to, QueuedUpdate update)
    {
        await to.Connections.WaitAsync(to.Removed.Token);
        var status = 0;
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(to.Removed.Token);
            using var timer = time.CreateTimer(_ => over.Cancel(), null, Options.WebhookTimeout, Timeout.InfiniteTimeSpan);
            using var request = new HttpRequestMessage(HttpMethod.Post, to.Url) { Content = new StringContent(update.Update.ToJsonString(), Encoding.UTF8, "application/json") };
            if (to.Secret is not null)
                request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", to.Secret);
            using var response = await http.SendAsync(request, over.Token);
            status = (int)response.StatusCode;
            if (response.IsSuccessStatusCode)
            {
                await Reply(await response.Content.ReadAsStringAsync(over.Token));
                return (true, null);
            }
            lock (gate)
                (to.LastError, to.LastErrorDate) = ($"Wrong response from the webhook: {status} {response.ReasonPhrase}", Unix);
            return (false, response.Headers.RetryAfter?.Delta is { } delta && delta <= TimeSpan.FromHours(1) ? delta : null);
        }
        catch (Exception fault) when (fault is HttpRequestException || fault is OperationCanceledException && !to.Removed.IsCancellationRequested)
        {
            lock (gate)
                (to.LastError, to.LastErrorDate) = (fault is HttpRequestException ? "Connection refused" : "Read timeout expired", Unix);
            return (false, null);
        }
        finally
        {
            to.Connections.Release();
            lock (gate)
                if (Journal.Keeps)
                    deliveries.Add((update.Id, status, Now));
        }
    }

    /// <summary>An answer may itself be a call; nobody learns what came of it.</summary>
    private Task Reply(string body)
    {
        if (body is not ['{', ..])
            return Task.CompletedTask;
        try
        {
            if (JsonNode.Parse(body) is JsonObject call && call["method"]?.GetValue<string>() is { } method
                && !method.StartsWith("get", StringComparison.OrdinalIgnoreCase) && method.ToLowerInvariant() is not ("setwebhook" or "deletewebhook" or "close" or "logout"))
                lock (gate)
                    Apply(method, call, new Dictionary<string, (byte[], string)>());
        }
        catch (Exception invisible) when (invisible is ApiException or JsonException or InvalidOperationException)
        {
            // As said.
        }
        return Task.CompletedTask;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex Secret();
}
