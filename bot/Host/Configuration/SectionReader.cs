using System.Collections.Immutable;
using System.Globalization;

namespace Assistant.Host.Configuration;

/// <summary>Reads one section key by key, and afterwards knows which keys nobody asked for.</summary>
internal sealed class SectionReader(IConfiguration configuration, string section)
{
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <returns><see langword="null"/> when the key is missing or empty.</returns>
    public string? Text(string key)
    {
        asked.Add(key);
        var entry = configuration.GetSection(Key(key));
        if (entry.GetChildren().Any() && string.IsNullOrWhiteSpace(entry.Value)) throw Wrong(key, "one value is expected here, not several");
        return string.IsNullOrWhiteSpace(entry.Value) ? null : entry.Value.Trim();
    }

    /// <param name="read">Answers <see langword="null"/> to what it cannot read.</param>
    /// <param name="expected">Completes "… is not".</param>
    public T Value<T>(string key, T fallback, Func<string, T?> read, string expected) where T : class =>
        Text(key) is not { } text ? fallback : read(text) ?? throw Wrong(key, $"\"{text}\" is not {expected}");

    /// <inheritdoc cref="Value{T}"/>
    public T Scalar<T>(string key, T fallback, Func<string, T?> read, string expected) where T : struct =>
        Text(key) is not { } text ? fallback : read(text) ?? throw Wrong(key, $"\"{text}\" is not {expected}");

    /// <summary>A list: JSON array, numbered keys (<c>Languages__0</c>), or one value with commas, which wins over the others.</summary>
    public ImmutableArray<T> List<T>(string key, ImmutableArray<T> fallback, Func<string, (bool IsGood, T Value)> read, string expected)
    {
        asked.Add(key);
        var entry = configuration.GetSection(Key(key));
        var children = entry.GetChildren().ToArray();
        if (children.FirstOrDefault(child => !int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } odd)
            throw Wrong(key, $"\"{odd.Key}\" is not the number of a list entry");
        var texts = entry.Value is { Length: > 0 } joined
            ? joined.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. children.Select(child => child.Value?.Trim() ?? "").Where(text => text.Length > 0)];
        if (texts.Length == 0) return fallback;
        var values = texts.Select(text => read(text) is (true, var value) ? value : throw Wrong(key, $"\"{text}\" is not {expected}")).ToImmutableArray();
        return values.Distinct().Count() == values.Length ? values : throw Wrong(key, "an entry stands twice");
    }

    /// <exception cref="StartRefusedException">The section holds a key that nothing asked for.</exception>
    public void RefuseOthers()
    {
        if (configuration.GetSection(section).GetChildren().FirstOrDefault(child => !asked.Contains(child.Key)) is { } other)
            throw Wrong(other.Key, $"is not a setting; {section} has {string.Join(", ", asked)}");
    }

    public StartRefusedException Wrong(string key, string problem) => StartRefusedException.Setting(Key(key), problem);

    private string Key(string key) => $"{section}:{key}";
}
