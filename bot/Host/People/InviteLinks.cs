using Assistant.Channels.Telegram;

namespace Assistant.Host.People;

/// <summary>Links that carry a one-time code into a chat.</summary>
public sealed class InviteLinks(IServiceProvider services)
{
    /// <returns><see langword="null"/>: Telegram is off, or has not told its name yet.</returns>
    public string? Telegram(string code) => services.GetService<TelegramState>()?.Username is { } bot ? $"https://t.me/{bot}?start={code}" : null;
}
