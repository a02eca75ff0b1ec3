using System.Globalization;
using Assistant.Storage.Encryption;

namespace Assistant.Storage.Messages;

/// <summary>Under what an outgoing message is known, so that it is queued once: a keyed hash of its key.</summary>
internal static class MessageKey
{
    private const string Purpose = "outbox", OfTurn = "turn:";

    /// <summary>What is left of the hash behind the number of a turn; far more than the messages of one turn need.</summary>
    private const int HashBits = 80;

    /// <summary>The hash. What a turn says (<c>turn:NUMBER:...</c>) stands in the order of turns: each would touch a page of its own otherwise.</summary>
    public static UInt128 Of(Pseudonyms pseudonyms, string key)
    {
        var hash = pseudonyms.Of(Purpose, key);
        if (!key.StartsWith(OfTurn, StringComparison.Ordinal)) return hash;
        var rest = key.AsSpan(OfTurn.Length);
        var end = rest.IndexOf(':');
        return end > 0 && ulong.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var turn) && turn >> (128 - HashBits) == 0
            ? (UInt128)turn << HashBits | hash & ((UInt128.One << HashBits) - 1)
            : hash;
    }
}
