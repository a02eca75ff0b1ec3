namespace Assistant.Dialogs.Engine;

/// <summary>Finds a one-time code in what was typed.</summary>
internal static class OneTimeCode
{
    /// <summary>Base64url characters of 128 random bits.</summary>
    private const int Length = 22;

    /// <summary>What stands before the code in the links that are handed out: the page's, Telegram's.</summary>
    private static readonly string[] beforeCode = ["/#k=", "?start="];

    /// <returns>The code when it is all that was typed, or stands in an invitation link that was pasted, with or without words around it;
    /// <see langword="null"/> otherwise. A word of plain letters of one case is a word.</returns>
    public static string? Find(string text)
    {
        foreach (var before in beforeCode)
        {
            if (text.IndexOf(before, StringComparison.Ordinal) is >= 0 and var at && text.Length >= at + before.Length + Length)
                return Bare(text.Substring(at + before.Length, Length));
        }
        return Bare(text);
    }

    private static string? Bare(string text)
    {
        var code = text.Trim();
        return code.Length == Length && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && (code.Any(char.IsAsciiDigit) || code.Skip(1).Any(char.IsAsciiLetterUpper) && code.Any(char.IsAsciiLetterLower))
            ? code
            : null;
    }
}
