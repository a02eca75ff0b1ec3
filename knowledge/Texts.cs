using System.Collections.Frozen;

namespace Assistant.Knowledge;

/// <summary>Every sentence a person can read, by language and key. Data: <c>knowledge/Texts/{et,ru,en}/{prefix}.yaml</c>, flat <c>key: text</c> lines.</summary>
public interface ITexts
{
    /// <returns>The text of <paramref name="key"/> (<c>prefix.key</c>) with its <c>{placeholders}</c> still in it.</returns>
    /// <exception cref="KeyNotFoundException">A mistake in a dialogue; a test walks all keys.</exception>
    string Get(Lang lang, string key);

    /// <summary>Whether <paramref name="key"/> exists; it does in all languages or in none.</summary>
    bool Has(string key);
}

/// <summary>The embedded texts, with an organisation's own wording on top.</summary>
public sealed class Texts : ITexts
{
    private const string Folder = "Texts/";
    private readonly FrozenDictionary<string, string>[] byLang;

    private Texts(FrozenDictionary<string, string>[] byLang) => this.byLang = byLang;

    /// <summary>All keys, the same in every language.</summary>
    public IEnumerable<string> Keys => byLang[0].Keys;

    /// <param name="overrides">The organisation's own files: name relative to its <c>knowledge</c> folder (<c>Texts/et/welcome.yaml</c>), and content. A file may hold only the keys it changes.</param>
    /// <exception cref="FormatException">An override changes a key or a language that does not exist; the message names file and key.</exception>
    public static Texts Load(params IEnumerable<(string Name, string Content)> overrides)
    {
        var all = Langs.All.ToDictionary(lang => lang.Code(), _ => new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var name in Resource.Names(Folder))
            foreach (var (key, text) in FlatYaml.Read(name, Resource.Text(name)))
                all[Language(name)][Key(name, key)] = text;

        foreach (var (name, content) in overrides)
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal) || !all.TryGetValue(Language(name), out var texts))
                throw new FormatException($"{name}: not a text file; expected {Folder}{{et,ru,en}}/NAME.yaml.");
            foreach (var (key, text) in FlatYaml.Read(name, content))
                texts[Key(name, key)] = texts.TryGetValue(Key(name, key), out var shipped) && SamePlaceholders(shipped, text)
                    ? text
                    : throw new FormatException($"{name}: '{key}' is not a key we have, or its placeholders differ from ours.");
        }

        return new([.. Langs.All.Select(lang => all[lang.Code()].ToFrozenDictionary(StringComparer.Ordinal))]);
    }

    /// <inheritdoc/>
    public string Get(Lang lang, string key) => byLang[(int)lang].TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"No text '{key}' in {Folder}{lang.Code()}.");

    /// <inheritdoc/>
    public bool Has(string key) => byLang[0].ContainsKey(key);

    /// <returns>Names between braces, in order.</returns>
    public static IEnumerable<string> Placeholders(string text)
    {
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
            if (text.IndexOf('}', open) is var close and > 0)
                yield return text[(open + 1)..close];
    }

    private static bool SamePlaceholders(string one, string other) => Placeholders(one).ToHashSet().SetEquals(Placeholders(other));

    private static string Language(string name) => name.Split('/') is [_, var lang, _] ? lang : "";

    private static string Key(string name, string key) => $"{Path.GetFileNameWithoutExtension(name)}.{key}";
}
