namespace Assistant.Host.Configuration;

/// <summary>Addresses that we call.</summary>
internal static class Addresses
{
    /// <summary>Loopback is somebody's double: never where people's words go.</summary>
    /// <returns><see langword="null"/>: not an https address, or loopback where that is not allowed.</returns>
    public static Uri? Outward(string text, Surroundings surroundings) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Query.Length == 0
        && (uri.IsLoopback ? surroundings != Surroundings.Production && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) : uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : null;
}
