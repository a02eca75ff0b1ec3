using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>Turns lexicon files into atoms (one per word pattern), their forms, and phrases of atoms.</summary>
internal sealed class LexiconBuilder
{
    /// <summary>In a phrase's atoms: up to two other words may stand here. In files: <c>..</c>.</summary>
    public const int Gap = -1;

    /// <summary>Most words after a phrase's first.</summary>
    public const int MaxPhrase = 8;

    private readonly Dictionary<(Lang, string), int> atoms = [];

    public ConceptNames Names { get; } = new();

    public Dictionary<string, HashSet<int>> Words { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, HashSet<int>> Stems { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, HashSet<int>> LatinWords { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, HashSet<int>> LatinStems { get; } = new(StringComparer.Ordinal);

    public List<ConceptSet> Concepts { get; } = [];

    /// <summary>Concepts first named by a file that adds.</summary>
    public ConceptSet Kept { get; private set; }

    /// <summary>Shortest word in which a typing mistake is forgiven, in letters.</summary>
    public int ForgivesFrom { get; private set; } = ConceptLexicon.ForgivingLength;

    /// <summary>Atoms that must be written with their dots and tildes: without them they are other words.</summary>
    public HashSet<int> Dotted { get; } = [];

    /// <summary>Atoms in which no typing mistake is forgiven.</summary>
    public HashSet<int> Exact { get; } = [];

    /// <summary>The language of each atom.</summary>
    public List<Lang> Languages { get; } = [];

    public List<List<Phrase>> Phrases { get; } = [];

    public void Add(Lang lang, LexiconFile file)
    {
        ForgivesFrom = Math.Max(ForgivesFrom, file.ForgivesFrom);
        var exact = file.Exact.Split(',', StringSplitOptions.TrimEntries);
        var dotted = file.Dotted.Split(',', StringSplitOptions.TrimEntries);
        foreach (var (concept, entries) in file.Words)
        {
            if (file.Adds && !Names.Has(concept)) Kept |= Names.Define(concept);
            var bit = Names.Define(concept);
            var isExact = exact.Contains(concept);
            foreach (var entry in Entries(entries).SelectMany(WordPattern.Alternatives))
            {
                var parts = Parts(entry);
                if (parts.Count == 1)
                {
                    var atom = Atom(lang, parts[0], file.Endings);
                    Concepts[atom] |= bit;
                    if (isExact) Exact.Add(atom);
                    if (dotted.Contains(concept) && !System.Text.Ascii.IsValid(parts[0])) Dotted.Add(atom);
                }
                else if (parts.Count > 1) AddPhrase(lang, parts, bit, file);
            }
        }
    }

    /// <summary>Hyphens part words, as they do in messages.</summary>
    private static IEnumerable<string> Entries(string entries) =>
        entries.Replace('-', ' ').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Splits at spaces outside braces.</summary>
    private static List<string> Parts(string entry)
    {
        List<string> parts = [];
        var start = 0;
        var depth = 0;
        for (var i = 0; i <= entry.Length; i++)
        {
            if (i == entry.Length || (entry[i] == ' ' && depth == 0))
            {
                if (i > start) parts.Add(entry[start..i]);
                start = i + 1;
            }
            else if (entry[i] is '{' or '}') depth += entry[i] == '{' ? 1 : -1;
        }
        while (parts.Count > 1 && parts[^1] == "..") parts.RemoveAt(parts.Count - 1);
        return parts;
    }

    private void AddPhrase(Lang lang, List<string> parts, ConceptSet bit, LexiconFile file)
    {
        var all = parts.Select(part => part == ".." ? Gap : Atom(lang, part, file.Endings)).ToArray();
        if (all.Count(atom => atom != Gap) > MaxPhrase + 1) throw new FormatException($"Too long a phrase: {string.Join(' ', parts)}");
        Phrases[all[0]].Add(new Phrase(all[1..], bit, file.Adds));
    }

    private int Atom(Lang lang, string pattern, Dictionary<string, string> endings)
    {
        if (atoms.TryGetValue((lang, pattern), out var atom)) return atom;
        atoms.Add((lang, pattern), atom = Concepts.Count);
        Languages.Add(lang);
        Concepts.Add(default);
        Phrases.Add([]);
        foreach (var form in WordPattern.Forms(pattern, endings))
        {
            var isStem = form.EndsWith(WordPattern.AnyEnding);
            var key = WordPattern.Key(new NormalText(isStem ? form[..^1] : form).Chars);
            if (key.Length == 0) continue;
            Enter(isStem ? Stems : Words, key, atom);
            if (key[0] is >= 'а' and <= 'я') Enter(isStem ? LatinStems : LatinWords, Transliteration.Key(key), atom);
        }
        return atom;
    }

    private static void Enter(Dictionary<string, HashSet<int>> map, string key, int atom)
    {
        if (!map.TryGetValue(key, out var found)) map.Add(key, found = []);
        found.Add(atom);
    }
}
