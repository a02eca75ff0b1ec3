using Assistant.Knowledge.Language.Concepts;
using Assistant.Knowledge.Language.Likeness;

namespace Assistant.Knowledge.Safety;

/// <summary>
/// The second listener: how like a message is to the dangers in the corpora, by <c>Safety/likeness.bin</c>. Alone it only ever leads to the soft question. Pure, thread-safe.
/// </summary>
internal sealed class DangerLikeness(LikenessModel model, LikenessRuns runs)
{
    /// <summary>Kinds of danger it tells apart, in the order of the model.</summary>
    public static readonly CrisisKind[] Kinds = [CrisisKind.ChildInDanger, CrisisKind.SelfHarm, CrisisKind.ViolenceAtHome];

    /// <param name="text">The message.</param>
    /// <param name="message">The same as concepts, without those that are denied.</param>
    /// <returns>How much likelier danger is than none, as a natural logarithm, and its likeliest kind.</returns>
    public (double LogOdds, CrisisKind Kind) Of(string text, Tagged message)
    {
        Span<uint> found = stackalloc uint[LikenessRuns.Max];
        var count = runs.Collect(text, message, found);
        if (count == 0) return (double.NegativeInfinity, CrisisKind.None);
        Span<double> scores = stackalloc double[Kinds.Length];
        model.Score(found[..count], scores);
        var best = 0;
        var sum = 0.0;
        for (var k = 0; k < scores.Length; k++)
        {
            if (scores[k] > scores[best]) best = k;
            sum += Math.Exp(scores[k]);
        }
        return (Math.Log(sum), Kinds[best]);
    }
}
