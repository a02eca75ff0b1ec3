namespace Assistant.Channels;

/// <summary>Reads a vendor's answer up to a limit, without trusting the length it announces.</summary>
internal static class AnswerBytes
{
    private const int piece = 16 * 1024; // bytes

    /// <returns><see langword="null"/> when there are more than <paramref name="largest"/> bytes.</returns>
    public static async ValueTask<Memory<byte>?> Read(HttpResponseMessage response, int largest, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream((int)Math.Clamp(response.Content.Headers.ContentLength ?? 0, 0, largest));
        var buffer = new byte[piece];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > largest)
                return null;
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
