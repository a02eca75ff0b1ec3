using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Assistant.Protocol;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// Files go the vendor's way: a card offers one, the person allows it, and only then do its bytes leave us, into the person's own storage in the
/// organisation. Until then they stay in the outbox, which is asked for them by the message's number.
/// </summary>
internal sealed partial class Files(Connector connector, Dispatch dispatch, IConversationLog log, ITeamsTexts texts, TeamsOptions options, TeamsHttp http, TimeProvider time, ILogger<Files> logger)
{
    /// <summary>How Teams knows the card that offers a file.</summary>
    public const string Offer = "application/vnd.microsoft.teams.card.file.consent";

    /// <summary>How Teams knows the card of a file that is there.</summary>
    public const string There = "application/vnd.microsoft.teams.card.file.info";

    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    /// <summary>An answer that comes twice within this is one answer.</summary>
    private static readonly TimeSpan once = TimeSpan.FromMinutes(10);

    /// <summary>Most answers remembered; beyond it the memory starts afresh.</summary>
    private const int mostKept = 5_000;

    private readonly ConcurrentDictionary<(string, long), long> answered = new();

    /// <summary>The card that offers a file.</summary>
    /// <param name="number">The message's, by which the file is found again.</param>
    public static JsonObject Card(FileContent file, long number, string words) => new()
    {
        ["contentType"] = Offer,
        ["name"] = file.Name,
        ["content"] = new JsonObject
        {
            ["description"] = words,
            ["sizeInBytes"] = file.Content.Length,
            ["acceptContext"] = new JsonObject { ["file"] = number },
            ["declineContext"] = new JsonObject { ["file"] = number },
        },
    };

    /// <summary>The person allowed a file, or did not. Best effort, and never throws: the words that went with it have arrived.</summary>
    /// <param name="to">The chat, which must be the one the file was offered in.</param>
    /// <param name="upload">Where Teams wants the bytes; <see langword="null"/>: it is not wanted.</param>
    /// <param name="card">The vendor's id of the card.</param>
    public async Task Answered(ConversationReference to, long number, Upload? upload, string? card)
    {
        if (answered.Count >= mostKept)
            answered.Clear();
        var now = time.GetTimestamp();
        if (answered.TryGetValue((to.Conversation, number), out var before) && time.GetElapsedTime(before, now) < once)
            return;
        answered[(to.Conversation, number)] = now;
        try
        {
            if (upload is not null)
            {
                var entry = await log.After(to.Channel, to.Conversation, number - 1, 1, CancellationToken.None);
                if (entry is not [{ Outgoing.File: { } file }] || entry[0].Watermark != number || !await Put(upload, file))
                {
                    answered.TryRemove((to.Conversation, number), out _);
                    await dispatch.Say(to, texts.Get(TeamsText.FileFailed, to.Locale));
                    return;
                }
                await dispatch.Show(to, new()
                {
                    ["contentType"] = There,
                    ["contentUrl"] = upload.ContentUrl,
                    ["name"] = file.Name,
                    ["content"] = new JsonObject { ["uniqueId"] = upload.UniqueId, ["fileType"] = upload.FileType },
                });
            }
            if (card is not null)
                await connector.Delete(to, card);
        }
#pragma warning disable CA1031 // nobody waits for it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            answered.TryRemove((to.Conversation, number), out _);
            NotPut(logger, fault.GetType().Name);
        }
    }

    /// <summary>The address lets whoever knows it write one file: no token of ours goes there.</summary>
    private async Task<bool> Put(Upload upload, FileContent file)
    {
        if (!IsStorage(upload.Url, options) || file.Content.IsEmpty)
            return false;
        using var over = new CancellationTokenSource(timeout, time);
        using var content = new ByteArrayContent([.. file.Content]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentRange = new(0, file.Content.Length - 1, file.Content.Length);
        using var request = new HttpRequestMessage(HttpMethod.Put, upload.Url) { Content = content };
        try
        {
            using var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over.Token);
            if (!response.IsSuccessStatusCode)
                NotPut(logger, $"{(int)response.StatusCode}");
            return response.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            NotPut(logger, fault.GetType().Name);
            return false;
        }
    }

    /// <summary>Where people of an organisation keep their files.</summary>
    internal static bool IsStorage(Uri url, TeamsOptions options) =>
        url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.UserInfo.Length == 0
            && (url.IdnHost.EndsWith(".sharepoint.com", StringComparison.OrdinalIgnoreCase) || url.IdnHost.EndsWith(".sharepoint.us", StringComparison.OrdinalIgnoreCase))
        || options.AllowLoopback && ServiceUrls.IsLoopback(url);

    [LoggerMessage(3307, LogLevel.Warning, "A file could not be put where the person allowed it: {Why}")]
    private static partial void NotPut(ILogger log, string why);
}

/// <summary>Where Teams wants a file's bytes, and how the file is known there.</summary>
internal sealed record Upload(Uri Url, string? ContentUrl, string? UniqueId, string? FileType);
