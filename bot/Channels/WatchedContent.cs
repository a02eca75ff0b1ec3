using System.Net;

namespace Assistant.Channels;

/// <summary>Knows whether writing it has begun: before that, the vendor cannot have seen it.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly HttpContent inner;

    public WatchedContent(HttpContent inner)
    {
        this.inner = inner;
        foreach (var (name, values) in inner.Headers)
            Headers.TryAddWithoutValidation(name, values);
    }

    public bool IsBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsBegun = true;
        return inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = inner.Headers.ContentLength ?? 0;
        return inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
