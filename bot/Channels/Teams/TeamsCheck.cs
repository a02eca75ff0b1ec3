using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams.App;
using Assistant.Channels.Teams.Inbound;
using Assistant.Channels.Teams.Outbound;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Assistant.Channels.Teams;

/// <summary>Looks at Teams from outside: certificate, token, keys, organisation, clock, app package, and whether the world reaches us.</summary>
public sealed class TeamsCheck
{
    /// <summary>Whom our token must be for.</summary>
    private const string connector = "https://api.botframework.com";

    /// <summary>The directory's clock and ours may differ by this before it matters: tokens bear five minutes.</summary>
    private static readonly TimeSpan clockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>A certificate that ends sooner is to be renewed now.</summary>
    private static readonly TimeSpan certificateNotice = TimeSpan.FromDays(30);

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    private readonly TeamsOptions options;
    private readonly TokenRequest tokens;
    private readonly SigningKeys keys;
    private readonly TeamsHttp http;
    private readonly TimeProvider time;

    internal TeamsCheck(TeamsOptions options, TokenRequest tokens, SigningKeys keys, TeamsHttp http, TimeProvider time) =>
        (this.options, this.tokens, this.keys, this.http, this.time) = (options, tokens, keys, http, time);

    /// <summary>Asks and reports; changes nothing.</summary>
    /// <param name="package">Where the app package is, if there is one.</param>
    public async ValueTask<ImmutableArray<Finding>> Look(FileInfo package, CancellationToken cancellationToken)
    {
        if (options.AppId.Length == 0)
            return [new(FindingLevel.Warn, "anybody on this machine may write without a token (Teams:AllowAnonymous): for development alone")];
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (options.Certificate is { } certificate)
            findings.Add(Expiry(certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(patience);
        var token = await tokens.Send(over.Token);
        findings.AddRange(Token(token));
        if (token.ServerTime is { } theirs)
            findings.Add((theirs - time.GetUtcNow()).Duration() is var off && off > clockTolerance
                ? new(FindingLevel.Fail, $"this machine's clock is {off.TotalSeconds:F0} s off: set it by network time, or good tokens are refused")
                : new(FindingLevel.Ok, "the clock agrees with the directory's"));
        findings.Add(await Keys());
        findings.AddRange(Tenants());
        findings.Add(Package(package));
        findings.Add(await Endpoint(cancellationToken));
        return findings.ToImmutable();
    }

    private static Finding Expiry(TimeSpan left) =>
        left <= TimeSpan.Zero ? new(FindingLevel.Fail, "the certificate has expired: make a new one, upload its public part to the registration, set Teams:CertificateFile")
        : left < certificateNotice ? new(FindingLevel.Warn, $"the certificate expires in {left.TotalDays:F0} days: make a new one and upload its public part to the registration")
        : new(FindingLevel.Ok, $"the certificate is good for {left.TotalDays:F0} days");

    private IEnumerable<Finding> Token(TokenAnswer answer)
    {
        if (answer.Token is null)
        {
            yield return new(FindingLevel.Fail, $"the directory gives no token ({answer.Fault}{(answer.Number is { } number ? $", AADSTS{number}" : "")}): {Advice(answer)}");
            yield break;
        }
        if (Read(answer.Token) is not { } token)
        {
            yield return new(FindingLevel.Ok, "the directory gives a token");
            yield break;
        }
        yield return token.Audiences.Contains(connector, StringComparer.Ordinal)
            ? new(FindingLevel.Ok, $"the directory gives a token for the Connector, good until {token.ValidTo:HH:mm} UTC")
            : new(FindingLevel.Fail, "the token is for somebody else than the Connector: is Teams:Authority the directory?");
        var tenant = token.TryGetPayloadValue<string>("tid", out var tid) ? tid : null;
        if (tenant is not null)
            yield return tenant.Equals(options.TenantId, StringComparison.OrdinalIgnoreCase)
                ? new(FindingLevel.Ok, $"the token is of the organisation {tenant}")
                : new(FindingLevel.Fail, $"the token is of another organisation, {tenant}: Teams:TenantId must be the one that the bot is registered in");
        var app = token.TryGetPayloadValue<string>("appid", out var first) ? first : token.TryGetPayloadValue<string>("azp", out var second) ? second : null;
        if (app is not null && !app.Equals(options.AppId, StringComparison.OrdinalIgnoreCase))
            yield return new(FindingLevel.Fail, $"the token is of another application, {app}: look at Teams:AppId");
    }

    /// <summary>The usual mistakes, by the directory's own numbers.</summary>
    private string Advice(TokenAnswer answer) => answer.Number switch
    {
        700016 => "the application is not in this organisation: compare Teams:AppId and Teams:TenantId with the registration's overview page",
        90002 or 900023 => "there is no such organisation: copy the directory (tenant) id from the registration's overview page into Teams:TenantId",
        7000215 => "the secret is wrong: Teams:ClientSecret takes the secret's value, not its id",
        7000222 => "the secret has expired: make a new one under Certificates & secrets and set Teams:ClientSecret",
        700027 => "the certificate is not the registration's: upload its public part under Certificates & secrets",
        _ when answer.Fault is { Length: > 0 } fault && char.IsAsciiDigit(fault[0]) => "compare Teams:AppId, Teams:TenantId and the secret or certificate with the registration",
        _ => $"{options.Authority.Host} cannot be reached: check network and firewall (https, port 443)",
    };

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return new(token);
        }
        catch (ArgumentException)
        {
            // What a token looks like inside is the directory's own business.
            return null;
        }
    }

