using System.Collections.Frozen;

namespace Assistant.Knowledge;

/// <summary>Every sentence a person can read, by language and key. Data: <c>knowledge/Texts/{et,et-easy,ru,en}/{prefix}.yaml</c>, flat <c>key: text</c> lines.</summary>
public interface ITexts
{
    /// <returns>The text of <paramref name="key"/> (<c>prefix.key</c>) with its <c>{placeholders}</c> still in it.</returns>
    /// <exception cref="KeyNotFoundException">A mistake in a dialogue; a test walks all keys.</exception>
    string Get(Lang lang, string key);

    /// <summary>Whether <paramref name="key"/> exists; it does in all languages or in none.</summary>
    bool Has(string key);

    /// <returns>The same texts as somebody reads them who is spoken to in that register.</returns>
    ITexts In(Register register);
}

/// <summary>The embedded texts, with an organisation's own wording on top.</summary>
public sealed class Texts : ITexts
{
    private const string Folder = "Texts/";
    private readonly FrozenDictionary<string, string>[] byLang;
    private readonly FrozenDictionary<string, string> easy;
    private readonly ITexts inEasy;

    private Texts(FrozenDictionary<string, string>[] byLang, FrozenDictionary<string, string> easy)
    {
        (this.byLang, this.easy) = (byLang, easy);
        inEasy = new EasyTexts(this);
    }

    /// <summary>All keys, the same in every language.</summary>
    public IEnumerable<string> Keys => byLang[0].Keys;

    /// <summary>Keys that have an easy Estonian text: all but those that need none (<c>Texts/et-easy/not-needed.txt</c>).</summary>
    public IEnumerable<string> EasyKeys => easy.Keys;

    /// <param name="overrides">The organisation's own files: name relative to its <c>knowledge</c> folder (<c>Texts/et/welcome.yaml</c>), and content. A file may hold only the keys it changes.</param>
    /// <exception cref="FormatException">An override changes a key or a language that does not exist; the message names file and key.</exception>
    public static Texts Load(params IEnumerable<(string Name, string Content)> overrides)
    {
        var all = Langs.All.Select(lang => lang.Code()).Append(Registers.EasyEstonian).ToDictionary(tag => tag, _ => new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var name in Resource.Names(Folder).Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)))
            foreach (var (key, text) in FlatYaml.Read(name, Resource.Text(name)))
                all[Language(name)][Key(name, key)] = text;

        foreach (var (name, content) in overrides)
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal) || !all.TryGetValue(Language(name), out var texts))
                throw new FormatException($"{name}: not a text file; expected {Folder}{{et,et-easy,ru,en}}/NAME.yaml.");
            foreach (var (key, text) in FlatYaml.Read(name, content))
                texts[Key(name, key)] = texts.TryGetValue(Key(name, key), out var shipped) && SamePlaceholders(shipped, text)
                    ? text
                    : throw new FormatException($"{name}: '{key}' is not a key we have, or its placeholders differ from ours.");
        }

        return new([.. Langs.All.Select(lang => all[lang.Code()].ToFrozenDictionary(StringComparer.Ordinal))], all[Registers.EasyEstonian].ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public string Get(Lang lang, string key) => byLang[(int)lang].TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"No text '{key}' in {Folder}{lang.Code()}.");

    /// <inheritdoc/>
    public bool Has(string key) => byLang[0].ContainsKey(key);

    /// <inheritdoc/>
    public ITexts In(Register register) => register == Register.Easy ? inEasy : this;

    /// <summary>Estonian in easy words where parents read it, everything else as it is.</summary>
    private sealed class EasyTexts(Texts ordinary) : ITexts
    {
        public string Get(Lang lang, string key) => lang == Lang.Et && ordinary.easy.TryGetValue(key, out var text) ? text : ordinary.Get(lang, key);

        public bool Has(string key) => ordinary.Has(key);

        public ITexts In(Register register) => ordinary.In(register);
    }

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
