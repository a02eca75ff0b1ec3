using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Assistant.Host.Configuration;

namespace Assistant.Host.Control;

/// <summary>Talks to the host that runs on a data folder.</summary>
public sealed class ControlClient : IDisposable
{
    private static readonly Uri root = new("http://control/control/");

    private readonly HttpClient http;

    private ControlClient(DataFolder data) => http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(data.ControlSocket), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = root,
        // A backup of a large store takes its time; the operator can interrupt.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <returns><see langword="null"/> when no host answers on the folder.</returns>
    public static async Task<ControlClient?> Find(DataFolder data, CancellationToken cancellationToken)
    {
        if (!File.Exists(data.ControlSocket)) return null;
        var client = new ControlClient(data);
        try
        {
            using var answer = await client.http.GetAsync("", cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK) return client;
        }
        catch (HttpRequestException)
        {
            // A socket that a killed process left behind.
        }
        client.Dispose();
        return null;
    }

    /// <returns>The verb's exit code.</returns>
    public async Task<int> Run(ControlRequest request, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, "verb") { Content = JsonContent.Create(request, ControlJson.Default.ControlRequest) };
        using var answer = await http.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        try
        {
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                switch (JsonSerializer.Deserialize(line, ControlJson.Default.ControlLine))
                {
                    case { Out: { } text }: await output.WriteLineAsync(text); break;
                    case { Err: { } text }: await error.WriteLineAsync(text); break;
                    case { Exit: { } code }: return code;
                }
            }
        }
        catch (IOException)
        {
            // Told below.
        }
        await error.WriteLineAsync("the host went away before it was done");
        return 1;
    }

    /// <summary>Says something; returns when the turn is over.</summary>
    /// <exception cref="HttpRequestException">The host went away.</exception>
    public async Task<TalkHeard> Say(TalkSaid said, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync("talk", said, ControlJson.Default.TalkSaid, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ControlJson.Default.TalkHeard, cancellationToken))!;
    }

    /// <summary>What is new in a conversation.</summary>
    /// <param name="wait">Whether to wait half a minute for news.</param>
    /// <exception cref="HttpRequestException">The host went away.</exception>
    public async Task<TalkLog> News(string who, long after, bool wait, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync($"talk?who={Uri.EscapeDataString(who)}&after={after}&wait={(wait ? "true" : "false")}", ControlJson.Default.TalkLog, cancellationToken))!;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
