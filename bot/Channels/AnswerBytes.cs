namespace Assistant.Channels;

/// <summary>Reads a vendor's answer up to a limit, without trusting the length it announces.</summary>
internal static class AnswerBytes
{
    /// <summary>Room at first, whatever length is announced, bytes; most answers are far shorter.</summary>
    private const int piece = 16 * 1024;

    /// <returns><see langword="null"/> when there are more than <paramref name="largest"/> bytes.</returns>
    public static async ValueTask<Memory<byte>?> Read(HttpResponseMessage response, int largest, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        // One more than announced, so that the end is seen without growing.
        var bytes = new byte[1 + Math.Clamp(response.Content.Headers.ContentLength ?? piece, 0, Math.Min(piece, largest))];
        var length = 0;
        while (await stream.ReadAsync(bytes.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > largest)
                return null;
            if (length == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(2L * length, largest + 1L));
        }
        return bytes.AsMemory(0, length);
    }
}
