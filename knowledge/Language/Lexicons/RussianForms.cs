using Assistant.Knowledge.Language.Grammar;

namespace Assistant.Knowledge.Language.Lexicons;

/// <summary>Russian words in all cases: nouns and numbers list theirs, adjectives and ordinals are a stem and the endings of its kind.</summary>
internal static class RussianForms
{
    private static readonly Form[] cases = [Form.Nom | Form.Part, Form.Gen, Form.Dat, Form.Kom, Form.Loc, Form.Part];

    private static readonly (string Ending, Form Form)[] hard =
    [
        ("ый", Form.Nom | Form.Part), ("ого", Form.Gen), ("ому", Form.Dat), ("ым", Form.Kom), ("ом", Form.Loc), ("ая", Form.Nom), ("ую", Form.Part),
        ("ое", Form.Nom | Form.Part), ("ой", Form.Gen | Form.Dat | Form.Loc), ("ою", Form.Kom), ("ые", Form.Plural | Form.Nom), ("ых", Form.Plural | Form.Gen),
        ("ыми", Form.Plural | Form.Kom),
    ];

    private static readonly (string Ending, Form Form)[] soft =
    [
        ("ий", Form.Nom | Form.Part), ("его", Form.Gen), ("ему", Form.Dat), ("им", Form.Kom), ("ем", Form.Loc), ("яя", Form.Nom), ("юю", Form.Part),
        ("ее", Form.Nom | Form.Part), ("ей", Form.Gen | Form.Dat | Form.Loc), ("ие", Form.Plural | Form.Nom), ("их", Form.Plural | Form.Gen), ("ими", Form.Plural | Form.Kom),
    ];

    private static readonly (string Ending, Form Form)[] third =
    [
        ("ий", Form.Nom | Form.Part), ("ьего", Form.Gen), ("ьему", Form.Dat), ("ьому", Form.Dat), ("ьим", Form.Kom), ("ьем", Form.Loc), ("ья", Form.Nom), ("ью", Form.Part),
        ("ье", Form.Nom | Form.Part), ("ьей", Form.Gen | Form.Dat | Form.Loc), ("ьи", Form.Plural | Form.Nom), ("ьих", Form.Plural | Form.Gen), ("ьими", Form.Plural | Form.Kom),
    ];

    /// <summary>Adds the forms of each case in turn: nominative with accusative, genitive, dative, instrumental, prepositional.</summary>
    public static void Cases(Lexicon lexicon, Sym sym, int a, double n, string[] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            foreach (var form in columns[i].Split('/')) lexicon.Add(form, sym, a, n, cases[i]);
        }
    }

    /// <summary>Adds an adjective or ordinal. The masculine of -ой adjectives is given by its first column. Clock idioms on an hour (полтретьего) come with its ordinal.</summary>
    public static void Adjective(Lexicon lexicon, Sym sym, int a, double n, string kind, string[] columns)
    {
        var (masculine, stem) = (columns[0], columns[1]);
        lexicon.Add(masculine, sym, a, n, Form.Nom | Form.Part);
        foreach (var (ending, form) in kind switch { "ya" => hard, "yi" => soft, _ => third }) lexicon.Add(stem + ending, sym, a, n, form);
        if (sym != Sym.Ord || n is < 1 or > 12) return;
        var genitive = stem + (kind == "y3" ? "ьего" : "ого");
        lexicon.Add("пол" + genitive, Sym.Together, (int)n, 0, Form.None);
        lexicon.Add("полу" + genitive, Sym.Together, (int)n, 0, Form.None);
    }
}
