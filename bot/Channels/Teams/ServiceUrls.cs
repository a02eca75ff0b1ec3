namespace Assistant.Channels.Teams;

/// <summary>Where our token may be shown. A good token of a caller is not enough: the address they name is where we would send our own.</summary>
internal static class ServiceUrls
{
    private const string Connector = "smba.trafficmanager.net";
    private static readonly string[] domains = ["botframework.com", "teams.microsoft.com", "teams.microsoft.us"];

    /// <returns>The address; <see langword="null"/>: it is nowhere we talk to.</returns>
    public static Uri? Checked(string? url, TeamsOptions options) =>
        url is { Length: <= 512 } && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && IsMicrosoft(uri.IdnHost) || options.AllowLoopback && IsLoopback(uri))
            ? uri
            : null;

    /// <summary>Whether two addresses mean the same service: case and the last slash do not matter.</summary>
    public static bool AreSame(string? one, string? other) =>
        one is not null && other is not null && one.TrimEnd('/').Equals(other.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>On this machine, by http or https.</summary>
    public static bool IsLoopback(Uri uri) => uri.IsLoopback && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static bool IsMicrosoft(string host) =>
        host.Equals(Connector, StringComparison.OrdinalIgnoreCase)
        || domains.Any(domain => host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
}
