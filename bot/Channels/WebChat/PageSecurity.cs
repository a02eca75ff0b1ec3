using Microsoft.AspNetCore.Builder;

namespace Assistant.Channels.WebChat;

/// <summary>Headers that keep a page to itself: nothing inline, nothing from elsewhere, in nobody's frame, in no cache, and no address passed on.</summary>
public static class PageSecurity
{
    /// <summary>Everything comes from us, and from files, not from within the page.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Sets the headers on every answer, errors included. An endpoint may set stricter or its own afterwards.</summary>
    public static IApplicationBuilder UsePageSecurity(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers.CacheControl = "no-store";
        return next(http);
    });
}
