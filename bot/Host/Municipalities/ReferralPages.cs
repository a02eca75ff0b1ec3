using Microsoft.Extensions.FileProviders;

namespace Assistant.Host.Municipalities;

/// <summary>
/// The pages on which a municipality's worker answers, <c>/referral/{token}</c> and <c>/voice/{token}</c>: written here, without scripts or cookies. The address holds random letters alone;
/// looking at it changes nothing, so that a mail program that opens links does no harm.
/// </summary>
public static class ReferralPages
{
    /// <summary>As for our other pages, but this one is sent off as a form and has no script.</summary>
    private const string policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private const string form = "application/x-www-form-urlencoded";
    /// <summary>Bytes of a form: twice what its fields may hold, each letter written as six.</summary>
    private const long longest = 64 * 1024;

    /// <summary>Maps the pages and their looks.</summary>
    public static void MapReferralPages(this IEndpointRouteBuilder app, IFileProvider wwwroot)
    {
        using var looks = new MemoryStream();
        using (var file = wwwroot.GetFileInfo("referral.css").CreateReadStream()) file.CopyTo(looks);
        var css = looks.ToArray();
        app.MapGet("/referral.css", () => TypedResults.Bytes(css, "text/css; charset=utf-8"));
        app.MapGet("/referral/{token}", (string token, HttpContext http) => Answer(http, http.RequestServices.GetRequiredService<ReferralPage>().Begin(Asked(http))));
        app.MapPost("/referral/{token}", (string token, HttpContext http) => Sent(http, async given => Answer(http, await http.RequestServices.GetRequiredService<ReferralPage>().Take(token, given, Asked(http)))));
        app.MapGet("/voice/{token}", (string token, HttpContext http) => Answer(http, http.RequestServices.GetRequiredService<VoicePage>().Begin(Asked(http))));
        app.MapPost("/voice/{token}", (string token, HttpContext http) => Sent(http, async given => await http.RequestServices.GetRequiredService<VoicePage>().Take(token, given, Asked(http)) switch
        {
            { File: { } file } => Results.File([.. file.Content], file.MediaType, file.Name),
            var page => Answer(http, (page.Status, page.Html)),
        }));
    }

    /// <summary>Reads a form that is none too large.</summary>
    private static async Task<IResult> Sent(HttpContext http, Func<IFormCollection, Task<IResult>> take)
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
        return await take(given);
    }

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
