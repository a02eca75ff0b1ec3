using Microsoft.AspNetCore.Http;

namespace Assistant.Channels;

/// <summary>Reads a request's body up to a limit, without trusting the length it announces.</summary>
internal static class Body
{
    /// <returns><see langword="null"/> when there are more than <paramref name="limit"/> bytes.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> Read(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) return null;
        using var body = new MemoryStream();
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (body.Length + read.Buffer.Length > limit) return null;
            foreach (var part in read.Buffer) body.Write(part.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
    }
}
