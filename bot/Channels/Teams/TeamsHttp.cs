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

    public void Dispose() => Client.Dispose();
}
