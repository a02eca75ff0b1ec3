using System.Collections.Frozen;
using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Faq;

/// <summary>
/// Known phrasings of every label, compared by runs of 3 to 5 letters (BM25), over words reduced to one key for both alphabets: endings, missing
/// diacritics and Latin spelling of Russian weigh little. Immutable; the index of some hundred phrasings is built at start.
/// </summary>
internal sealed class PhrasingIndex
{
    /// <summary>BM25's saturation and length norm, its usual values.</summary>
    private const double Saturation = 1.2, LengthNorm = 0.5;

    private const int ShortestRun = 3, LongestRun = 5;

    /// <summary>Runs of a question that are looked at: longer questions say no more.</summary>
    private const int MaxRuns = 1200;

    private readonly FrozenDictionary<ulong, Posting[]> postings;
    private readonly int[] labels;
    private readonly double[] norms;
    private readonly double[] own;
    private readonly int labelCount;

    /// <summary>Builds the index.</summary>
    /// <param name="phrasings">Label number and phrasing.</param>
    /// <param name="labelCount">Number of labels.</param>
    public PhrasingIndex(IReadOnlyList<(int Label, string Text)> phrasings, int labelCount)
    {
        this.labelCount = labelCount;
        labels = [.. phrasings.Select(p => p.Label)];
        var runs = phrasings.Select(p => Runs(p.Text)).ToArray();
        var average = runs.Average(r => (double)r.Count);
        norms = [.. runs.Select(r => 1 - LengthNorm + LengthNorm * r.Count / average)];
        var map = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < runs.Length; i++)
        {
            foreach (var run in runs[i].Distinct())
            {
                if (!map.TryGetValue(run, out var list)) map.Add(run, list = []);
                list.Add(i);
            }
        }
        postings = map.ToFrozenDictionary(p => p.Key, p =>
        {
            var rarity = Math.Log(1 + (runs.Length - p.Value.Count + 0.5) / (p.Value.Count + 0.5));
            return p.Value.Select(i => new Posting(i, rarity * (Saturation + 1) / (1 + Saturation * norms[i]))).ToArray();
        });
        own = new double[runs.Length];
        foreach (var posting in postings.Values.SelectMany(p => p)) own[posting.Phrasing] += posting.Weight;
    }

    /// <returns>For each label the likeness of its nearest phrasing, 0 to 1.</returns>
    public double[] Likeness(string question)
    {
        var scores = new double[labels.Length];
        var runs = Runs(question);
        var known = 0.0;
        foreach (var run in runs.Take(MaxRuns).Distinct())
        {
            if (!postings.TryGetValue(run, out var list))
            {
                known += UnknownRun;
                continue;
            }
            var most = 0.0;
            foreach (var posting in list)
            {
                scores[posting.Phrasing] += posting.Weight;
                most = Math.Max(most, posting.Weight);
            }
            known += most;
        }
        var best = new double[labelCount];
        for (var i = 0; i < scores.Length; i++)
        {
            // The share of both texts that they have in common: 1 only for the same runs.
            var like = 2 * scores[i] / Math.Max(1, own[i] + known);
            best[labels[i]] = Math.Max(best[labels[i]], like);
        }
        return best;
    }

    /// <summary>What a run no phrasing has weighs against a match: about a rare run's weight.</summary>
    private const double UnknownRun = 3;

    private static List<ulong> Runs(string text)
    {
        var normal = new NormalText(text);
        List<ulong> runs = [];
        Span<char> key = stackalloc char[Transliteration.MaxLength * 4 + 2];
        foreach (var token in Tokenizer.Split(normal))
        {
            if (runs.Count >= MaxRuns) break;
            if (token.Kind != TokenKind.Word || token.Length > Transliteration.MaxLength) continue;
            key[0] = '_';
            var length = Transliteration.Key(normal.Chars[token.Start..token.End], key[1..]) + 2;
            key[length - 1] = '_';
            for (var n = ShortestRun; n <= LongestRun; n++)
            {
                for (var i = 0; i + n <= length; i++) runs.Add(Pack(key.Slice(i, n)));
            }
        }
        return runs;
    }

    /// <returns>Up to five letters in one number, 12 bits each.</returns>
    private static ulong Pack(ReadOnlySpan<char> run)
    {
        ulong packed = 0;
        foreach (var c in run) packed = (packed << 12) | (uint)(c & 0xFFF);
        return packed;
    }

    private readonly record struct Posting(int Phrasing, double Weight);
}
