using Assistant.Storage.Encryption;

namespace Assistant.Storage.Messages;

/// <summary>
/// Under what an arrived message is known, so that it makes one turn: a keyed hash of its id. Vendors count: ids that differ in their last two digits alone
/// share the hash's beginning and so lie side by side, for each would touch a page of its own otherwise. Thread-safe.
/// </summary>
internal sealed class ArrivalKeys
{
    private const string Purpose = "inbox", PurposeOfBeginning = "inbox-beginning";

    /// <summary>Last digits that do not count for the beginning.</summary>
    private const int LastDigits = 2;

    /// <summary>What tells ids of one beginning apart; far more than a hundred need.</summary>
    private const int OwnBits = 80;

    private volatile Beginning? last;

    /// <summary>The key.</summary>
    /// <param name="first">The key of the first kind, by which a message is known that arrived before there were others.</param>
    public UInt128 Of(Pseudonyms pseudonyms, string channel, string id, out UInt128 first)
    {
        first = pseudonyms.Of(Purpose, channel, id);
        if (id.Length <= LastDigits || id.AsSpan(id.Length - LastDigits - 1).ContainsAnyExceptInRange('0', '9')) return first;
        var begins = id.AsSpan(0, id.Length - LastDigits);
        var known = last;
        if (known is null || known.Channel != channel || !begins.SequenceEqual(known.Id))
        {
            var text = begins.ToString();
            last = known = new(channel, text, pseudonyms.Of(PurposeOfBeginning, channel, text) >> OwnBits << OwnBits);
        }
        return known.Hash | first & ((UInt128.One << OwnBits) - 1);
    }

    private sealed record Beginning(string Channel, string Id, UInt128 Hash);
}
