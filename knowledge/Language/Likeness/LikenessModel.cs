using System.Buffers.Binary;

namespace Assistant.Knowledge.Language.Likeness;

/// <summary>
/// How like a message is to known ones of several kinds: a linear model over <see cref="LikenessRuns"/>, learnt beforehand from corpora
/// (<c>tests/Corpora</c>) and stored as bytes. It hears what no word list has. Immutable, thread-safe.
/// </summary>
internal sealed class LikenessModel
{
    private const int KindsAt = sizeof(ulong), BucketsAt = KindsAt + sizeof(int), ScaleAt = BucketsAt + sizeof(int), BiasesAt = ScaleAt + sizeof(float);

    private readonly sbyte[] weights;
    private readonly float[] biases;
    private readonly float scale;
    private readonly int buckets;

    /// <param name="weights">For each bucket the weight of each kind; the number of buckets is a power of two.</param>
    /// <param name="biases">Of each kind.</param>
    /// <param name="scale">What one step of a weight is worth.</param>
    /// <param name="corpus">A number that changes with the corpora it was learnt from.</param>
    public LikenessModel(sbyte[] weights, float[] biases, float scale, ulong corpus)
    {
        this.weights = weights;
        this.biases = biases;
        this.scale = scale;
        buckets = weights.Length / biases.Length;
        Corpus = corpus;
    }

    /// <summary>A number that changes with the corpora the model was learnt from.</summary>
    public ulong Corpus { get; }

    /// <summary>How many kinds it tells apart.</summary>
    public int Kinds => biases.Length;

    /// <summary>How much each kind is spoken for, as natural logarithms of odds.</summary>
    /// <param name="runs">The message, as <see cref="LikenessRuns"/> collects it.</param>
    /// <param name="scores">Receives one a kind.</param>
    public void Score(ReadOnlySpan<uint> runs, Span<double> scores)
    {
        Span<int> sums = stackalloc int[Kinds];
        sums.Clear();
        var squares = 0;
        foreach (var run in runs)
        {
            var weight = LikenessRuns.WeightOf(run);
            squares += weight * weight;
            var of = weights.AsSpan(LikenessRuns.BucketOf(run, buckets) * sums.Length, sums.Length);
            for (var k = 0; k < of.Length; k++) sums[k] += weight * of[k];
        }
        var norm = runs.IsEmpty ? 0 : scale / Math.Sqrt(squares);
        for (var k = 0; k < sums.Length; k++) scores[k] = sums[k] * norm + biases[k];
    }

    /// <summary>Reads a built-in model.</summary>
    public static LikenessModel Read(string path)
    {
        using var stream = Resource.Bytes(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var biases = new float[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(KindsAt))];
        for (var k = 0; k < biases.Length; k++) biases[k] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(BiasesAt + k * sizeof(float)));
        var weights = new sbyte[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(BucketsAt)) * biases.Length];
        Buffer.BlockCopy(bytes, BiasesAt + biases.Length * sizeof(float), weights, 0, weights.Length);
        return new(weights, biases, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(ScaleAt)), BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    /// <summary>The model as bytes, little-endian: corpora, kinds, buckets, scale, biases, weights.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[BiasesAt + biases.Length * sizeof(float) + weights.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Corpus);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(KindsAt), biases.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(BucketsAt), buckets);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(ScaleAt), scale);
        for (var k = 0; k < biases.Length; k++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(BiasesAt + k * sizeof(float)), biases[k]);
        Buffer.BlockCopy(weights, 0, bytes, bytes.Length - weights.Length, weights.Length);
        return bytes;
    }
}
