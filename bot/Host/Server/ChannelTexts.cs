using Assistant.Channels.Teams;
using Assistant.Channels.Telegram;
using Assistant.Host.Configuration;
using Assistant.Knowledge;

namespace Assistant.Host.Server;

/// <summary>The few sentences of each vendor's channel, from the texts.</summary>
public sealed class ChannelTexts(ITexts texts, Settings settings) : ITeamsTexts, ITelegramTexts
{
    /// <inheritdoc/>
    string ITeamsTexts.Get(string key, string? locale) => Get("teams", key, locale);

    /// <inheritdoc/>
    string ITelegramTexts.Get(string key, string? locale) => Get("telegram", key, locale);

    private string Get(string channel, string key, string? locale) =>
        texts.In(Registers.Of(locale)).Get(Langs.Parse(locale) ?? settings.Organisation.Languages[0], $"{channel}.{key}");
}
