using Assistant.Channels.Telegram;
using Assistant.Host.Configuration;
using Assistant.Knowledge;

namespace Assistant.Host.Server;

/// <summary>Telegram's own few sentences, from the texts.</summary>
public sealed class TelegramTexts(ITexts texts, Settings settings) : ITelegramTexts
{
    /// <inheritdoc/>
    public string Get(string key, string? locale) => texts.In(Registers.Of(locale)).Get(Langs.Parse(locale) ?? settings.Organisation.Languages[0], $"telegram.{key}");
}
