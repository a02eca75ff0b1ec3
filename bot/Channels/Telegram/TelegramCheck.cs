using System.Collections.Immutable;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;

namespace Assistant.Channels.Telegram;

/// <summary>Looks at Telegram from outside: token, way of updates, clock.</summary>
public sealed class TelegramCheck
{
    /// <summary>The vendor's clock and ours may differ by this before it matters.</summary>
    private static readonly TimeSpan clockTolerance = TimeSpan.FromSeconds(30);

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
            return [new(FindingLevel.Fail, error.Fault switch
            {
                BotFault.Unauthorized => "Telegram does not know the token: copy it anew from BotFather into Telegram:Token",
                BotFault.NotSent => $"{options.ApiRoot.Host} cannot be reached ({error.Description}): check network and firewall",
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
        if (await api.ServerTime(cancellationToken) is { } theirs && (theirs - time.GetUtcNow()).Duration() is var off && off > clockTolerance)
            findings.Add(new(FindingLevel.Warn, $"this machine's clock is {off.TotalSeconds:F0} s off: set it by network time"));
        return findings.ToImmutable();
    }

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
        if (info.LastErrorMessage is { Length: > 0 } words)
            findings.Add(new(FindingLevel.Warn, $"Telegram's last attempt to deliver failed: {words}"));
        findings.Add(new(info.PendingUpdateCount > manyWaiting ? FindingLevel.Warn : FindingLevel.Ok, $"{info.PendingUpdateCount} updates wait"));
    }
}
