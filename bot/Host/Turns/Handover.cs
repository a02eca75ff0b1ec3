using Assistant.Host.Composition;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Messages;

namespace Assistant.Host.Turns;

/// <summary>
/// One message on its way to a channel. A reminder's call begins at a moment that is on disk: till then it only waits for its turn, can be taken back, and a crash leaves no doubt that it
/// never left. Of a message in parts, whatever arrived is on disk before the next part leaves.
/// </summary>
internal sealed class Handover(Memory memory, DeliveryBook book, Claimed message) : IHandover
{
    private bool hasBegun;

    /// <summary>The disk refused to say so: it did not begin, and is to be tried again.</summary>
    public bool IsPutOff { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<bool> Begins()
    {
        if (message.Kind != OutgoingKind.Reminder)
            return true;
        try
        {
            return hasBegun = hasBegun || await memory.Store.Write(unit => memory.Outbox.TryBegin(unit, message.Number), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            IsPutOff = true;
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> PartsSent() => memory.Store.Read(unit => memory.Outbox.PartsSent(unit, message.Number), CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask PartSent(string? id)
    {
        // The next part is a call of its own.
        if (await book.PartSent(message, id))
            hasBegun = false;
    }
}
