using System.Security.Cryptography;

namespace Assistant.Storage.Encryption;

/// <summary>Random nonces, drawn many at once: asking the system for each costs as much as sealing a short text. For one thread at a time; each is given once.</summary>
internal sealed class Nonces
{
    /// <summary>Length of one, bytes.</summary>
    public const int Length = 12;

    private const int DrawnAtOnce = 256;

    private readonly byte[] drawn = new byte[DrawnAtOnce * Length];
    private int used = DrawnAtOnce * Length;

    /// <summary>Fills <paramref name="output"/>, <see cref="Length"/> bytes, with one that was never given.</summary>
    public void Next(Span<byte> output)
    {
        if (used == drawn.Length)
        {
            RandomNumberGenerator.Fill(drawn);
            used = 0;
        }
        drawn.AsSpan(used, Length).CopyTo(output);
        used += Length;
    }
}
