using System.Net;
using System.Net.Http.Headers;

namespace Assistant.Channels;

/// <summary>Knows whether writing it has begun: before that, the vendor cannot have seen it.</summary>
internal abstract class WatchedContent : HttpContent
{
    private static readonly MediaTypeHeaderValue json = new("application/json");

    public bool IsBegun { get; private set; }

    /// <summary>Any content.</summary>
    public static WatchedContent Of(HttpContent content) => new Wrapped(content);

    /// <summary>JSON; none at all where there are no bytes.</summary>
    public static WatchedContent Json(ReadOnlyMemory<byte> bytes) => new Bytes(bytes) { Headers = { ContentType = json } };

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsBegun = true;
        return Write(stream, context, cancellationToken);
    }

    protected abstract Task Write(Stream stream, TransportContext? context, CancellationToken cancellationToken);

    private sealed class Bytes(ReadOnlyMemory<byte> bytes) : WatchedContent
    {
        protected override Task Write(Stream stream, TransportContext? context, CancellationToken cancellationToken) => stream.WriteAsync(bytes, cancellationToken).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }

    private sealed class Wrapped : WatchedContent
    {
        private readonly HttpContent inner;

        public Wrapped(HttpContent inner)
        {
            this.inner = inner;
            foreach (var (name, values) in inner.Headers)
                Headers.TryAddWithoutValidation(name, values);
        }

        protected override Task Write(Stream stream, TransportContext? context, CancellationToken cancellationToken) => inner.CopyToAsync(stream, context, cancellationToken);

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
}
