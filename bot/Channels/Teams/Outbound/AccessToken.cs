using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// Our own token for the Connector: kept while it is good, renewed ahead while the old one still serves, fetched once for all who wait. It goes into no
/// log and no exception.
/// </summary>
internal sealed partial class AccessToken(TokenRequest request, TimeProvider time, ILogger<AccessToken> log)
{
    /// <summary>Share of its life after which a token is renewed.</summary>
    private const double renewAfter = 0.8;

    /// <summary>After a failed renewal ahead, the next one waits this long.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private Kept? kept;
    private Task<string?>? under;
    private long? failedAt;

    /// <returns><see langword="null"/>: none is to be had just now.</returns>
    public Task<string?> Get()
    {
        lock (gate)
        {
            var age = kept is { } known ? time.GetElapsedTime(known.At) : TimeSpan.MaxValue;
            if (kept is null || age >= kept.Life)
                return under is { IsCompleted: false } ? under : under = Fetch();
            if (age >= kept.Life * renewAfter && under is not { IsCompleted: false } && !(failedAt is { } at && time.GetElapsedTime(at) < pause))
                under = Fetch();
            return Task.FromResult<string?>(kept.Token);
        }
    }

    /// <summary>The Connector did not like it: the next one is fetched anew.</summary>
    public void Drop(string token)
    {
        lock (gate)
            if (kept?.Token == token)
                kept = null;
    }

    private async Task<string?> Fetch()
    {
        await Task.Yield();
        using var over = new CancellationTokenSource(TokenRequest.Timeout, time);
        var answer = await request.Send(over.Token);
        if (answer is { Token: { } token, Life: { } life })
        {
            lock (gate)
                (kept, failedAt) = (new(token, time.GetTimestamp(), life), null);
            return token;
        }
        Failed(answer.Fault ?? "");
        return null;
    }

    private void Failed(string why)
    {
        lock (gate)
            failedAt = time.GetTimestamp();
        NotGiven(log, why);
    }

    private sealed record Kept(string Token, long At, TimeSpan Life);

    [LoggerMessage(3302, LogLevel.Error, "No token for the Connector ({Why}): are Teams:AppId, Teams:TenantId and Teams:ClientSecret (or Teams:CertificateFile) right? doctor teams tells more")]
    private static partial void NotGiven(ILogger log, string why);
}
