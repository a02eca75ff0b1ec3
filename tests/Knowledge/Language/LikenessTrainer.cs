using Assistant.Knowledge.Language.Likeness;

namespace Assistant.Tests.Knowledge.Language;

/// <summary>
/// Learns a model of likeness from labelled messages: softmax regression by gradient descent whose steps shrink with what a weight has moved (AdaGrad).
/// The same messages make the same model: order and shuffling are fixed.
/// </summary>
internal static class LikenessTrainer
{
    /// <summary>Rounds over the messages.</summary>
    private const int Rounds = 40, RoundsOfFamilies = 30;

    /// <summary>Orders of the messages that are learnt from apart and put together.</summary>
    private const int Orders = 4;

    /// <summary>Share of a message's runs that a round overlooks, where families learn together: what stands in few of the corpora's messages must not decide alone.</summary>
    private const double Overlooked = 0.65;

    /// <summary>First step, and how strongly weights are pulled to nothing.</summary>
    private const double Step = 0.25, Pull = 2e-6;

    /// <summary>A kind that is as good as right or wrong teaches nothing more.</summary>
    private const double Settled = 1e-4;

    private const double Tiny = 1e-8;

    /// <param name="messages">Runs of each message and the number of its kind; -1: none of them, where that is a kind of its own.</param>
    /// <param name="kinds">How many kinds there are.</param>
    /// <param name="buckets">How many buckets the model has, a power of two.</param>
    /// <param name="corpus">A number that changes with the messages.</param>
    public static LikenessModel Learn(IReadOnlyList<(uint[] Runs, int Kind)> messages, int kinds, int buckets, ulong corpus = 0)
    {
        // Where some are of no kind, both sides weigh alike, however many of each were written.
        var some = messages.Count(m => m.Kind >= 0);
        var hasNone = some < messages.Count;
        var share = hasNone ? new[] { messages.Count / (2.0 * (messages.Count - some)), messages.Count / (2.0 * some) } : [1, 1];
        var weights = new double[buckets * kinds];
        var moved = new double[weights.Length];
        var biases = new double[kinds];
        var biasMoved = new double[kinds];
        var order = Enumerable.Range(0, messages.Count).ToArray();
        var random = 12345u;
        Span<double> p = stackalloc double[kinds];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                random = random * 1664525u + 1013904223u;
                var j = (int)((random >> 8) % (uint)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }
            foreach (var m in order)
            {
                var (runs, gold) = messages[m];
                if (runs.Length == 0) continue;
                var norm = 1 / Math.Sqrt(runs.Sum(static run => (double)LikenessRuns.WeightOf(run) * LikenessRuns.WeightOf(run)));
                p.Clear();
                foreach (var run in runs)
                {
                    var of = weights.AsSpan(LikenessRuns.BucketOf(run, buckets) * kinds, kinds);
                    for (var k = 0; k < kinds; k++) p[k] += LikenessRuns.WeightOf(run) * of[k];
                }
                var most = hasNone ? 0.0 : double.MinValue;
                for (var k = 0; k < kinds; k++) most = Math.Max(most, p[k] = p[k] * norm + biases[k]);
                var all = hasNone ? Math.Exp(-most) : 0;
                for (var k = 0; k < kinds; k++) all += p[k] = Math.Exp(p[k] - most);
                for (var k = 0; k < kinds; k++)
                {
                    var slope = (p[k] / all - (gold == k ? 1 : 0)) * share[gold >= 0 ? 1 : 0];
                    if (Math.Abs(slope) < Settled) continue;
                    biasMoved[k] += slope * slope;
                    biases[k] -= Step * slope / Math.Sqrt(biasMoved[k] + Tiny);
                    var each = slope * norm;
                    foreach (var run in runs)
                    {
                        var at = LikenessRuns.BucketOf(run, buckets) * kinds + k;
                        var g = each * LikenessRuns.WeightOf(run) + Pull * weights[at];
                        moved[at] += g * g;
                        weights[at] -= Step * g / Math.Sqrt(moved[at] + Tiny);
                    }
                }
            }
        }
        return Model(weights, biases, corpus);
    }

    /// <summary>
    /// The same for kinds that belong to families ("what does it cost", of any service; all about one service): what a family has in common is learnt once for all of its kinds.
    /// The families are folded into the kinds' own weights, so that the model is as small and as fast as without them.
    /// </summary>
    /// <param name="families">Numbers of each kind's families.</param>
    public static LikenessModel LearnFamilies(IReadOnlyList<(uint[] Runs, int Kind)> messages, int[][] families, int buckets, ulong corpus)
    {
        // What one order of the messages makes of them is chance in part: several orders are put together.
        var learnt = Enumerable.Range(1, Orders).Select(n => LearnFamilies(messages, families, buckets, (uint)(12345 * n))).ToList();
        return Model([.. Enumerable.Range(0, learnt[0].Weights.Length).Select(i => learnt.Average(one => one.Weights[i]))],
            [.. families.Select((_, k) => learnt.Average(one => one.Biases[k]))], corpus);
    }

    private static (double[] Weights, double[] Biases) LearnFamilies(IReadOnlyList<(uint[] Runs, int Kind)> messages, int[][] families, int buckets, uint random)
    {
        var kinds = families.Length;
        var width = kinds + families.Max(of => of.DefaultIfEmpty(-1).Max()) + 1;
        var weights = new float[buckets * width];
        var moved = new float[weights.Length];
        var biases = new double[width];
        var biasMoved = new double[width];
        var order = Enumerable.Range(0, messages.Count).ToArray();
        var p = new double[width];
        var slopes = new double[width];
        var kept = new List<uint>();
        for (var round = 0; round < RoundsOfFamilies; round++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = (int)(Next(ref random) % (uint)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }
            foreach (var m in order)
            {
                var gold = messages[m].Kind;
                kept.Clear();
                foreach (var run in messages[m].Runs)
                    if (Next(ref random) >= Overlooked * (1 << 24)) kept.Add(run);
                if (kept.Count == 0) continue;
                var norm = 1 / Math.Sqrt(kept.Sum(static run => (double)LikenessRuns.WeightOf(run) * LikenessRuns.WeightOf(run)));
                Array.Clear(p);
                foreach (var run in kept)
                {
                    var of = weights.AsSpan(LikenessRuns.BucketOf(run, buckets) * width, width);
                    var weight = LikenessRuns.WeightOf(run);
                    for (var k = 0; k < width; k++) p[k] += weight * of[k];
                }
                for (var k = 0; k < width; k++) p[k] = p[k] * norm + biases[k];
                var most = double.MinValue;
                for (var k = 0; k < kinds; k++)
                {
                    slopes[k] = p[k] + families[k].Sum(family => p[kinds + family]);
                    most = Math.Max(most, slopes[k]);
                }
                var all = 0.0;
                for (var k = 0; k < kinds; k++) all += slopes[k] = Math.Exp(slopes[k] - most);
                Array.Clear(slopes, kinds, width - kinds);
                for (var k = 0; k < kinds; k++)
                {
                    slopes[k] = slopes[k] / all - (gold == k ? 1 : 0);
                    foreach (var family in families[k]) slopes[kinds + family] += slopes[k];
                }
                for (var k = 0; k < width; k++)
                {
                    if (Math.Abs(slopes[k]) < Settled) continue;
                    biasMoved[k] += slopes[k] * slopes[k];
                    biases[k] -= Step * slopes[k] / Math.Sqrt(biasMoved[k] + Tiny);
                    var each = slopes[k] * norm;
                    foreach (var run in kept)
                    {
                        var at = LikenessRuns.BucketOf(run, buckets) * width + k;
                        var g = each * LikenessRuns.WeightOf(run) + Pull * weights[at];
                        moved[at] += (float)(g * g);
                        weights[at] -= (float)(Step * g / Math.Sqrt(moved[at] + Tiny));
                    }
                }
            }
        }
        var folded = new double[buckets * kinds];
        for (var bucket = 0; bucket < buckets; bucket++)
            for (var k = 0; k < kinds; k++)
                folded[bucket * kinds + k] = weights[bucket * width + k] + families[k].Sum(family => (double)weights[bucket * width + kinds + family]);
        return (folded, [.. families.Select((of, k) => biases[k] + of.Sum(family => biases[kinds + family]))]);
    }

    private static uint Next(ref uint random) => (random = random * 1664525u + 1013904223u) >> 8;

    private static LikenessModel Model(double[] weights, double[] biases, ulong corpus)
    {
        // The few strongest weights are cut, so that the many weak ones keep their tones.
        var sizes = weights.Where(w => w != 0).Select(Math.Abs).Order().ToArray();
        var scale = sizes[(int)(sizes.Length * 0.999)] / sbyte.MaxValue;
        return new([.. weights.Select(w => (sbyte)Math.Clamp(Math.Round(w / scale), -sbyte.MaxValue, sbyte.MaxValue))], [.. biases.Select(b => (float)b)], (float)scale, corpus);
    }

    /// <summary>A number that changes with the lines of a corpus: FNV-1a, 64 bits.</summary>
    public static ulong NumberOf(IEnumerable<string> lines) =>
        lines.Aggregate(14695981039346656037, static (hash, line) => line.Aggregate(hash, static (h, c) => (h ^ c) * 1099511628211));
}
