namespace Assistant.Channels;

/// <summary>How far messages in several parts came, so that a try after a fault goes on where the last one ended. Thread-safe.</summary>
internal sealed class PartsSent
{
    /// <summary>Most messages remembered between tries; beyond it the memory starts afresh.</summary>
    private const int mostInParts = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<long, int> done = [];

    /// <returns>Parts of this message that are sent already.</returns>
    public int Of(long number)
    {
        lock (gate)
            return done.GetValueOrDefault(number);
    }

    /// <summary>Notes how many parts are sent; 0: the message is whole.</summary>
    /// <param name="number">The message's; one that is in no outbox (0) is not remembered.</param>
    public void Note(long number, int parts)
    {
        lock (gate)
        {
            if (done.Count >= mostInParts)
                done.Clear();
            if (parts == 0)
                done.Remove(number);
            else if (number > 0)
                done[number] = parts;
        }
    }
}
