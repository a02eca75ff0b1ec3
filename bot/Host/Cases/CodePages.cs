using Assistant.Channels.WebChat;
using Assistant.Records.People;

namespace Assistant.Host.Cases;

/// <summary>
/// The page of a family's personal codes, <c>/codes/{family}</c>, for a signed-in coordinator: written here, without scripts. Looking at it shows no code;
/// each code that is shown is asked for by a form of its own and stands in the audit.
/// </summary>
public static class CodePages
{
    internal const string Root = "/codes";
    private const string policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private const string form = "application/x-www-form-urlencoded";
    /// <summary>Bytes of a form: more than its fields may hold.</summary>
    private const long longest = 4 * 1024;

    /// <summary>Maps the page; its looks are those of the referral page.</summary>
    public static void MapCodePages(this IEndpointRouteBuilder app)
    {
        app.MapGet(Root + "/{family}", async (string family, HttpContext http) => Answer(http, await Page(http).Show(Who(http), family, Asked(http))));
        app.MapPost(Root + "/{family}", async (string family, HttpContext http) =>
        {
            if (!Visitors(http).IsOurs(http)) return Results.StatusCode(StatusCodes.Status403Forbidden);
            if (http.Request.ContentType?.StartsWith(form, StringComparison.OrdinalIgnoreCase) != true) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
            if (http.Request.ContentLength is null or > longest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            try
            {
                return Answer(http, await Page(http).Take(Who(http), family, await http.Request.ReadFormAsync(http.RequestAborted), Asked(http)));
            }
            catch (InvalidDataException)
            {
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            }
        });
    }

    private static CodePage Page(HttpContext http) => http.RequestServices.GetRequiredService<CodePage>();

    private static PageVisitors Visitors(HttpContext http) => http.RequestServices.GetRequiredService<PageVisitors>();

    private static ChannelIdentity? Who(HttpContext http) => Visitors(http).Known(http) is var (user, _) ? new(WebChatChannel.ChannelId, user) : null;

    private static IResult Answer(HttpContext http, (int Status, string Html) page)
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Content(page.Html, "text/html; charset=utf-8", statusCode: page.Status);
    }

    private static string? Asked(HttpContext http) => http.Request.Query["lang"] is [{ Length: > 0 } chosen] ? chosen : null;
}
