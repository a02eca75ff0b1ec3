using System.Globalization;

namespace Assistant.Host.Reports;

/// <summary>Words of people on their way into a file that another program will open. Source: OWASP ASVS 1.2.10, formula injection.</summary>
internal static class PlainWords
{
    /// <summary>Whether a spreadsheet would take the words for a formula.</summary>
    public static bool LooksLikeFormula(string words) => words.Length > 0 && words[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠';

    /// <summary>What was dictated, as it stands in a paper: with a capital letter and a full stop.</summary>
    public static string Sentence(string words)
    {
        var said = words.Trim();
        return said.Length == 0 ? said : char.ToUpper(said[0], CultureInfo.InvariantCulture) + said[1..] + (said[^1] is '.' or '!' or '?' or '…' or ':' or ';' ? "" : ".");
    }

    /// <summary>Without what no XML document may hold: control characters other than line breaks and tabs, and halves of surrogate pairs.</summary>
    public static string ForXml(string words)
    {
        if (words.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') < 0) return words;
        var kept = new System.Text.StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            var letter = words[i];
            if (char.IsHighSurrogate(letter) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1])) kept.Append(letter).Append(words[++i]);
            else if (letter is '\n' or '\t' || letter >= ' ' && !char.IsSurrogate(letter) && letter is not ('\uFFFE' or '\uFFFF')) kept.Append(letter);
        }
        return kept.ToString();
    }
}
