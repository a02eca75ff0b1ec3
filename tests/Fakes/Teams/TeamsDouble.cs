using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Tests.Fakes.Teams;

/// <param name="Path">After the service's address.</param>
/// <param name="Bearer">The token shown.</param>
/// <param name="HadEffect">It was taken, whatever was answered.</param>
public sealed record ConnectorCall(string Method, string Path, JsonNode? Body, string? Bearer, bool HadEffect, int Status);

/// <param name="HadToken">Our token went where it does not belong.</param>
public sealed record StoredFile(string Path, string Range, bool HadToken, byte[] Content);

/// <summary>Connector, directory and key metadata in one server on this machine, with the faults that the real ones have.</summary>
public sealed class TeamsDouble : IAsyncDisposable
{
    public const string App = "11111111-1111-1111-1111-111111111111";
    public const string Tenant = "22222222-2222-2222-2222-222222222222";
    public const string Secret = "a~very.secret_value";
    public const string Person = "44444444-4444-4444-4444-444444444444";
    public const string Conversation = "a:1-pere/öö";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<FaultKind> faults = new();
    private readonly ConcurrentQueue<ConnectorCall> calls = new();
    private readonly ConcurrentQueue<StoredFile> uploads = new();
    private readonly ConcurrentQueue<bool> fetched = new();
    private readonly ConcurrentDictionary<string, bool> seenAssertions = new();
    private readonly CancellationTokenSource closing = new();
    private readonly List<SigningKey> keys = [];
    private long number;
    private int metadataFetches, tokensGiven, tokenFaults;

    private TeamsDouble(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;
    public string ServiceUrl => $"{Address}emea/";
    public SigningKey Key => keys[^1];
    /// <summary>What lies in people's own storage, by path; the Connector's pasted pictures too.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();
    /// <summary>Of each fetch, whether it brought a token.</summary>
    public IReadOnlyCollection<bool> Fetched => fetched;
    public bool MetadataIsDown { get; set; }
    public int MetadataFetches => Volatile.Read(ref metadataFetches);
    public int TokensGiven => Volatile.Read(ref tokensGiven);
    public TimeSpan TokenSlowness { get; set; }
    public int TokenLife { get; set; } = 3600;
    public string? NextChat { get; set; }
    /// <summary>The public part that the registration has; <see langword="null"/>: it has a secret.</summary>
    public X509Certificate2? Certificate { get; set; }
    /// <summary>The directory's own number of what is wrong.</summary>
    public int TokenFaultNumber { get; set; } = 7000215;
    public TimeSpan? ClockOff { get; set; }
    /// <summary>The token to give; <see langword="null"/>: one that nobody can read.</summary>
    public string? TokenText { get; set; }
    public IReadOnlyList<StoredFile> Uploads => [.. uploads];
    public bool StorageIsFull { get; set; }
    public IReadOnlyList<ConnectorCall> Calls => [.. calls];
    public IEnumerable<JsonNode> Said => calls.Where(call => call.HadEffect && call.Method == "POST" && call.Path.EndsWith("/activities", StringComparison.Ordinal) && call.Body!["type"]!.GetValue<string>() == "message").Select(call => call.Body!);

    public TeamsOptions Options => new()
    {
        AppId = App, TenantId = Tenant, ClientSecret = Secret, AllowedTenants = [Tenant], AllowLoopback = true,
        Pace = new() { ChatPerSecond = 10_000, ChatPerHalfMinute = 10_000, TenantPerSecond = 10_000, Reserve = 0 },
        Authority = Address, OpenIdMetadata = new(Address, "metadata/openid"),
    };

    public static async Task<TeamsDouble> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Test" });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var world = new TeamsDouble(builder.Build());
        world.Rotate();
        world.app.Run(world.Handle);
        await world.app.StartAsync();
        world.Address = new(world.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        return world;
    }

    /// <summary>New messages are signed by a new key; the old one is gone.</summary>
    public void Rotate(params string[] endorsements)
    {
        lock (keys)
            keys.Add(new($"key-{keys.Count + 1}", endorsements.Length > 0 ? endorsements : ["msteams", "webchat"]));
    }

    public void Add(FaultKind fault, int times = 1)
    {
        for (var i = 0; i < times; i++)
            faults.Enqueue(fault);
    }

    /// <summary>The directory refuses that many times.</summary>
    public void RefuseTokens(int times) => Interlocked.Exchange(ref tokenFaults, times);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
        foreach (var key in keys)
            key.Dispose();
        closing.Dispose();
    }

