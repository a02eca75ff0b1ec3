using Assistant.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Assistant.Channels.WebChat;

/// <summary>A message that brings a file, as Direct Line sends one: a form of two parts, <c>activity</c> (JSON) and <c>file</c>, in this order.</summary>
/// <param name="Posted"><see langword="null"/>: the form is not to be understood.</param>
/// <param name="File"><see langword="null"/> too when it is larger than is taken.</param>
internal readonly record struct Upload(Activity? Posted, HandedIn? File, bool IsTooLarge = false)
{
    /// <summary>What a form weighs besides its file, in bytes: the words, and the heads of its parts.</summary>
    private const int besides = ActivityReader.MaxBytes + 8 * 1024;

    private const int longestBoundary = 128; // UTF-16 units

    /// <summary>Reads the form, and no more of it than may be.</summary>
    public static async ValueTask<Upload> Read(HttpContext http)
    {
        if (http.Request.ContentLength > HandedIn.Largest + besides) return new(null, null, IsTooLarge: true);
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= longestBoundary } boundary) return default;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = HandedIn.Largest + besides;
        Activity? posted = null;
        try
        {
            var parts = new MultipartReader(boundary.Value!, http.Request.Body);
            while (await parts.ReadNextSectionAsync(http.RequestAborted) is { } part)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var told)) return default;
                if (posted is null)
                {
                    if (HeaderUtilities.RemoveQuotes(told.Name) != "activity" || await Bytes(part.Body, ActivityReader.MaxBytes, http.RequestAborted) is not { } json) return default;
                    if ((posted = ActivityReader.Read(json.Span).Activity) is not { Type: "message" }) return default;
                    continue;
                }
                var name = PlainText.Clean((told.FileNameStar.HasValue ? told.FileNameStar : HeaderUtilities.RemoveQuotes(told.FileName)).Value);
                if (string.IsNullOrWhiteSpace(name)) return default;
                return await Bytes(part.Body, HandedIn.Largest, http.RequestAborted) is { } content ? new(posted, new(name, content.Length, content)) : new(posted, null, IsTooLarge: true);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException && !http.RequestAborted.IsCancellationRequested)
        {
            // No form after all.
        }
        return default;
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> Bytes(Stream part, int limit, CancellationToken cancellationToken)
    {
        const int piece = 64 * 1024; // bytes
        using var bytes = new MemoryStream();
        var buffer = new byte[piece];
        while (await part.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > limit) return null;
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
