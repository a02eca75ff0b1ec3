using System.Security.Cryptography;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>Pauses after faults: each about twice as long as the one before, none exactly as long as anybody else's.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int faults;

    /// <summary>All is well again.</summary>
    public void Reset() => faults = 0;

    /// <returns>Between half of and the whole pause that is due now.</returns>
    public TimeSpan Next()
    {
        var full = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(faults++, 16)));
        return TimeSpan.FromMilliseconds(full * (0.5 + RandomNumberGenerator.GetInt32(501) / 1000.0));
    }
}
