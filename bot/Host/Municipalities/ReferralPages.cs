using Microsoft.Extensions.FileProviders;

namespace Assistant.Host.Municipalities;

/// <summary>
/// The page on which a municipality's worker answers, <c>/referral/{token}</c>: written here, without scripts or cookies. The address holds random letters alone;
/// looking at it changes nothing, so that a mail program that opens links does no harm.
/// </summary>
public static class ReferralPages
{
    /// <summary>As for our other pages, but this one is sent off as a form and has no script.</summary>
    private const string policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private const string form = "application/x-www-form-urlencoded";
    /// <summary>Bytes of a form: twice what its fields may hold.</summary>
    private const long longest = 16 * 1024;

    /// <summary>Maps the page and its looks.</summary>
    public static void MapReferralPages(this IEndpointRouteBuilder app, IFileProvider wwwroot)
    {
        using var looks = new MemoryStream();
        using (var file = wwwroot.GetFileInfo("referral.css").CreateReadStream()) file.CopyTo(looks);
        var css = looks.ToArray();
        app.MapGet("/referral.css", () => TypedResults.Bytes(css, "text/css; charset=utf-8"));
        app.MapGet("/referral/{token}", (string token, HttpContext http) => Answer(http, Page(http).Begin(Asked(http))));
        app.MapPost("/referral/{token}", async (string token, HttpContext http) =>
        {
            if (http.Request.ContentType?.StartsWith(form, StringComparison.OrdinalIgnoreCase) != true) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
            if (http.Request.ContentLength is null or > longest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            IFormCollection given;
            try
            {
                given = await http.Request.ReadFormAsync(http.RequestAborted);
            }
            catch (InvalidDataException)
            {
                // More fields, or longer ones, than any form has: nobody's browser sends that.
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            }
            return Answer(http, await Page(http).Take(token, given, Asked(http)));
        });
    }

    private static ReferralPage Page(HttpContext http) => http.RequestServices.GetRequiredService<ReferralPage>();

    private static IResult Answer(HttpContext http, (int Status, string Html) page)
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return Results.Content(page.Html, "text/html; charset=utf-8", statusCode: page.Status);
    }

    /// <summary>The language chosen on the page, or else the browser's first that we speak.</summary>
    private static string? Asked(HttpContext http) => http.Request.Query["lang"] is [{ Length: > 0 } chosen] ? chosen
        : http.Request.Headers.AcceptLanguage.ToString().Split(',').Select(one => one.Split(';')[0].Trim().Split('-')[0]).FirstOrDefault(one => one is "et" or "ru" or "en");
}
