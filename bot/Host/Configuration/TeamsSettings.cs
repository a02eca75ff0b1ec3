using System.Collections.Immutable;
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
        var tenants = section.List("AllowedTenants", [], text => Id(text) is { } read ? (true, read) : (false, ""), "an organisation's directory id, a GUID");
        var isAnonymous = section.Scalar("AllowAnonymous", false, Flag, "true or false");
        var allowsEntra = section.Scalar("AllowEntraTokens", false, Flag, "true or false");
        const string https = "an https address; loopback is for Development and Test";
        var defaults = new TeamsOptions { AppId = "", TenantId = "" };
        var authority = section.Value("Authority", defaults.Authority, text => Addresses.Outward(text, surroundings), https);
        var metadata = section.Value("OpenIdMetadata", defaults.OpenIdMetadata, text => Addresses.Outward(text, surroundings), https);
        section.RefuseOthers();
        // Without a token anybody could be anybody, and have us write where they like.
        if (isAnonymous && surroundings != Surroundings.Development)
            throw section.Wrong("AllowAnonymous", "is for Development alone");
        if (isAnonymous && !urls.All(IsLoopback))
            throw section.Wrong("AllowAnonymous", "needs every address in Urls to be loopback, such as http://localhost:3978");
        if (allowsEntra && surroundings == Surroundings.Production)
            throw section.Wrong("AllowEntraTokens", "is for Development and Test alone");
        if (id.Length == 0 && !isAnonymous)
            return tenant.Length == 0 && secret is null && tenants.IsEmpty ? null : throw section.Wrong("AppId", "is missing, though other settings of Teams are there");
        if (id.Length > 0 && tenant.Length == 0)
            throw section.Wrong("TenantId", "is missing: new registrations belong to one organisation, and its directory gives out the tokens");
        if (id.Length > 0 && secret is null)
            throw section.Wrong("ClientSecret", "is missing: without it nothing can be sent");
        return defaults with
        {
            AppId = id,
            TenantId = tenant,
            ClientSecret = secret,
            AllowedTenants = tenants.IsEmpty && tenant.Length > 0 ? [tenant] : tenants,
            AllowAnonymous = isAnonymous,
            AllowEntraTokens = allowsEntra,
            AllowLoopback = surroundings != Surroundings.Production,
            Authority = authority,
            OpenIdMetadata = metadata,
        };
    }

    private static string? Id(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : null;

    private static bool? Flag(string text) => bool.TryParse(text, out var value) ? value : null;

    private static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
