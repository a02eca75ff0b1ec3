namespace Assistant.Dialogs.SafeContact;

/// <summary>Finds a code that joins two chats in what was typed.</summary>
internal static class LinkCode
{
    /// <summary>Letters and digits of a code, without the dash between its halves.</summary>
    private const int Length = 10;

    private const string Vowels = "AEIOUYÕÄÖÜАЕЁИОУЫЭЮЯ";

    /// <returns>The code's characters when they are all that was typed. There are no vowels in it and a digit at least, so no word is taken for one.</returns>
    public static string? Find(string text)
    {
        if (text.Length > 2 * Length)
            return null;
        var code = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–')).Select(char.ToUpperInvariant));
        return code.Length == Length && code.All(c => char.IsLetterOrDigit(c) && !Vowels.Contains(c, StringComparison.Ordinal)) && code.Any(char.IsDigit) && code.Any(char.IsLetter) ? code : null;
    }
}