    private async Task Handle(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path.StartsWith("/metadata", StringComparison.Ordinal) || path.EndsWith("/openid-configuration", StringComparison.Ordinal))
            await Metadata(http, path);
        else if (path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
            await GiveToken(http, path);
        else if (path.StartsWith("/storage/", StringComparison.Ordinal) || path.Contains("/views/", StringComparison.Ordinal))
            await Store(http, path);
        else
            await Connect(http);
    }

    private async Task Metadata(HttpContext http, string path)
    {
        if (MetadataIsDown)
        {
            http.Response.StatusCode = 503;
            return;
        }
        if (path != "/metadata/keys")
        {
            Interlocked.Increment(ref metadataFetches);
            await http.Response.WriteAsync(new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = $"{Address}metadata/keys" }.ToJsonString());
            return;
        }
        await http.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray(Key.ToJson()) }.ToJsonString());
    }

    private async Task GiveToken(HttpContext http, string path)
    {
        var form = await http.Request.ReadFormAsync();
        await Task.Delay(TokenSlowness);
        var isOurs = path == $"/{Tenant}/oauth2/v2.0/token" && form["grant_type"] == "client_credentials" && form["client_id"] == App && (Certificate is null ? form["client_secret"] == Secret : IsSigned(form["client_assertion"].ToString(), path)) && form["scope"] == "https://api.botframework.com/.default";
        if (!isOurs || Interlocked.Decrement(ref tokenFaults) >= 0)
        {
            http.Response.StatusCode = 401;
            await http.Response.WriteAsync(new JsonObject { ["error"] = "invalid_client", ["error_description"] = "AADSTS: secret words", ["error_codes"] = new JsonArray(TokenFaultNumber) }.ToJsonString());
            return;
        }
        var given = Interlocked.Increment(ref tokensGiven);
        if (ClockOff is { } off)
            http.Response.Headers.Date = (DateTimeOffset.UtcNow + off).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        await http.Response.WriteAsync(new JsonObject { ["access_token"] = TokenText ?? $"token-{given}", ["expires_in"] = TokenLife, ["token_type"] = "Bearer" }.ToJsonString());
    }

    /// <summary>As the directory checks it (RFC 7523).</summary>
    private bool IsSigned(string assertion, string path)
    {
        if (assertion.Split('.') is not [var head, var claims, var signature])
            return false;
        var (first, second) = (JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(head))!, JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(claims))!);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using var key = Certificate!.GetRSAPublicKey()!;
        return (string?)first["alg"] == "PS256" && (string?)first["x5t#S256"] == System.Buffers.Text.Base64Url.EncodeToString(Certificate!.GetCertHash(HashAlgorithmName.SHA256))
            && (string?)second["iss"] == App && (string?)second["sub"] == App && (string?)second["aud"] == $"{Address.AbsoluteUri.TrimEnd('/')}{path}"
            && (long)second["nbf"]! <= now + 60 && (long)second["exp"]! > now && seenAssertions.TryAdd((string)second["jti"]!, true)
            && key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{claims}"), System.Buffers.Text.Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    /// <summary>A person's own files: an address that takes one file from whoever knows it.</summary>
    private async Task Store(HttpContext http, string path)
    {
        if (http.Request.Method == "GET")
        {
            fetched.Enqueue(http.Request.Headers.Authorization.Count > 0);
            http.Response.StatusCode = Files.TryGetValue(path, out var file) ? 200 : 404;
            await http.Response.Body.WriteAsync(file ?? []);
            return;
        }
        using var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content);
        uploads.Enqueue(new(path, http.Request.Headers.ContentRange.ToString(), http.Request.Headers.Authorization.Count > 0, content.ToArray()));
        http.Response.StatusCode = StorageIsFull ? 507 : 201;
    }

    private async Task Connect(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var json = body.Length == 0 ? null : JsonNode.Parse(body);
        var bearer = http.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] ? token : null;
        var isTyping = json?["type"]?.GetValue<string>() == "typing";
        if (!isTyping && faults.TryDequeue(out var fault))
        {
            var (status, answer) = fault switch
            {
                FaultKind.Throttled or FaultKind.ThrottledSilently => (429, """{"error":{"code":"Throttled","message":"slow"}}"""),
                FaultKind.Precondition => (412, ""),
                FaultKind.BadGateway => (502, "<html>bad gateway</html>"),
                FaultKind.GatewayTimeout => (504, "<html>timeout</html>"),
                FaultKind.WritesBlocked => (403, """{"error":{"code":"MessageWritesBlocked","message":"blocked"}}"""),
                FaultKind.SubCode => (403, """{"errorCode":209,"subCode":"MessageWritesBlocked"}"""),
                FaultKind.NotInRoster => (403, """{"error":{"code":"BotNotInConversationRoster","message":"x"}}"""),
                FaultKind.NoConversation => (404, """{"error":{"code":"ConversationNotFound","message":"x"}}"""),
                FaultKind.Unauthorized => (401, """{"message":"Authorization has been denied for this request."}"""),
                FaultKind.TooLarge => (413, "<html>too large</html>"),
                FaultKind.BadSyntax => (400, """{"error":{"code":"BadSyntax","code":"twice"}}"""),
                _ => (0, ""),
            };
            calls.Enqueue(new(http.Request.Method, Raw(http), json, bearer, fault is FaultKind.GatewayTimeout or FaultKind.HangAfter, status));
            if (status == 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, closing.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            }
            if (fault == FaultKind.Throttled)
                http.Response.Headers.RetryAfter = "7";
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(answer);
            return;
        }
        var id = json?["members"] is null ? $"{Interlocked.Increment(ref number)}" : NextChat ?? Conversation;
        var code = isTyping ? 202 : http.Request.Method is "PUT" or "DELETE" ? 200 : 201;
        calls.Enqueue(new(http.Request.Method, Raw(http), json, bearer, true, code));
        http.Response.StatusCode = code;
        if (!isTyping)
            await http.Response.WriteAsync(new JsonObject { ["id"] = id }.ToJsonString());
    }

    // As it came over the wire, with its escapes.
    private static string Raw(HttpContext http) => http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
}

