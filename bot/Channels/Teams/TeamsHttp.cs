using System.Net.Http.Headers;

namespace Assistant.Channels.Teams;

/// <summary>The client for everything we ask of the vendor: follows nobody elsewhere, keeps no cookies, tells nothing of our insides.</summary>
internal sealed class TeamsHttp : IDisposable
{
    private static readonly TimeSpan connectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan connectionLife = TimeSpan.FromMinutes(5);

    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = connectTimeout,
        PooledConnectionLifetime = connectionLife,
        ActivityHeadersPropagator = null,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    public static MediaTypeHeaderValue Json { get; } = new("application/json");

    /// <returns><see langword="null"/> when there are more than <paramref name="largest"/> bytes.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> Bytes(HttpResponseMessage response, int largest, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > largest)
                return null;
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    public void Dispose() => Client.Dispose();
}
