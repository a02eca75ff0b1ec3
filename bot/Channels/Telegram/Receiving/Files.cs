using Assistant.Channels.Telegram.Api;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>Fetches a document or picture that somebody was asked for, and no other.</summary>
internal sealed class Files(BotApi api, IEnumerable<IFileDoor> doors)
{
    /// <summary>How long a file may take; then it counts as one that could not be fetched.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>Pictures come without a name; Telegram makes them all JPEG.</summary>
    private const string pictureName = "foto.jpg";

    private readonly IFileDoor? door = doors.FirstOrDefault();

    /// <returns>The turn that a file becomes; <see langword="null"/>: there is none, or nobody asked for it.</returns>
    public async ValueTask<Arrival.Turn?> Take(Update update, CancellationToken cancellationToken)
    {
        if (door is null || update.Message is not { } message || Of(message) is not { } document || UpdateMapper.Bringing(message) is not { } turn
            || !await door.IsOpen(TelegramChannel.ChannelId, turn.Chat.ToString(), cancellationToken))
            return null;
        var content = document.FileSize > HandedIn.Largest ? null : await Fetch(document.FileId, cancellationToken);
        var file = new HandedIn(PlainText.Clean(document.FileName) ?? "", content?.Length ?? document.FileSize ?? 0, content);
        return turn with { Activity = file.With(turn.Activity) };
    }

    private static Document? Of(ChatMessage message) => message.Document
        ?? (message.Photo is { IsDefaultOrEmpty: false } sizes ? new() { FileId = sizes[^1].FileId, FileName = pictureName } : null);

    private async ValueTask<ReadOnlyMemory<byte>?> Fetch(string id, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(patience);
        try
        {
            var file = await api.Call(new GetFile { FileId = id }, over.Token);
            return file.Value?.FilePath is { } path ? await api.Download(path, HandedIn.Largest, over.Token) : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
