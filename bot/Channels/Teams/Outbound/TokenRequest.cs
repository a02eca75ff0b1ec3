using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assistant.Channels.Teams.Outbound;

/// <param name="Token"><see langword="null"/>: none was given.</param>
/// <param name="Fault">Why none was given, in short codes: nothing of what we sent.</param>
/// <param name="Number">The directory's own number of the fault (AADSTS).</param>
/// <param name="ServerTime">What the directory's clock says.</param>
internal readonly record struct TokenAnswer(string? Token, TimeSpan? Life, string? Fault = null, int? Number = null, DateTimeOffset? ServerTime = null);

/// <summary>Asks the directory for a token, by secret or by certificate. Faults are values; nothing that proves who we are goes into them.</summary>
internal sealed class TokenRequest(TeamsOptions options, TeamsHttp http, TimeProvider time)
{
    /// <summary>How long the directory is waited for.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>How long what we sign is good.</summary>
    private static readonly TimeSpan assertionLife = TimeSpan.FromMinutes(10);

    private const int maxAnswer = 64 * 1024; // bytes
    private const string scope = "https://api.botframework.com/.default";

    private readonly Uri address = new($"{options.Authority.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(options.TenantId)}/oauth2/v2.0/token");

    /// <summary>Asks once.</summary>
    public async Task<TokenAnswer> Send(CancellationToken cancellationToken)
    {
        try
        {
            var fields = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = options.AppId, ["scope"] = scope };
            if (options.Certificate is { } certificate)
            {
                fields["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                fields["client_assertion"] = Assertion(certificate);
            }
            else
                fields["client_secret"] = options.ClientSecret ?? "";
            using var form = new FormUrlEncodedContent(fields);
            using var response = await http.Client.PostAsync(address, form, cancellationToken);
            var bytes = await AnswerBytes.Read(response, maxAnswer, cancellationToken);
            var answer = bytes is { Length: > 0 } some ? JsonNode.Parse(some.Span) as JsonObject : null;
            var date = response.Headers.Date;
            return response.IsSuccessStatusCode && answer?["access_token"] is JsonValue value && value.TryGetValue<string>(out var token) && token.Length > 0 && Life(answer["expires_in"]) is { } life
                ? new(token, life, ServerTime: date)
                : new(null, null, $"{(int)response.StatusCode} {Code(answer)}".TrimEnd(), Number(answer), date);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or JsonException or InvalidOperationException or CryptographicException)
        {
            return new(null, null, fault.GetType().Name);
        }
    }

    /// <summary>Says who we are, signed with the certificate's key (RFC 7523).</summary>
    private string Assertion(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey() ?? throw new CryptographicException("no private key");
        var now = time.GetUtcNow();
        var head = new JsonObject { ["alg"] = "PS256", ["typ"] = "JWT", ["x5t#S256"] = Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)) };
        var claims = new JsonObject
        {
            ["aud"] = address.AbsoluteUri, ["iss"] = options.AppId, ["sub"] = options.AppId, ["jti"] = RandomNumberGenerator.GetHexString(32, lowercase: true),
            ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = (now + assertionLife).ToUnixTimeSeconds(),
        };
        var signed = $"{Part(head)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))}";
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static TimeSpan? Life(JsonNode? seconds) =>
        seconds is JsonValue value && (value.TryGetValue<double>(out var number) || value.TryGetValue<string>(out var text) && double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)) && number is > 0 and < 1e6
            ? TimeSpan.FromSeconds(number)
            : null;

    /// <summary>The directory's short code; its words may quote what we sent.</summary>
    private static string Code(JsonObject? answer) => answer?["error"] is JsonValue value && value.TryGetValue<string>(out var code) && code.Length <= 64 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? code : "";

    private static int? Number(JsonObject? answer) => answer?["error_codes"] is JsonArray { Count: > 0 } codes && codes[0] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
