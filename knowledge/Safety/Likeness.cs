using System.Buffers.Binary;

namespace Assistant.Knowledge.Safety;

/// <summary>
/// How like a message is to the dangers in the corpora (<c>tests/Corpora</c>): a linear model over <see cref="LikenessRuns"/>, learnt beforehand and
/// stored as bytes in <c>Safety/likeness.bin</c>. It hears what no word list has, and only ever leads to the soft question. Pure, thread-safe.
/// </summary>
internal sealed class Likeness
{
    /// <summary>Kinds of danger it tells apart, in the order of their weights.</summary>
    public static readonly CrisisKind[] Kinds = [CrisisKind.ChildInDanger, CrisisKind.SelfHarm, CrisisKind.ViolenceAtHome];

    private readonly sbyte[] weights;
    private readonly float[] biases;
    private readonly float scale;

    /// <param name="weights">For each bucket the weight of each kind.</param>
    /// <param name="biases">Of each kind.</param>
    /// <param name="scale">What one step of a weight is worth.</param>
    /// <param name="corpus">The corpora it was learnt from, as <see cref="Corpus"/>.</param>
    public Likeness(sbyte[] weights, float[] biases, float scale, ulong corpus)
    {
        this.weights = weights;
        this.biases = biases;
        this.scale = scale;
        Corpus = corpus;
    }

    /// <summary>A number that changes with the corpora the model was learnt from.</summary>
    public ulong Corpus { get; }

    /// <param name="runs">The message, as <see cref="LikenessRuns"/> collects it.</param>
    /// <returns>How much likelier danger is than none, as a natural logarithm, and its likeliest kind.</returns>
    public (double LogOdds, CrisisKind Kind) Of(ReadOnlySpan<ushort> runs)
    {
        var count = runs.Length;
        if (count == 0) return (double.NegativeInfinity, CrisisKind.None);
        int first = 0, second = 0, third = 0;
        foreach (var run in runs)
        {
            var at = run * Kinds.Length;
            first += weights[at];
            second += weights[at + 1];
            third += weights[at + 2];
        }
        var norm = scale / Math.Sqrt(count);
        Span<double> scores = [first * norm + biases[0], second * norm + biases[1], third * norm + biases[2]];
        var best = 0;
        var sum = 0.0;
        for (var k = 0; k < scores.Length; k++)
        {
            if (scores[k] > scores[best]) best = k;
            sum += Math.Exp(scores[k]);
        }
        return (Math.Log(sum), Kinds[best]);
    }

    /// <summary>The model as bytes: corpora, scale, biases, weights, little-endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Header + weights.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Corpus);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(ulong)), scale);
        for (var k = 0; k < Kinds.Length; k++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(ulong) + (1 + k) * sizeof(float)), biases[k]);
        for (var i = 0; i < weights.Length; i++) bytes[Header + i] = (byte)weights[i];
        return bytes;
    }

    private static int Header => sizeof(ulong) + (1 + Kinds.Length) * sizeof(float);

    /// <returns>The model built in.</returns>
    public static Likeness Read()
    {
        using var stream = Resource.Bytes("Safety/likeness.bin");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var biases = new float[Kinds.Length];
        for (var k = 0; k < biases.Length; k++) biases[k] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(sizeof(ulong) + (1 + k) * sizeof(float)));
        var weights = new sbyte[LikenessRuns.Buckets * Kinds.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = (sbyte)bytes[Header + i];
        return new(weights, biases, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(sizeof(ulong))), BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }
}