/// <summary>A key of the vendor's, and what is signed with it.</summary>
public sealed class SigningKey(string id, string[] endorsements) : IDisposable
{
    private readonly RSA rsa = RSA.Create(2048);

    public string Id { get; } = id;

    public JsonObject ToJson()
    {
        var parameters = rsa.ExportParameters(false);
        return new()
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = Id, ["n"] = Base64(parameters.Modulus!), ["e"] = Base64(parameters.Exponent!),
            ["endorsements"] = new JsonArray([.. endorsements.Select(name => (JsonNode)name)]),
        };
    }

    public byte[] PublicBytes => rsa.ExportSubjectPublicKeyInfo();

    /// <summary>A signed token with these claims.</summary>
    public string Sign(JsonObject claims, string alg = "RS256", string? kid = null)
    {
        var head = $"{Base64(Encoding.UTF8.GetBytes(new JsonObject { ["alg"] = alg, ["kid"] = kid ?? Id, ["typ"] = "JWT" }.ToJsonString()))}.{Base64(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        var bytes = Encoding.ASCII.GetBytes(head);
        var signature = alg switch
        {
            "none" => [],
            // The classic: the public key taken for a shared secret.
            "HS256" => HMACSHA256.HashData(PublicBytes, bytes),
            "RS512" => rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            _ => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{head}.{Base64(signature)}";
    }

    public void Dispose() => rsa.Dispose();

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
