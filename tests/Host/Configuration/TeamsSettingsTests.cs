using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Assistant.Channels.Teams;
using Assistant.Host.Configuration;
using Assistant.Tests.Channels.Teams;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.Configuration;

namespace Assistant.Tests.Host.Configuration;

public sealed class TeamsSettingsTests
{
    private const string App = "11111111-1111-1111-1111-111111111111";
    private const string Tenant = "22222222-2222-2222-2222-222222222222";
    private const string Other = "33333333-3333-3333-3333-333333333333";
    private const string Secret = "a~very.secret_value";

    private static readonly (string, string)[] whole = [("AppId", App), ("TenantId", Tenant), ("ClientSecret", Secret)];

    [Fact]
    public void Without_settings_teams_is_off() => Assert.Null(Read(Surroundings.Production));

    [Fact]
    public void Three_values_are_enough()
    {
        var options = Read(Surroundings.Production, whole)!;
        Assert.Equal((App, Tenant, Secret), (options.AppId, options.TenantId, options.ClientSecret));
        Assert.Equal([Tenant], options.AllowedTenants);
        Assert.Equal((false, false, false), (options.AllowAnonymous, options.AllowEntraTokens, options.AllowLoopback));
        Assert.DoesNotContain(Secret, options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_organisations_are_named() =>
        Assert.Equal([Other], Read(Surroundings.Production, [.. whole, ("AllowedTenants", Other)])!.AllowedTenants);

    [Theory]
    [InlineData("AppId", "", "Teams:AppId: is missing, though other settings of Teams are there")]
    [InlineData("AppId", "x", "Teams:AppId: \"x\" is not the application id of the registration, a GUID")]
    [InlineData("TenantId", "", "Teams:TenantId: is missing: new registrations belong to one organisation, and its directory gives out the tokens")]
    [InlineData("ClientSecret", "", "Teams:ClientSecret: is missing: without it, or Teams:CertificateFile, nothing can be sent")]
    [InlineData("AllowAnonymous", "true", "Teams:AllowAnonymous: is for Development alone")]
    [InlineData("AllowEntraTokens", "true", "Teams:AllowEntraTokens: is for Development and Test alone")]
    [InlineData("Authority", "http://127.0.0.1:5", "Teams:Authority: \"http://127.0.0.1:5\" is not an https address; loopback is for Development and Test")]
    [InlineData("OpenIdMetadata", "http://127.0.0.1:5", "Teams:OpenIdMetadata: \"http://127.0.0.1:5\" is not an https address; loopback is for Development and Test")]
    [InlineData("Colour", "red", "Teams:Colour: is not a setting; Teams has AppId, TenantId, ClientSecret, CertificateFile, CertificatePassword, AllowedTenants, AllowAnonymous, AllowEntraTokens, Unpaced, Authority, OpenIdMetadata, PublicUrl")]
    [InlineData("Unpaced", "true", "Teams:Unpaced: would meet the vendor's limits: it is for Development and Test alone")]
    [InlineData("PublicUrl", "http://example.org", "Teams:PublicUrl: \"http://example.org\" is not an https address; loopback is for Development and Test")]
    [InlineData("CertificateFile", "/nowhere.pem", "Teams:CertificateFile: and Teams:ClientSecret are both set: one of them proves who we are")]
    public void A_wrong_value_is_named_by_its_key(string key, string value, string line)
    {
        var settings = whole.ToDictionary(pair => pair.Item1, pair => pair.Item2);
        settings[key] = value;
        Assert.Equal(line, Assert.Throws<StartRefusedException>(() => Read(Surroundings.Production, [.. settings.Select(pair => (pair.Key, pair.Value))])).Message);
    }

    [Theory]
    [InlineData("pem", null)]
    [InlineData("pem", "pass")]
    [InlineData("pfx", null)]
    [InlineData("pfx", "pass")]
    public void A_certificate_comes_from_a_file(string kind, string? password)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, $"teams.{kind}");
        using var made = TeamsCheckTests.Certificate(100);
        using (var key = made.GetRSAPrivateKey()!)
            if (kind == "pem")
                File.WriteAllText(file, made.ExportCertificatePem() + "\n" + (password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))));
            else
                File.WriteAllBytes(file, made.Export(X509ContentType.Pkcs12, password));
        (string, string)[] settings = [("AppId", App), ("TenantId", Tenant), ("CertificateFile", file), .. password is null ? Array.Empty<(string, string)>() : [("CertificatePassword", password)]];
        using var read = Read(Surroundings.Production, settings)!.Certificate!;
        Assert.Equal(made.Thumbprint, read.Thumbprint);
        Assert.True(read.HasPrivateKey);
        if (password is not null)
            Assert.StartsWith("Teams:CertificateFile: ", Assert.Throws<StartRefusedException>(() => Read(Surroundings.Production, [.. settings[..3], ("CertificatePassword", "wrong")])).Message, StringComparison.Ordinal);
        File.WriteAllText(file, made.ExportCertificatePem());
        Assert.StartsWith("Teams:CertificateFile: ", Assert.Throws<StartRefusedException>(() => Read(Surroundings.Production, settings[..3])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Surroundings.Test, "http://localhost:3978", "Teams:AllowAnonymous: is for Development alone")]
    [InlineData(Surroundings.Production, "http://localhost:3978", "Teams:AllowAnonymous: is for Development alone")]
    [InlineData(Surroundings.Development, "http://0.0.0.0:3978", "Teams:AllowAnonymous: needs every address in Urls to be loopback, such as http://localhost:3978")]
    [InlineData(Surroundings.Development, "http://*:3978", "Teams:AllowAnonymous: needs every address in Urls to be loopback, such as http://localhost:3978")]
    [InlineData(Surroundings.Development, "http://localhost:1;http://example.org:2", "Teams:AllowAnonymous: needs every address in Urls to be loopback, such as http://localhost:3978")]
    public void Nobody_goes_unnamed_but_in_development_on_loopback(Surroundings surroundings, string urls, string line) =>
        Assert.Equal(line, Assert.Throws<StartRefusedException>(() => Read(surroundings, urls, ("AllowAnonymous", "true"))).Message);

    [Fact]
    public void In_development_on_loopback_no_registration_is_needed()
    {
        var options = Read(Surroundings.Development, "http://localhost:3978;http://127.0.0.1:4000", ("AllowAnonymous", "true"))!;
        Assert.Equal(("", true, true), (options.AppId, options.AllowAnonymous, options.AllowLoopback));
    }

    private static TeamsOptions? Read(Surroundings surroundings, params IEnumerable<(string Key, string Value)> settings) => Read(surroundings, "http://localhost:3978", settings);

    private static TeamsOptions? Read(Surroundings surroundings, string urls, params IEnumerable<(string Key, string Value)> settings) => TeamsSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create($"Teams:{pair.Key}", (string?)pair.Value))).Build(), surroundings, [.. urls.Split(';')]);
}
