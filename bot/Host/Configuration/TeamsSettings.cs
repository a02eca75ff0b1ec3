using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Assistant.Channels.Teams;

namespace Assistant.Host.Configuration;

/// <summary>Reads the section <c>Teams</c>. Values of secrets stay unsaid.</summary>
internal static class TeamsSettings
{
    /// <param name="urls">Where we listen: who needs no token must not come from afar.</param>
    /// <returns><see langword="null"/>: no application id, so no Teams.</returns>
    /// <exception cref="StartRefusedException">A value is wrong, forbidden here, or the channel is only half configured.</exception>
    public static TeamsOptions? Read(IConfiguration configuration, Surroundings surroundings, ImmutableArray<string> urls)
    {
        var section = new SectionReader(configuration, "Teams");
        var id = section.Value("AppId", "", Id, "the application id of the registration, a GUID");
        var tenant = section.Value("TenantId", "", Id, "the organisation's directory id, a GUID");
        var secret = section.Text("ClientSecret");
        var file = section.Text("CertificateFile");
        var password = section.Text("CertificatePassword");
        var tenants = section.List("AllowedTenants", [], text => Id(text) is { } read ? (true, read) : (false, ""), "an organisation's directory id, a GUID");
        var isAnonymous = section.Scalar("AllowAnonymous", false, Flag, "true or false");
        var allowsEntra = section.Scalar("AllowEntraTokens", false, Flag, "true or false");
        var isUnpaced = section.Scalar("Unpaced", false, Flag, "true or false");
        const string https = "an https address; loopback is for Development and Test";
        var defaults = new TeamsOptions { AppId = "", TenantId = "" };
        var authority = section.Value("Authority", defaults.Authority, text => Addresses.Outward(text, surroundings), https);
        var metadata = section.Value("OpenIdMetadata", defaults.OpenIdMetadata, text => Addresses.Outward(text, surroundings), https);
        var address = section.Text("PublicUrl") is not { } url ? null : Addresses.Outward(url, surroundings) ?? throw section.Wrong("PublicUrl", $"\"{url}\" is not {https}");
        section.RefuseOthers();
        // Without a token anybody could be anybody, and have us write where they like.
        if (isAnonymous && surroundings != Surroundings.Development)
            throw section.Wrong("AllowAnonymous", "is for Development alone");
        if (isAnonymous && !urls.All(IsLoopback))
            throw section.Wrong("AllowAnonymous", "needs every address in Urls to be loopback, such as http://localhost:3978");
        if (allowsEntra && surroundings == Surroundings.Production)
            throw section.Wrong("AllowEntraTokens", "is for Development and Test alone");
        if (isUnpaced && surroundings == Surroundings.Production)
            throw section.Wrong("Unpaced", "would meet the vendor's limits: it is for Development and Test alone");
        if (id.Length == 0 && !isAnonymous)
            return tenant.Length == 0 && secret is null && file is null && tenants.IsEmpty ? null : throw section.Wrong("AppId", "is missing, though other settings of Teams are there");
        if (id.Length > 0 && tenant.Length == 0)
            throw section.Wrong("TenantId", "is missing: new registrations belong to one organisation, and its directory gives out the tokens");
        if (id.Length > 0 && secret is null && file is null)
            throw section.Wrong("ClientSecret", "is missing: without it, or Teams:CertificateFile, nothing can be sent");
        if (secret is not null && file is not null)
            throw section.Wrong("CertificateFile", "and Teams:ClientSecret are both set: one of them proves who we are");
        return defaults with
        {
            AppId = id,
            TenantId = tenant,
            ClientSecret = secret,
            Certificate = file is null ? null : Certificate(section, file, password),
            PublicUrl = address,
            AllowedTenants = tenants.IsEmpty && tenant.Length > 0 ? [tenant] : tenants,
            AllowAnonymous = isAnonymous,
            AllowEntraTokens = allowsEntra,
            AllowLoopback = surroundings != Surroundings.Production,
            Pace = isUnpaced ? TeamsPace.None : new(),
            Authority = authority,
            OpenIdMetadata = metadata,
        };
    }

    /// <summary>PEM with certificate and key, or PKCS #12.</summary>
    private static X509Certificate2 Certificate(SectionReader section, string file, string? password)
    {
        const string shape = "a PEM file with certificate and RSA private key, or a PKCS #12 file";
        try
        {
            var isText = File.ReadAllBytes(file).AsSpan().IndexOf("-----BEGIN"u8) >= 0;
            var certificate = !isText ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
                : password is null ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password);
            using var key = certificate.GetRSAPrivateKey();
            return key is not null ? certificate : throw section.Wrong("CertificateFile", $"\"{file}\" is not {shape}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw section.Wrong("CertificateFile", $"\"{file}\" cannot be read: {fault.GetType().Name}");
        }
        catch (CryptographicException)
        {
            throw section.Wrong("CertificateFile", $"\"{file}\" is not {shape}, or Teams:CertificatePassword is not its password");
        }
    }

    private static string? Id(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : null;

    private static bool? Flag(string text) => bool.TryParse(text, out var value) ? value : null;

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
