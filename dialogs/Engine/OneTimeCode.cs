namespace Assistant.Dialogs.Engine;

/// <summary>Finds a one-time code in what was typed.</summary>
internal static class OneTimeCode
{
    /// <summary>Base64url characters of 128 random bits.</summary>
    private const int Length = 22;

    /// <returns>The code when it is all that was typed; <see langword="null"/> otherwise. A word of plain letters of one case is a word.</returns>
    public static string? Find(string text)
    {
        var code = text.Trim();
        return code.Length == Length && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && (code.Any(char.IsAsciiDigit) || code.Skip(1).Any(char.IsAsciiLetterUpper) && code.Any(char.IsAsciiLetterLower))
            ? code
            : null;
    }
}