    private async ValueTask<Finding> Keys()
    {
        await keys.Warm();
        return !keys.HasKeys ? new(FindingLevel.Fail, $"the keys that sign what Teams sends cannot be had: is {options.OpenIdMetadata.Host} reachable (https, port 443)?")
            : keys.HasFailed ? new(FindingLevel.Warn, $"{options.OpenIdMetadata.Host} did not answer now; the keys known from before serve")
            : new(FindingLevel.Ok, "the keys that sign what Teams sends are known");
    }

    private IEnumerable<Finding> Tenants()
    {
        yield return options.AllowedTenants.Contains(options.TenantId)
            ? new(FindingLevel.Ok, $"people of {options.AllowedTenants.Length} organisation(s) may write")
            : new(FindingLevel.Warn, "people of the organisation that the bot is registered in may not write: is Teams:AllowedTenants meant so?");
        if (options.AllowEntraTokens)
            yield return new(FindingLevel.Warn, "tokens of the organisation's own directory are accepted (Teams:AllowEntraTokens): for tests alone");
    }

    /// <summary>The package's ids must be the registration's, or Teams shows an app that nobody answers for.</summary>
    private Finding Package(FileInfo package)
    {
        if (!package.Exists)
            return new(FindingLevel.Warn, "no app package was made yet: run teams-manifest and upload the file to Teams");
        try
        {
            using var zip = ZipFile.OpenRead(package.FullName);
            using var stream = zip.GetEntry("manifest.json")?.Open() ?? throw new InvalidDataException();
            var manifest = JsonNode.Parse(stream);
            return (string?)manifest?["id"] == options.AppId && (string?)manifest["bots"]?[0]?["botId"] == options.AppId
                ? new(FindingLevel.Ok, $"the app package {(string?)manifest["version"]} is of this bot (schema {AppPackage.ManifestVersion})")
                : new(FindingLevel.Fail, "the app package is of another bot: run teams-manifest again and upload the new file");
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException or IOException or InvalidOperationException or ArgumentException or UnauthorizedAccessException)
        {
            return new(FindingLevel.Fail, $"{package.Name} cannot be read: run teams-manifest again");
        }
    }

    /// <summary>The address that the registration names must lead here: who only looks is told that posting is what it is for.</summary>
    private async ValueTask<Finding> Endpoint(CancellationToken cancellationToken)
    {
        if (options.PublicUrl is not { } root)
            return new(FindingLevel.Warn, "set Teams:PublicUrl to the https address that the world knows, and this looks whether Teams can reach it");
        var address = new Uri(root, TeamsEndpoints.Path);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(patience);
        try
        {
            using var response = await http.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, over.Token);
            return response.StatusCode == System.Net.HttpStatusCode.MethodNotAllowed && response.Content.Headers.Allow.Contains(HttpMethod.Post.Method)
                ? new(FindingLevel.Ok, $"{address} leads here: enter it as the bot's messaging endpoint")
                : new(FindingLevel.Fail, $"{address} answers {(int)response.StatusCode}: the reverse proxy must pass {TeamsEndpoints.Path} on to this program");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(FindingLevel.Fail, $"{address} cannot be reached ({(fault as HttpRequestException)?.HttpRequestError.ToString() ?? "no answer"}): check name, certificate, firewall, and that the program runs");
        }
    }
}
