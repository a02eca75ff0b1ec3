using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Assistant.Channels.WebChat;

/// <summary>A browser that we know.</summary>
/// <param name="Id">Immutable user id: 128 random bits, in Development perhaps after <c>demo-ROLE:</c>.</param>
/// <param name="Conversation">Id of this browser's one conversation.</param>
internal sealed record Visitor(string Id, string Conversation);

/// <summary>
/// Who a browser is: a random id in an HttpOnly, SameSite=Strict cookie with our signature. The conversation's id and the token that posts must carry
/// are computed from it, so nothing is stored about somebody who only looks, and no conversation id can be guessed or used by another.
/// </summary>
internal sealed class WebChatIdentity
{
    private const int IdBytes = 16;

    private readonly WebChatOptions options;
    private readonly TimeProvider time;
    private readonly byte[] key;

    public WebChatIdentity(WebChatOptions options, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Key.Length, WebChatOptions.MinKey, nameof(options.Key));
        (this.options, this.time, key) = (options, time, options.Key.ToArray());
    }

    /// <returns><see langword="null"/> when the browser brings no cookie of ours.</returns>
    public Visitor? Known(HttpContext http)
    {
        var role = Role(http);
        if (http.Request.Cookies[CookieName(http, role)] is not { } cookie || cookie.Split('.') is not [var id, var signature]) return null;
        return SameText(signature, Sign("cookie", role, id)) ? Of(role, id) : null;
    }

    /// <summary>The browser's visitor, a new one if need be; the cookie lives on from now.</summary>
    public Visitor Welcome(HttpContext http)
    {
        var role = Role(http);
        var id = Known(http)?.Id.Split(':')[^1] ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        http.Response.Cookies.Append(CookieName(http, role), $"{id}.{Sign("cookie", role, id)}", Cookie(http, options.Remember));
        return Of(role, id);
    }

    /// <summary>The browser shall no longer know that it was here.</summary>
    public void Forget(HttpContext http)
    {
        foreach (var role in (ImmutableArray<string>)["", .. options.DemoRoles])
            http.Response.Cookies.Delete(CookieName(http, role), Cookie(http, TimeSpan.Zero));
    }

    /// <summary>What posts must carry as <c>Authorization: Bearer</c>: another site can make a browser post, but neither read this nor set that header.</summary>
    public string Token(Visitor visitor)
    {
        var until = (time.GetUtcNow() + options.TokenLifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{until}.{Sign("token", visitor.Id, until)}";
    }

    /// <param name="grace">How long past its end the token still counts.</param>
    public bool HasToken(HttpContext http, Visitor visitor, TimeSpan grace = default) =>
        http.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && header["Bearer ".Length..].Split('.') is [var until, var signature]
        && SameText(signature, Sign("token", visitor.Id, until))
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
        && DateTimeOffset.FromUnixTimeSeconds(end) + grace >= time.GetUtcNow();

    /// <summary>Whether the request comes from the page itself, as far as the browser says.</summary>
    public bool IsOurs(HttpContext http)
    {
        if (http.Request.Headers.Origin is [{ } origin]
            && (options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
                || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(http.Request.Host.Value, StringComparison.OrdinalIgnoreCase)))) return true;
        return http.Request.Headers.Origin.Count == 0 && http.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }

    private Visitor Of(string role, string id) => new(role.Length == 0 ? id : $"demo-{role}:{id}", Sign("conversation", role, id)[..22]);

    private string Role(HttpContext http) =>
        http.Request.Query["role"] is [{ } role] && options.DemoRoles.Contains(role) ? role : "";

    // Over https the prefix makes browsers refuse a cookie of that name from a sibling domain or an insecure page.
    private static string CookieName(HttpContext http, string role) =>
        (http.Request.IsHttps ? "__Host-" : "") + (role.Length == 0 ? "chat" : $"chat-{role}");

    private static CookieOptions Cookie(HttpContext http, TimeSpan age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", MaxAge = age, IsEssential = true };

    private string Sign(params ReadOnlySpan<string> parts) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('|', parts!))));

    private static bool SameText(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
