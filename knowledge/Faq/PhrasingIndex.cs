using System.Buffers;
using System.Collections.Frozen;
using System.Numerics;
using Assistant.Knowledge.Language.Concepts;
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

    /// <summary>Letters of the longest word's key, with both its ends.</summary>
    private const int MostLetters = Transliteration.MaxLength * 4 + 2;

    /// <summary>Room for the runs looked at and those of one more word.</summary>
    private const int MostRuns = MaxRuns + MostLetters * (LongestRun - ShortestRun + 1);

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
        var average = runs.Average(r => (double)r.Length);
        norms = [.. runs.Select(r => 1 - LengthNorm + LengthNorm * r.Length / average)];
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
    public double[] Likeness(Tagged question)
    {
        var runs = ArrayPool<ulong>.Shared.Rent(MostRuns);
        var scores = ArrayPool<double>.Shared.Rent(labels.Length);
        scores.AsSpan(0, labels.Length).Clear();
        var known = 0.0;
        foreach (var run in Distinct(runs.AsSpan(0, Math.Min(MaxRuns, Runs(question.Text, question.Tokens, runs)))))
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
        for (var i = 0; i < labels.Length; i++)
        {
            if (scores[i] == 0) continue;
            // The share of both texts that they have in common: 1 only for the same runs.
            var like = 2 * scores[i] / Math.Max(1, own[i] + known);
            best[labels[i]] = Math.Max(best[labels[i]], like);
        }
        ArrayPool<ulong>.Shared.Return(runs);
        ArrayPool<double>.Shared.Return(scores);
        return best;
    }

    /// <summary>Moves each run's first occurrence to the front, in order.</summary>
    private static ReadOnlySpan<ulong> Distinct(Span<ulong> runs)
    {
        // A table of twice as many places: a run goes to its own or to the next free one. No run of known letters is 0.
        var places = BitOperations.RoundUpToPowerOf2((uint)runs.Length * 2 + 1);
        var seen = ArrayPool<ulong>.Shared.Rent((int)places);
        seen.AsSpan(0, (int)places).Clear();
        var count = 0;
        foreach (var run in runs)
        {
            var place = (uint)((run * Spread) >> 32) & (places - 1);
            while (seen[place] != 0 && seen[place] != run) place = (place + 1) & (places - 1);
            if (seen[place] == run) continue;
            seen[place] = run;
            runs[count++] = run;
        }
        ArrayPool<ulong>.Shared.Return(seen);
        return runs[..count];
    }

    /// <summary>2 to the 64th by the golden ratio: near numbers fall far apart.</summary>
    private const ulong Spread = 0x9E3779B97F4A7C15;

    /// <summary>What a run no phrasing has weighs against a match: about a rare run's weight.</summary>
    private const double UnknownRun = 3;

    private static ulong[] Runs(string text)
    {
        var normal = new NormalText(text);
        var runs = new ulong[MostRuns];
        return runs[..Runs(normal, Tokenizer.Split(normal), runs)];
    }

    /// <summary>Collects runs, repeated ones again: of whole words until there are <see cref="MaxRuns"/>.</summary>
    /// <param name="runs">Room for <see cref="MostRuns"/>.</param>
    private static int Runs(NormalText text, Token[] tokens, Span<ulong> runs)
    {
        var count = 0;
        Span<char> key = stackalloc char[MostLetters];
        foreach (var token in tokens)
        {
            if (count >= MaxRuns) break;
            if (token.Kind != TokenKind.Word || token.Length > Transliteration.MaxLength) continue;
            key[0] = '_';
            var length = Transliteration.Key(text.Chars[token.Start..token.End], key[1..]) + 2;
            key[length - 1] = '_';
            for (var n = ShortestRun; n <= LongestRun; n++)
            {
                for (var i = 0; i + n <= length; i++) runs[count++] = Pack(key.Slice(i, n));
            }
        }
        return count;
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
