using System.Security.Cryptography;

namespace Assistant.Storage.Encryption;

/// <summary>One owner's key. Sealed form: 12 bytes nonce, 16 bytes tag, ciphertext.</summary>
internal sealed class DataKey(ReadOnlySpan<byte> key) : IDisposable
{
    private const int NonceLength = Nonces.Length, TagLength = 16;

    /// <summary>How many bytes a sealed text is longer than the text.</summary>
    public const int Overhead = NonceLength + TagLength;

    private readonly Lock gate = new();
    private readonly AesGcm cipher = new(key, TagLength);

    /// <param name="output">Exactly <see cref="Overhead"/> longer than <paramref name="clear"/>.</param>
    public void Seal(ReadOnlySpan<byte> clear, ReadOnlySpan<byte> context, Span<byte> output, Nonces nonces)
    {
        nonces.Next(output[..NonceLength]);
        lock (gate) cipher.Encrypt(output[..NonceLength], clear, output[Overhead..], output[NonceLength..Overhead], context);
    }

    /// <returns>False when the text, its place or its owner is not what was sealed.</returns>
    public bool TryOpen(ReadOnlySpan<byte> input, ReadOnlySpan<byte> context, Span<byte> clear)
    {
        if (input.Length < Overhead) return false;
        try
        {
            lock (gate) cipher.Decrypt(input[..NonceLength], input[Overhead..], input[NonceLength..Overhead], clear, context);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => cipher.Dispose();
}
