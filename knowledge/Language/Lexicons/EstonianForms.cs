using Assistant.Knowledge.Language.Grammar;

namespace Assistant.Knowledge.Language.Lexicons;

/// <summary>
/// Estonian words in all cases: nominative, genitive and partitive are given, the other eleven cases are the genitive plus an ending. Numbers
/// are put together from their digits: <c>kahe</c> + <c>teist</c> + <c>kümne</c>, <c>kolme</c> + <c>saja</c>.
/// </summary>
internal sealed class EstonianForms(Lexicon lexicon)
{
    private static readonly (string Ending, Form Form)[] endings =
    [
        ("", Form.Gen), ("sse", Form.Ill), ("s", Form.Ine), ("st", Form.El), ("le", Form.All), ("l", Form.Ad), ("lt", Form.Abl),
        ("ks", Form.Tra), ("ni", Form.Ter), ("na", Form.Ess), ("ta", Form.Abe), ("ga", Form.Kom),
    ];

    /// <summary>Nominative, genitive and partitive of 1-9.</summary>
    public Dictionary<int, string[]> Digits { get; } = [];

    /// <summary>Nominative, genitive and partitive of the first to the ninth.</summary>
    public Dictionary<int, string[]> Ordinals { get; } = [];

    /// <summary>Adds a noun: nominative, genitive, partitive and, if given, plural genitive and plural partitive. Alternatives are apart by a slash.</summary>
    public void Noun(Sym sym, int a, double n, string[] stems, Form extra)
    {
        // Only the bare form is doubtful: "mai" may be a slip for "ma ei", "maikuus" and "mais" are not.
        var shy = extra & Form.Shy;
        extra &= ~Form.Shy;
        if (shy != 0) lexicon.Add(stems[0], sym, a, n, shy);
        foreach (var nominative in stems[0].Split('/')) lexicon.Add(nominative, sym, a, n, Form.Nom | extra);
        foreach (var genitive in stems[1].Split('/')) Endings(genitive, sym, a, n, extra);
        foreach (var partitive in stems[2].Split('/')) lexicon.Add(partitive, sym, a, n, Form.Part | extra);
        if (extra == Form.Adjective)
        {
            // -ne adjectives: aastased, aastaste, aastastele.
            var stem = stems[1][..^1];
            lexicon.Add(stem + "ed", sym, a, n, Form.Nom | Form.Plural | extra);
            Endings(stem + "te", sym, a, n, Form.Plural | extra);
            lexicon.Add(stem + "eid", sym, a, n, Form.Part | Form.Plural | extra);
        }
        if (stems.Length <= 3) return;
        lexicon.Add(stems[1] + "d", sym, a, n, Form.Nom | Form.Plural | extra);
        Endings(stems[3], sym, a, n, Form.Plural | extra);
        lexicon.Add(stems[4], sym, a, n, Form.Part | Form.Plural | extra);
    }

    /// <summary>Adds 1-19, tens and hundreds with their ordinals, and colloquial tens (kolmkend).</summary>
    public void AddNumbers()
    {
        foreach (var (digit, stems) in Digits)
        {
            Number(digit, stems[0], stems[1], stems[2].Split('/'));
            Ordinal(digit, Ordinals[digit]);
            // üksteist and üksteistkümmend, üheteistkümne
            var teen = new List<string>();
            foreach (var partitive in stems[2].Split('/')) teen.AddRange([partitive + "teist", partitive + "teistkümmend", partitive + "teistkümmet"]);
            Number(10 + digit, stems[0] + "teist", stems[1] + "teistkümne", teen);
            lexicon.Add(stems[0] + "teistkümmend", Sym.Num, 0, 10 + digit, Form.Nom | Form.Part);
            lexicon.Add(stems[0] + "teistkend", Sym.Num, 0, 10 + digit, Form.Nom | Form.Part);
            lexicon.Add(stems[1] + "teist", Sym.Num, 0, 10 + digit, Form.Gen);
            Endings(stems[1] + "teistkümnenda", Sym.Ord, 0, 10 + digit, Form.None);
            lexicon.Add(stems[1] + "teistkümnes", Sym.Ord, 0, 10 + digit, Form.Nom);
            lexicon.Add(stems[1] + "teistkümnendat", Sym.Ord, 0, 10 + digit, Form.Part);
            Endings(stems[1] + "teistkümnendate", Sym.Ord, 0, 10 + digit, Form.Plural);
            if (digit > 1) Multiple(digit, 10, stems, "kümmend", "kümne", ["kümmend", "kümmet"], "kümnes", "kümnenda");
            if (digit > 1) Colloquial(10 * digit, stems[0]);
            Multiple(digit, 100, stems, "sada", "saja", ["sada", "sadat"], "sajas", "sajanda");
        }
    }

    private void Multiple(int digit, int by, string[] stems, string nominative, string genitive, string[] partitives, string ordinal, string ordinalStem)
    {
        var parts = new List<string>();
        foreach (var first in stems[2].Split('/'))
        {
            foreach (var second in partitives) parts.Add(first + second);
        }
        Number(digit * by, stems[0] + nominative, stems[1] + genitive, parts);
        lexicon.Add(stems[1] + ordinal, Sym.Ord, 0, digit * by, Form.Nom);
        Endings(stems[1] + ordinalStem, Sym.Ord, 0, digit * by, Form.None);
        lexicon.Add(stems[1] + ordinalStem + "t", Sym.Ord, 0, digit * by, Form.Part);
        Endings(stems[1] + ordinalStem + "te", Sym.Ord, 0, digit * by, Form.Plural);
    }

    private void Colloquial(int value, string nominative)
    {
        lexicon.Add(nominative + "kend", Sym.Num, 0, value, Form.Nom | Form.Part);
        lexicon.Add(nominative + "kümend", Sym.Num, 0, value, Form.Nom | Form.Part);
        lexicon.Add(nominative + "kümmen", Sym.Num, 0, value, Form.Nom | Form.Part);
        if (nominative == "kaks") lexicon.Add("kaksend", Sym.Num, 0, value, Form.Nom | Form.Part);
        if (nominative.EndsWith('s')) lexicon.Add(nominative[..^1] + "skend", Sym.Num, 0, value, Form.Nom | Form.Part);
    }

    private void Number(int value, string nominative, string genitive, IEnumerable<string> partitives)
    {
        lexicon.Add(nominative, Sym.Num, 0, value, Form.Nom);
        Endings(genitive, Sym.Num, 0, value, Form.None);
        foreach (var partitive in partitives) lexicon.Add(partitive, Sym.Num, 0, value, Form.Part);
    }

    private void Ordinal(int value, string[] stems)
    {
        lexicon.Add(stems[0], Sym.Ord, 0, value, Form.Nom);
        Endings(stems[1], Sym.Ord, 0, value, Form.None);
        lexicon.Add(stems[2], Sym.Ord, 0, value, Form.Part);
        lexicon.Add(stems[1] + "d", Sym.Ord, 0, value, Form.Nom | Form.Plural);
        Endings(stems[1] + "te", Sym.Ord, 0, value, Form.Plural);
    }

    private void Endings(string genitive, Sym sym, int a, double n, Form extra)
    {
        foreach (var (ending, form) in endings) lexicon.Add(genitive + ending, sym, a, n, form | extra);
    }
}
