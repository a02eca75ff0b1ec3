using System.Net.Http.Headers;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Teams.Inbound;

/// <summary>Where a file of a message is to be fetched.</summary>
/// <param name="Name">As the sender called it; <see langword="null"/>: a picture that was pasted, which Teams keeps without a name.</param>
internal sealed record FileLink(string? Name, Uri Url);

/// <summary>
/// Fetches a file that somebody was asked for, and no other. A file lies in the sender's own storage, behind an address that lets whoever knows it
/// read it: our token does not go there. A pasted picture lies with the Connector, which wants our token, and is fetched there alone.
/// </summary>
internal sealed partial class HandedFiles(IEnumerable<IFileDoor> doors, AccessToken token, TeamsHttp http, TeamsOptions options, TimeProvider time, ILogger<HandedFiles> log)
{
    /// <summary>How long a file may take; then it counts as one that could not be fetched. Teams waits 15 s for us.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>Pasted pictures have no name: these are told by their first bytes.</summary>
    private const string pngName = "foto.png", otherName = "foto.jpg";

    private static ReadOnlySpan<byte> png => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    /// <returns>The activity with the file, fetched or not; <see langword="null"/>: nobody asked for one.</returns>
    public async ValueTask<Activity?> Take(Activity activity, FileLink link, CancellationToken cancellationToken)
    {
        if (doors.FirstOrDefault() is not { } door || !await door.IsOpen(TeamsChannel.ChannelId, activity.Conversation!.Id!, cancellationToken))
            return null;
        var (size, content) = await Fetch(link, activity.ServiceUrl, cancellationToken);
        return new HandedIn(link.Name ?? (content is { } bytes && bytes.Span.StartsWith(png) ? pngName : otherName), size, content).With(activity);
    }

    private async ValueTask<(long Size, ReadOnlyMemory<byte>? Content)> Fetch(FileLink link, string? serviceUrl, CancellationToken cancellationToken)
    {
        var isPasted = link.Name is null;
        if (!(isPasted ? IsOfConnector(link.Url, serviceUrl) : Files.IsStorage(link.Url, options)))
        {
            NotFetched(log, "address");
            return (0, null);
        }
        using var patient = new CancellationTokenSource(patience, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(patient.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, link.Url);
        try
        {
            if (isPasted && await token.Get() is { } bearer)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over.Token);
            if (!response.IsSuccessStatusCode)
            {
                NotFetched(log, $"{(int)response.StatusCode}");
                return (0, null);
            }
            if (response.Content.Headers.ContentLength is > HandedIn.Largest and var told)
                return (told, null);
            ReadOnlyMemory<byte>? content = await AnswerBytes.Read(response, HandedIn.Largest, over.Token);
            return (content?.Length ?? HandedIn.Largest + 1, content);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            NotFetched(log, fault.GetType().Name);
            return (0, null);
        }
    }

    /// <summary>The service address was checked when the message was let in.</summary>
    private bool IsOfConnector(Uri url, string? serviceUrl) =>
        ServiceUrls.Checked(serviceUrl, options) is { } service && url.UserInfo.Length == 0 && url.Scheme == service.Scheme && url.Authority.Equals(service.Authority, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(3308, LogLevel.Warning, "A file that was asked for could not be fetched: {Why}")]
    private static partial void NotFetched(ILogger log, string why);
}
