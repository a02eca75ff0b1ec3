using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Assistant.Channels.WebChat;

/// <summary>Serves the page's few files, read once at the start, and the page one hides behind.</summary>
public static class ChatPage
{
    private static readonly (string Route, string File, string Type)[] Files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/chat.css", "chat.css", "text/css; charset=utf-8"),
        ("/chat.js", "chat.js", "text/javascript; charset=utf-8"),
        ("/logo.svg", "logo.svg", "image/svg+xml"),
        ("/hide.js", "hide.js", "text/javascript; charset=utf-8"),
    ];

    /// <summary>Maps <c>/</c>, its files and <c>/hide</c>.</summary>
    /// <param name="wwwroot">Where the files are.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public static void MapChatPage(this IEndpointRouteBuilder app, IFileProvider wwwroot)
    {
        foreach (var (route, file, type) in Files)
        {
            var content = Load(wwwroot, file);
            app.MapGet(route, () => TypedResults.Bytes(content, type));
        }
        var hide = Load(wwwroot, "hide.html");
        var identity = app.ServiceProvider.GetRequiredService<WebChatIdentity>();
        app.MapGet("/hide", (HttpContext http) =>
        {
            // Only the page itself makes the browser forget; a link from elsewhere shows the page and nothing more.
            if (http.Request.Headers["Sec-Fetch-Site"].ToString() is "same-origin") identity.Forget(http);
            return TypedResults.Bytes(hide, "text/html; charset=utf-8");
        });
    }

    private static byte[] Load(IFileProvider files, string name)
    {
        var file = files.GetFileInfo(name);
        if (!file.Exists) throw new FileNotFoundException($"The chat page lacks {name}.", name);
        using var content = new MemoryStream();
        using (var stream = file.CreateReadStream()) stream.CopyTo(content);
        return content.ToArray();
    }
}
