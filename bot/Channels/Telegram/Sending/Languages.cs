using System.Collections.Concurrent;

namespace Assistant.Channels.Telegram.Sending;

/// <summary>In which language a chat was last written to, so that the channel's own sentences follow the person's choice.</summary>
internal sealed class Languages
{
    /// <summary>Most chats remembered; beyond it the memory starts afresh.</summary>
    private const int mostKnown = 20_000;

    private readonly ConcurrentDictionary<long, string> known = new();

    public void Note(long chat, string? language)
    {
        if (language is null)
            return;
        if (known.Count >= mostKnown)
            known.Clear();
        known[chat] = language;
    }

    /// <returns>The chat's language, else what the client said.</returns>
    public string? Of(long chat, string? client) => known.GetValueOrDefault(chat) ?? client;
}
