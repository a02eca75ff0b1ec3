using System.Collections.Immutable;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;

namespace Assistant.Channels.Telegram;

/// <summary>Looks at Telegram from outside: token, way of updates, clock.</summary>
public sealed class TelegramCheck
{
    /// <summary>The vendor's clock and ours may differ by this before it matters.</summary>
    private static readonly TimeSpan clockTolerance = TimeSpan.FromSeconds(30);

    /// <summary>Telegram remembers its last complaint for ever; one older than this is history.</summary>
    private static readonly TimeSpan recent = TimeSpan.FromHours(1);

    /// <summary>More updates waiting than this mean that they are not taken.</summary>
    private const int manyWaiting = 100;

    private readonly BotApi api;
    private readonly TelegramOptions options;
    private readonly Setup setup;
    private readonly TimeProvider time;

    internal TelegramCheck(BotApi api, TelegramOptions options, Setup setup, TimeProvider time) => (this.api, this.options, this.setup, this.time) = (api, options, setup, time);

    /// <summary>Asks and reports; changes nothing.</summary>
    public async ValueTask<ImmutableArray<Finding>> Look(CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var me = await api.Call(new GetMe(), cancellationToken);
        if (me.Error is { } error)
            return [new(FindingLevel.Fail, error switch
            {
                { Fault: BotFault.Unauthorized } => "Telegram does not know the token: copy it anew from BotFather into Telegram:Token",
                // Whether it was heard or not: no answer came.
                { Fault: BotFault.NotSent } or { Code: 0 } => $"{options.ApiRoot.Host} cannot be reached ({error.Description}): check network and firewall",
                _ => $"Telegram answers {error.Fault} ({error.Code} {error.Description}): try again in a minute",
            })];
        findings.Add(new(FindingLevel.Ok, $"the bot is @{me.Value!.Username}"));
        if (me.Value.CanReadAllGroupMessages)
            findings.Add(new(FindingLevel.Warn, "the bot sees everything said in groups: switch group privacy on with BotFather (/setprivacy)"));
        var info = await api.Call(new GetWebhookInfo(), cancellationToken);
        if (info.Error is { } fault)
            findings.Add(new(FindingLevel.Warn, $"how updates come could not be asked ({fault.Fault})"));
        else
            Updates(info.Value!, findings);
        if (options is { Mode: TelegramMode.Webhook, WebhookSecret: { } secret })
            findings.Add(await Knock(secret, cancellationToken));
        if (await api.ServerTime(cancellationToken) is { } theirs && (theirs - time.GetUtcNow()).Duration() is var off && off > clockTolerance)
            findings.Add(new(FindingLevel.Warn, $"this machine's clock is {off.TotalSeconds:F0} s off: set it by network time"));
        return findings.ToImmutable();
    }

    /// <summary>Calls as Telegram would, with something that is no update: whoever knows the secret says so, and takes nothing.</summary>
    private async ValueTask<Finding> Knock(string secret, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(options.CallTimeout);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Post, setup.Address) { Content = new StringContent("-") };
        request.Headers.TryAddWithoutValidation(Webhook.SecretHeader, secret);
        try
        {
            using var response = await http.SendAsync(request, over.Token);
            return (int)response.StatusCode switch
            {
                400 => new(FindingLevel.Ok, $"{setup.Address} leads to a program that knows the secret"),
                401 => new(FindingLevel.Fail, "the running program has another secret than Telegram:WebhookSecret: start it again, it tells Telegram the new one"),
                503 => new(FindingLevel.Warn, "the program was stopping just now: ask again in a minute"),
                var status => new(FindingLevel.Fail, $"{setup.Address} answers {status}: let the proxy pass {setup.Address.AbsolutePath} on to the program"),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(FindingLevel.Fail, $"{setup.Address.Host} cannot be reached ({(fault as HttpRequestException)?.HttpRequestError.ToString() ?? "no answer"}): check name, certificate, firewall, and that the program runs");
        }
    }

    private TimeSpan? Ago(long? unix) => unix is { } seconds ? time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static string Told(TimeSpan ago) => ago >= TimeSpan.FromDays(2) ? $"{(int)ago.TotalDays} days" : ago >= TimeSpan.FromHours(2) ? $"{(int)ago.TotalHours} hours" : $"{Math.Max(0, (int)ago.TotalMinutes)} min";

    /// <summary>What helps, by Telegram's own words.</summary>
    private string Remedy(string words) =>
        words.Contains("401", StringComparison.Ordinal) ? "something before us, or another secret, refuses it: start the program again, it tells Telegram its secret"
        : words.Contains("503", StringComparison.Ordinal) ? "the program was stopping or cannot save: doctor store"
        : words.Contains("certificate", StringComparison.OrdinalIgnoreCase) || words.Contains("SSL", StringComparison.OrdinalIgnoreCase) ? $"renew the certificate of {setup.Address.Host}, with its chain"
        : words.Contains("404", StringComparison.Ordinal) ? $"let the proxy pass {setup.Address.AbsolutePath} on to the program"
        : $"is {setup.Address.Host} reachable from outside by https?";

    private void Updates(WebhookInfo info, ImmutableArray<Finding>.Builder findings)
    {
        var url = info.Url ?? "";
        findings.Add((options.Mode, url) switch
        {
            (TelegramMode.Polling, "") => new(FindingLevel.Ok, "updates are polled"),
            (TelegramMode.Polling, _) => new(FindingLevel.Fail, "a webhook is set somewhere else, so nothing can be polled: it is taken away at the next start; if it is not yours, revoke the token with BotFather"),
            (_, "") => new(FindingLevel.Fail, "no webhook is set: start the program, it sets it"),
            _ when url == setup.Address.AbsoluteUri => new(FindingLevel.Ok, $"the webhook is {url}"),
            _ => new(FindingLevel.Fail, "the webhook points somewhere else: the token may be stolen; revoke it with BotFather"),
        });
        // By polling nothing is delivered, so nothing fails.
        if (options.Mode == TelegramMode.Webhook && info.LastErrorMessage is { Length: > 0 } words)
            findings.Add(Ago(info.LastErrorDate) is { } ago && ago > recent
                ? new(FindingLevel.Ok, $"Telegram's last failure to deliver is {Told(ago)} old: {words}")
                : new(FindingLevel.Warn, $"Telegram could not deliver{(Ago(info.LastErrorDate) is { } just ? $" {Told(just)} ago" : "")}: {words}; {Remedy(words)}"));
        if (Ago(info.LastSynchronizationErrorDate) is { } unsynchronised && unsynchronised <= recent)
            findings.Add(new(FindingLevel.Warn, $"Telegram itself had trouble {Told(unsynchronised)} ago with what waits for us: nothing to do here, it tries again"));
        findings.Add(info.PendingUpdateCount > manyWaiting
            ? new(FindingLevel.Warn, $"{info.PendingUpdateCount} updates wait: is the program running, and does it save (doctor store)?")
            : new(FindingLevel.Ok, $"{info.PendingUpdateCount} updates wait"));
    }
}
