using System.Text;

namespace Assistant.Knowledge;

/// <summary>
/// Reads the part of YAML that our texts use: one <c>key: value</c> a line, plain or in double quotes, and comments on lines of their own.
/// The start has no time for a whole YAML parser; a test holds both to the same result.
/// </summary>
internal static class FlatYaml
{
    /// <exception cref="FormatException">The message names file, line and what was expected.</exception>
    public static IEnumerable<(string Key, string Value)> Read(string name, string content)
    {
        var number = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var raw in content.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (char.IsWhiteSpace(raw[0]))
                throw Bad("keys stand at the margin, values on their key's line");
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon + 1 < line.Length && line[colon + 1] != ' ')
                throw Bad("expected 'key: text'");
            var key = line[..colon];
            if (!seen.Add(key))
                throw Bad($"'{key}' is there twice");
            var value = line[(colon + 1)..].Trim();
            yield return (key, value is ['"', ..] ? Quoted(value) : Plain(value));
        }

        string Plain(string value) =>
            value.Length == 0 || "'|>&*!%@`[]{}-?\"".Contains(value[0]) || value.Contains(": ", StringComparison.Ordinal) || value.Contains(" #", StringComparison.Ordinal) || value[^1] == ':'
                ? throw Bad("put this text into double quotes")
                : value;

        string Quoted(string value)
        {
            var text = new StringBuilder(value.Length);
            for (var i = 1; i < value.Length; i++)
            {
                if (value[i] == '"')
                    return i == value.Length - 1 ? text.ToString() : throw Bad("something follows the closing quote");
                if (value[i] != '\\')
                    text.Append(value[i]);
                else
                    text.Append(++i < value.Length ? value[i] switch { 'n' => '\n', '"' => '"', '\\' => '\\', _ => throw Bad("only \\n, \\\" and \\\\ are escapes") } : throw Bad("nothing after the backslash"));
            }
            throw Bad("the closing quote is missing");
        }

        FormatException Bad(string why) => new($"{name}, line {number}: {why}.");
    }
}
