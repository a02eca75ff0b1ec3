namespace Assistant.Knowledge;

/// <summary>Every sentence a person can read, by language and key. Data: <c>knowledge/Texts/{et,ru,en}/{prefix}.yaml</c>, flat <c>key: text</c> lines.</summary>
public interface ITexts
{
    /// <returns>The text of <paramref name="key"/> (<c>prefix.key</c>) with its <c>{placeholders}</c> still in it.</returns>
    /// <exception cref="KeyNotFoundException">A mistake in a dialogue; a test walks all keys.</exception>
    string Get(Lang lang, string key);
}
