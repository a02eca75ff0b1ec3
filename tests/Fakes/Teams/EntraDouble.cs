using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Tests.Fakes.Teams;

/// <summary>The directory for two that do not know one another, the program and the vendor's Playground: it gives either tokens that the other can check.</summary>
public sealed class EntraDouble : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SigningKey key = new("entra-1", ["msteams"]);

    private EntraDouble(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>When set, tokens for the bot are of the Connector's kind and claim this address; else of the directory's own kind.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>How many tokens were given.</summary>
    public int Given { get; private set; }

    public static async Task<EntraDouble> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Test" });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var entra = new EntraDouble(builder.Build());
        entra.app.Run(entra.Handle);
        await entra.app.StartAsync();
        entra.Address = new(entra.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        return entra;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        key.Dispose();
    }

    private async Task Handle(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var answer = path.EndsWith("/token", StringComparison.Ordinal) ? await Token(http, path)
            : path.EndsWith("keys", StringComparison.Ordinal) ? new JsonObject { ["keys"] = new JsonArray(key.ToJson()) }
            : new JsonObject
            {
                ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = JwksFor(http),
                ["token_endpoint"] = "https://login.microsoftonline.com/common/oauth2/v2.0/token", ["authorization_endpoint"] = "https://x", ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    /// <summary>The program asks here; the Playground believes to ask the vendor.</summary>
    private string JwksFor(HttpContext http) =>
        http.Request.Host.Host is "127.0.0.1" or "localhost" ? $"{Address}keys" : "https://login.microsoftonline.com/common/discovery/v2.0/keys";

    private async Task<JsonObject> Token(HttpContext http, string path)
    {
        var form = await http.Request.ReadFormAsync();
        var client = form["client_id"].ToString();
        var audience = form["scope"].ToString().Replace("/.default", "", StringComparison.Ordinal);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var tenant = path.Split('/')[1];
        Given++;
        var claims = ServiceUrl is { } url && audience == client
            ? new JsonObject { ["iss"] = "https://api.botframework.com", ["aud"] = audience, ["serviceurl"] = url, ["nbf"] = now, ["exp"] = now + 3600 }
            : new JsonObject { ["iss"] = $"https://sts.windows.net/{tenant}/", ["aud"] = audience, ["appid"] = client, ["appidacr"] = "1", ["tid"] = tenant, ["ver"] = "1.0", ["iat"] = now, ["nbf"] = now, ["exp"] = now + 3600 };
        return new() { ["token_type"] = "Bearer", ["expires_in"] = 3599, ["ext_expires_in"] = 3599, ["access_token"] = key.Sign(claims) };
    }
}
