using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Assistant.Channels;
using Assistant.Channels.Teams;
using Assistant.Channels.Teams.App;
using Assistant.Protocol;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.Channels.Teams;

/// <summary>What <c>doctor teams</c> finds, and the certificate that may stand for a secret.</summary>
[Collection(Alone.Name)]
public sealed class TeamsCheckTests
{
    private static async Task<IReadOnlyList<Finding>> Look(TeamsHost host, FileInfo? package = null) =>
        await host.Get<TeamsCheck>().Look(package ?? new("/nowhere/at-all.zip"), CancellationToken.None);

    private static string Token(TeamsDouble world, string tid = TeamsDouble.Tenant, string aud = "https://api.botframework.com", string app = TeamsDouble.App) =>
        world.Key.Sign(new() { ["aud"] = aud, ["tid"] = tid, ["appid"] = app, ["exp"] = 4_000_000_000 });

    private static AppFacts Facts(string app) => new()
    {
        AppId = app, Developer = "x", Website = new("https://x.ee"), Privacy = new("https://x.ee"), Terms = new("https://x.ee"),
        Languages = [new("et", "a", "b", "c", "d", [])],
    };

    [Fact]
    public async Task A_sound_channel_has_nothing_to_mend()
    {
        using var folder = new TempFolder();
        var package = new FileInfo(Path.Combine(folder.Path, "app.zip"));
        await File.WriteAllBytesAsync(package.FullName, AppPackage.Write(Facts(TeamsDouble.App)), TestContext.Current.CancellationToken);
        // The address is known only once it listens.
        var port = Free();
        await using var host = await TeamsHost.Started(options => options with { PublicUrl = new($"http://127.0.0.1:{port}") }, before => before.Port = port);
        host.World.TokenText = Token(host.World);
        var findings = await Look(host, package);
        Assert.All(findings, finding => Assert.True(finding.Level == FindingLevel.Ok, finding.What));
        foreach (var subject in (string[])["token for the Connector", "organisation " + TeamsDouble.Tenant, "clock", "keys", "app package", "leads here", "may write"])
            Assert.Contains(findings, finding => finding.What.Contains(subject, StringComparison.Ordinal));
    }

    private static int Free()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    [Theory]
    [InlineData(7000215, "the secret is wrong")]
    [InlineData(7000222, "the secret has expired")]
    [InlineData(700016, "compare Teams:AppId and Teams:TenantId")]
    [InlineData(90002, "there is no such organisation")]
    [InlineData(700027, "the certificate is not the registration's")]
    [InlineData(1, "compare Teams:AppId, Teams:TenantId and the secret")]
    public async Task Why_no_token_is_given_is_said_with_what_to_do_and_without_the_secret(int number, string advice)
    {
        await using var host = await TeamsHost.Started();
        host.World.TokenFaultNumber = number;
        host.World.RefuseTokens(1);
        var findings = await Look(host);
        Assert.Contains(findings, finding => finding.Level == FindingLevel.Fail && finding.What.Contains($"AADSTS{number}", StringComparison.Ordinal) && finding.What.Contains(advice, StringComparison.Ordinal));
        Assert.DoesNotContain(findings, finding => finding.What.Contains(TeamsDouble.Secret, StringComparison.Ordinal) || finding.What.Contains("secret words", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("33333333-3333-3333-3333-333333333333", "https://api.botframework.com", TeamsDouble.App, "another organisation")]
    [InlineData(TeamsDouble.Tenant, "https://graph.microsoft.com", TeamsDouble.App, "somebody else than the Connector")]
    [InlineData(TeamsDouble.Tenant, "https://api.botframework.com", "33333333-3333-3333-3333-333333333333", "another application")]
    public async Task A_token_that_is_not_the_right_one_is_said(string tid, string aud, string app, string what)
    {
        await using var host = await TeamsHost.Started();
        host.World.TokenText = Token(host.World, tid, aud, app);
        Assert.Contains(await Look(host), finding => finding.Level == FindingLevel.Fail && finding.What.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_is_off_is_said()
    {
        await using var host = await TeamsHost.Started();
        host.World.ClockOff = TimeSpan.FromMinutes(9);
        Assert.Contains(await Look(host), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("clock is 5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_cannot_be_had_are_said()
    {
        await using var host = await TeamsHost.Started(before: before => before.World.MetadataIsDown = true);
        Assert.Contains(await Look(host), finding => finding.Level == FindingLevel.Fail && finding.What.StartsWith("the keys that sign", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_package_of_another_bot_or_none_is_said()
    {
        await using var host = await TeamsHost.Started();
        Assert.Contains(await Look(host), finding => finding.Level == FindingLevel.Warn && finding.What.Contains("run teams-manifest", StringComparison.Ordinal));
        using var folder = new TempFolder();
        var package = new FileInfo(Path.Combine(folder.Path, "app.zip"));
        await File.WriteAllBytesAsync(package.FullName, AppPackage.Write(Facts("33333333-3333-3333-3333-333333333333")), TestContext.Current.CancellationToken);
        Assert.Contains(await Look(host, package), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("another bot", StringComparison.Ordinal));
        await File.WriteAllTextAsync(package.FullName, "no zip", TestContext.Current.CancellationToken);
        Assert.Contains(await Look(host, new(package.FullName)), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_does_not_lead_here_is_said()
    {
        await using var host = await TeamsHost.Started(options => options with { PublicUrl = options.Authority });
        Assert.Contains(await Look(host), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("reverse proxy", StringComparison.Ordinal));
        await using var away = await TeamsHost.Started(options => options with { PublicUrl = new($"http://127.0.0.1:{Free()}") });
        Assert.Contains(await Look(away), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("cannot be reached", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(365, FindingLevel.Ok)]
    [InlineData(10, FindingLevel.Warn)]
    [InlineData(-1, FindingLevel.Fail)]
    public async Task A_certificate_stands_for_a_secret_and_its_end_is_said_in_time(int days, FindingLevel level)
    {
        using var certificate = Certificate(days);
        await using var host = await TeamsHost.Started(options => options with { ClientSecret = null, Certificate = certificate }, before => before.World.Certificate = certificate);
        Assert.Equal(SendOutcome.Delivered, (await host.Channel.Send(host.Mari, new() { Text = "Tere" }, 1, CancellationToken.None)).Outcome);
        Assert.Contains(await Look(host), finding => finding.Level == level && finding.What.Contains("certificate", StringComparison.Ordinal));
        // Each is signed anew, and another key's is not taken.
        using var other = Certificate(365);
        host.World.Certificate = other;
        Assert.Contains(await Look(host), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("no token", StringComparison.Ordinal));
    }

    internal static X509Certificate2 Certificate(int days)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=assistant", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(days));
    }
}
