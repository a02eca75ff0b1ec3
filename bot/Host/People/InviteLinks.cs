using Assistant.Channels.Telegram;
using Assistant.Host.Configuration;

namespace Assistant.Host.People;

/// <summary>Links that carry a code into a chat.</summary>
public sealed class InviteLinks(Settings settings, IServiceProvider services)
{
    /// <returns><see langword="null"/>: Telegram is off, or has not told its name yet.</returns>
    public string? Telegram(string code) => services.GetService<TelegramState>()?.Username is { } bot ? $"https://t.me/{bot}?start={code}" : null;

    /// <summary>The code stands behind a #: browsers keep that to themselves, so no proxy's log has it.</summary>
    /// <returns><see langword="null"/>: there is no chat page, or nobody said where the world finds it.</returns>
    public string? Page(string code) =>
        settings.WebChat.Enabled && (settings.PublicUrl?.AbsoluteUri ?? (settings.Surroundings == Surroundings.Development ? settings.Urls.FirstOrDefault() : null)) is { } address ? $"{address.TrimEnd('/')}/#k={code}" : null;
}
