using System.Numerics;
using System.Runtime.Intrinsics;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>A set of up to <see cref="Limit"/> concepts of one lexicon. Two halves: most machines compare 256 bits at once, not 512.</summary>
/// <param name="Low">One bit a concept, the first half.</param>
/// <param name="High">The second half.</param>
internal readonly record struct ConceptSet(Vector256<ulong> Low, Vector256<ulong> High)
{
    /// <summary>Concepts one lexicon can hold.</summary>
    public const int Limit = 2 * Half;

    /// <summary>Concepts of one half.</summary>
    private const int Half = 256;

    private const int BitsAPart = 64;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => (Low | High) == Vector256<ulong>.Zero;

    /// <returns>The set of one concept.</returns>
    public static ConceptSet Of(int concept) => concept < Half ? new(Bit(concept), Vector256<ulong>.Zero) : new(Vector256<ulong>.Zero, Bit(concept - Half));

    /// <returns>Whether the sets share a concept.</returns>
    public bool Meets(ConceptSet other) => ((Low & other.Low) | (High & other.High)) != Vector256<ulong>.Zero;

    public static ConceptSet operator |(ConceptSet a, ConceptSet b) => new(a.Low | b.Low, a.High | b.High);

    public static ConceptSet operator &(ConceptSet a, ConceptSet b) => new(a.Low & b.Low, a.High & b.High);

    /// <summary>The first without the second.</summary>
    public static ConceptSet operator -(ConceptSet a, ConceptSet b) => new(Vector256.AndNot(a.Low, b.Low), Vector256.AndNot(a.High, b.High));

    /// <summary>Lists the concepts in rising order.</summary>
    /// <param name="concepts">Room for <see cref="Limit"/>.</param>
    /// <returns>How many there are.</returns>
    public int List(Span<int> concepts)
    {
        var count = 0;
        for (var part = 0; part < Limit / BitsAPart; part++)
        {
            var bits = part < Half / BitsAPart ? Low[part] : High[part - Half / BitsAPart];
            for (; bits != 0; bits &= bits - 1) concepts[count++] = part * BitsAPart + BitOperations.TrailingZeroCount(bits);
        }
        return count;
    }

    private static Vector256<ulong> Bit(int bit) => Vector256<ulong>.Zero.WithElement(bit >> 6, 1UL << (bit & 63));
}
