using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Notes.Names;

/// <summary>Families called by a letter beside a word for a family: "pere T.", "в семье И2", "family S". A letter that is a word by itself ("семья с детьми") must be a capital or have its full stop.</summary>
internal sealed class FamilyAliases
{
    /// <summary>Beginnings of the words for a family.</summary>
    private static readonly string[] before = ["pere", "perekon", "семь", "семей", "semj", "famil"];

    /// <summary>Letters that are words.</summary>
    private const string Words = "авикосуяai";

    private readonly Dictionary<string, string> byLetters = new(StringComparer.Ordinal);

    /// <returns><see langword="null"/>: there are none.</returns>
    public static FamilyAliases? Of(IReadOnlyList<string>? aliases)
    {
        if (aliases is not { Count: > 0 }) return null;
        var found = new FamilyAliases();
        foreach (var alias in aliases) found.byLetters.TryAdd(new NormalText(alias.TrimEnd('.')).Chars.ToString(), alias);
        return found;
    }

    /// <summary>Every family called so, in the order of the text.</summary>
    public List<FamilyMention> In(NormalText text, Token[] tokens)
    {
        List<FamilyMention> mentions = [];
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != TokenKind.Word || tokens[i - 1].Kind != TokenKind.Word || !IsFamily(text.Chars[tokens[i - 1].Start..tokens[i - 1].End])) continue;
            var last = i + 1 < tokens.Length && tokens[i + 1] is { Kind: TokenKind.Digits, Glued: true } ? i + 1 : i;
            var letters = text.Chars[tokens[i].Start..tokens[last].End].ToString();
            if (!byLetters.TryGetValue(letters, out var alias) || !IsMeant(text, tokens, i, last)) continue;
            var start = text.OriginalStart(tokens[i].Start);
            mentions.Add(new(alias, start, text.OriginalEnd(tokens[last].End) - start, Doubt: 0));
        }
        return mentions;
    }

    private static bool IsFamily(ReadOnlySpan<char> word)
    {
        foreach (var beginning in before)
            if (word.StartsWith(beginning, StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool IsMeant(NormalText text, Token[] tokens, int first, int last) =>
        last > first || tokens[first].End - tokens[first].Start > 1 || !Words.Contains(text[tokens[first].Start], StringComparison.Ordinal)
        || char.IsUpper(text.Original[text.OriginalStart(tokens[first].Start)]) || text[tokens[first].End] == '.';
}
