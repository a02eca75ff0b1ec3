using Assistant.Channels.Teams;
using Assistant.Host.Configuration;
using Assistant.Knowledge;

namespace Assistant.Host.Server;

/// <summary>Teams' own few sentences, from the texts.</summary>
public sealed class TeamsTexts(ITexts texts, Settings settings) : ITeamsTexts
{
    /// <inheritdoc/>
    public string Get(string key, string? locale) => texts.In(Registers.Of(locale)).Get(Langs.Parse(locale) ?? settings.Organisation.Languages[0], $"teams.{key}");
}
