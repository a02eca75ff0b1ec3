using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Assistant.Channels.WebChat;

/// <summary>Serves the page's few files, read once at the start, and the page one hides behind.</summary>
public static class ChatPage
{
    private const string html = "text/html; charset=utf-8", style = "text/css; charset=utf-8", script = "text/javascript; charset=utf-8", picture = "image/svg+xml";

    /// <summary>The page, then what it asks for, by name.</summary>
    private static readonly (string Route, string File, string Type)[] files =
    [
        ("/", "index.html", html),
        ("/chat.css", "chat.css", style),
        ("/logo.svg", "logo.svg", picture),
        .. ((ReadOnlySpan<string>)["chat", "session", "words", "forms", "pick", "chart", "show", "read", "write", "hide"]).ToArray().Select(name => ($"/{name}.js", $"{name}.js", script)),
    ];

    /// <summary>Maps <c>/</c>, its files and <c>/hide</c>.</summary>
    /// <param name="wwwroot">Where the files are.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public static void MapChatPage(this IEndpointRouteBuilder app, IFileProvider wwwroot)
    {
        foreach (var (route, file, type) in files)
        {
            var content = Load(wwwroot, file);
            var small = Compressed(content);
            app.MapGet(route, (HttpContext http) =>
            {
                http.Response.Headers.Vary = "Accept-Encoding";
                if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
                    return TypedResults.Bytes(content, type);
                http.Response.Headers.ContentEncoding = "gzip";
                return TypedResults.Bytes(small, type);
            });
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

    /// <summary>A third of the size: on a phone at the bus stop it counts. The same for everybody, so it gives nothing away.</summary>
    private static byte[] Compressed(byte[] content)
    {
        using var small = new MemoryStream();
        using (var gzip = new GZipStream(small, CompressionLevel.SmallestSize)) gzip.Write(content);
        return small.ToArray();
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
