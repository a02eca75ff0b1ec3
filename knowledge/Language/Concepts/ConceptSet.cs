using System.Runtime.Intrinsics;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>A set of up to <see cref="Limit"/> concepts of one lexicon.</summary>
/// <param name="Bits">One bit a concept.</param>
internal readonly record struct ConceptSet(Vector256<ulong> Bits)
{
    /// <summary>Concepts one lexicon can hold.</summary>
    public const int Limit = 256;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Bits == Vector256<ulong>.Zero;

    /// <returns>The set of one concept.</returns>
    public static ConceptSet Of(int concept) => new(Vector256<ulong>.Zero.WithElement(concept >> 6, 1UL << (concept & 63)));

    /// <returns>Whether the sets share a concept.</returns>
    public bool Meets(ConceptSet other) => !Vector256.EqualsAll(Bits & other.Bits, Vector256<ulong>.Zero);

    public static ConceptSet operator |(ConceptSet a, ConceptSet b) => new(a.Bits | b.Bits);

    public static ConceptSet operator &(ConceptSet a, ConceptSet b) => new(a.Bits & b.Bits);

    /// <summary>The first without the second.</summary>
    public static ConceptSet operator -(ConceptSet a, ConceptSet b) => new(Vector256.AndNot(a.Bits, b.Bits));
}
