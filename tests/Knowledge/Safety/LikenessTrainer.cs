using Assistant.Knowledge;
using Assistant.Knowledge.Safety;

namespace Assistant.Tests.Knowledge.Safety;

/// <summary>
/// Learns the model of likeness from labelled messages: softmax regression with "no danger" as the reference, by gradient descent whose steps shrink with
/// what a weight has moved (AdaGrad). The same messages make the same model: order and shuffling are fixed.
/// </summary>
internal static class LikenessTrainer
{
    /// <summary>Rounds over the messages.</summary>
    private const int Rounds = 20;

    /// <summary>First step, and how strongly weights are pulled to nothing.</summary>
    private const double Step = 0.25, Pull = 2e-6;

    private const double Tiny = 1e-8;

    private static readonly SafetyRules rules = SafetyRules.Load(SafetyLexicon.Shared, "Safety/crisis.yaml");
    private static readonly LikenessRuns collector = new(SafetyLexicon.Shared.Names);

    /// <param name="messages">Texts, their languages and their kinds; <see cref="CrisisKind.None"/>: no danger.</param>
    /// <param name="corpus">A number that changes with them.</param>
    public static Likeness Learn(IReadOnlyList<(string Text, Lang Lang, CrisisKind Kind)> messages, ulong corpus = 0)
    {
        var kinds = Likeness.Kinds.Length;
        var runs = messages.Select(m => Runs(m.Text, m.Lang)).ToArray();
        var gold = messages.Select(m => Array.IndexOf(Likeness.Kinds, m.Kind)).ToArray();
        // Both sides weigh alike, however many of each were written.
        var danger = gold.Count(k => k >= 0);
        var share = new[] { messages.Count / (2.0 * (messages.Count - danger)), messages.Count / (2.0 * danger) };
        var weights = new double[LikenessRuns.Buckets * kinds];
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
                var j = (int)(random % (uint)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }
            foreach (var m in order)
            {
                if (runs[m].Length == 0) continue;
                var norm = 1 / Math.Sqrt(runs[m].Length);
                var all = 1.0;
                for (var k = 0; k < kinds; k++)
                {
                    var z = 0.0;
                    foreach (var run in runs[m]) z += weights[run * kinds + k];
                    p[k] = Math.Exp(Math.Min(30, z * norm + biases[k]));
                    all += p[k];
                }
                for (var k = 0; k < kinds; k++)
                {
                    var slope = (p[k] / all - (gold[m] == k ? 1 : 0)) * share[gold[m] >= 0 ? 1 : 0];
                    biasMoved[k] += slope * slope;
                    biases[k] -= Step * slope / Math.Sqrt(biasMoved[k] + Tiny);
                    var each = slope * norm;
                    foreach (var run in runs[m])
                    {
                        var at = run * kinds + k;
                        var g = each + Pull * weights[at];
                        moved[at] += g * g;
                        weights[at] -= Step * g / Math.Sqrt(moved[at] + Tiny);
                    }
                }
            }
        }
        // The few strongest weights are cut, so that the many weak ones keep their tones.
        var sizes = weights.Where(w => w != 0).Select(Math.Abs).Order().ToArray();
        var scale = sizes[(int)(sizes.Length * 0.999)] / sbyte.MaxValue;
        return new([.. weights.Select(w => (sbyte)Math.Clamp(Math.Round(w / scale), -sbyte.MaxValue, sbyte.MaxValue))], [.. biases.Select(b => (float)b)], (float)scale, corpus);
    }

    /// <summary>The runs of one message.</summary>
    public static ushort[] Runs(string text, Lang lang)
    {
        Span<ushort> runs = stackalloc ushort[LikenessRuns.Max];
        return runs[..collector.Collect(text, rules.Tag(text, lang), runs)].ToArray();
    }
}
