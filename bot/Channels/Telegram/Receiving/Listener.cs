using Assistant.Channels.Telegram.Api;
using Assistant.Protocol;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>Makes out the words of voice messages, where the organisation has set up a transcriber.</summary>
internal sealed partial class Listener(BotApi api, IEnumerable<ITranscriber> transcribers, ILogger<Listener> logger)
{
    /// <summary>Largest file that bots may fetch, in bytes.</summary>
    private const int largest = 20 * 1024 * 1024;

    /// <summary>How long somebody waits for an answer before being asked to type instead.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private readonly ITranscriber? transcriber = transcribers.FirstOrDefault();

    /// <returns>The words; <see langword="null"/>: nobody listens, or they could not be made out.</returns>
    public async ValueTask<string?> Words(ChatAddress chat, Voice voice, string? language, CancellationToken cancellationToken)
    {
        if (transcriber is null || voice.FileSize > largest || voice.Duration > ITranscriber.Longest.TotalSeconds)
            return null;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(patience);
        try
        {
            await api.Call(new SendChatAction { ChatId = chat.Chat, MessageThreadId = chat.Thread, Action = "typing" }, over.Token);
            var file = await api.Call(new GetFile { FileId = voice.FileId }, over.Token);
            if (file.Value?.FilePath is not { } path || await api.Download(path, largest, over.Token) is not { } audio)
                return null;
            return await transcriber.Transcribe(audio, voice.MimeType ?? "audio/ogg", language, over.Token);
        }
#pragma warning disable CA1031 // a transcriber is somebody else's: whatever it throws, the person is asked to type
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotHeard(logger, fault.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(3104, LogLevel.Warning, "A voice message was not made out: {Fault}")]
    private static partial void NotHeard(ILogger log, string fault);
}
