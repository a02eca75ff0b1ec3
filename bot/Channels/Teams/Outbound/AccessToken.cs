using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// Our own token for the Connector: kept while it is good, renewed ahead while the old one still serves, fetched once for all who wait. It goes into no
/// log and no exception.
/// </summary>
internal sealed partial class AccessToken(TeamsOptions options, TeamsHttp http, TimeProvider time, ILogger<AccessToken> log)
{
    /// <summary>Share of its life after which a token is renewed.</summary>
    private const double renewAfter = 0.8;

    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(10);

    /// <summary>After a failed renewal ahead, the next one waits this long.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(30);

    private const int maxAnswer = 64 * 1024; // bytes
    private const string scope = "https://api.botframework.com/.default";

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
        try
        {
            using var over = new CancellationTokenSource(timeout, time);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = options.AppId, ["client_secret"] = options.ClientSecret ?? "", ["scope"] = scope,
            });
            var address = new Uri($"{options.Authority.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(options.TenantId)}/oauth2/v2.0/token");
            using var response = await http.Client.PostAsync(address, form, over.Token);
            var bytes = await AnswerBytes.Read(response, maxAnswer, over.Token);
            var answer = bytes is { } some ? JsonNode.Parse(some.Span) as JsonObject : null;
            if (response.IsSuccessStatusCode && answer?["access_token"] is JsonValue value && value.TryGetValue<string>(out var token) && token.Length > 0 && Life(answer["expires_in"]) is { } life)
            {
                lock (gate)
                    (kept, failedAt) = (new(token, time.GetTimestamp(), life), null);
                return token;
            }
            Failed($"{(int)response.StatusCode} {Code(answer)}");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            Failed(fault.GetType().Name);
        }
        return null;
    }

    private void Failed(string why)
    {
        lock (gate)
            failedAt = time.GetTimestamp();
        NotGiven(log, why);
    }

    private static TimeSpan? Life(JsonNode? seconds) =>
        seconds is JsonValue value && (value.TryGetValue<double>(out var number) || value.TryGetValue<string>(out var text) && double.TryParse(text, System.Globalization.NumberStyles.None, null, out number)) && number is > 0 and < 1e6
            ? TimeSpan.FromSeconds(number)
            : null;

    /// <summary>The directory's short code; its words may quote what we sent.</summary>
    private static string Code(JsonObject? answer) => answer?["error"] is JsonValue value && value.TryGetValue<string>(out var code) && code.Length <= 64 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? code : "";

    private sealed record Kept(string Token, long At, TimeSpan Life);

    [LoggerMessage(3302, LogLevel.Error, "No token for the Connector ({Why}): are Teams:AppId, Teams:TenantId and Teams:ClientSecret right?")]
    private static partial void NotGiven(ILogger log, string why);
}
