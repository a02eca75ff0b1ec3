using Assistant.Channels.Telegram.Api;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>What an update asks of us.</summary>
internal abstract record Arrival
{
    private Arrival() { }

    /// <summary>Nothing: confirmed and forgotten.</summary>
    public sealed record Nothing : Arrival;

    /// <summary>Something for the pipeline.</summary>
    /// <param name="Press">The press it came from, still to be answered.</param>
    /// <param name="Besides">Key of a sentence said besides, once it is stored.</param>
    public sealed record Turn(ChatAddress Chat, long User, Activity Activity, CallbackQuery? Press = null, string? Besides = null) : Arrival;

    /// <summary>A voice message: words once somebody made them out.</summary>
    /// <param name="Becomes">A turn; without words yet.</param>
    public sealed record Spoken(Turn Becomes, Voice Voice) : Arrival;

    /// <summary>Something that no dialogue reads, answered by a sentence of the channel's own.</summary>
    public sealed record Notice(ChatAddress Chat, string Key, string? Locale) : Arrival;

    /// <summary>Somebody speaks to the bot in a group: it says one fixed sentence there.</summary>
    public sealed record InGroup(ChatAddress Chat, string? Locale) : Arrival;

    /// <summary>A press where there is nothing to press any more.</summary>
    public sealed record StrayPress(string Id) : Arrival;
}

/// <summary>Where to write: a chat, and the thread in it when it has some.</summary>
internal readonly record struct ChatAddress(long Chat, long? Thread = null)
{
    /// <summary>Groups and channels have negative ids.</summary>
    public bool IsGroup => Chat < 0;

    /// <inheritdoc/>
    public override string ToString() => Thread is { } thread ? $"{Chat}/{thread}" : $"{Chat}";

    /// <returns><see langword="null"/> when it is no address of ours.</returns>
    public static ChatAddress? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!long.TryParse(slash < 0 ? text : text.AsSpan(0, slash), System.Globalization.NumberStyles.AllowLeadingSign, null, out var chat))
            return null;
        if (slash < 0)
            return new(chat);
        return long.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, null, out var thread) ? new(chat, thread) : null;
    }
}
