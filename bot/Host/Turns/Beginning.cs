using Assistant.Host.Composition;
using Assistant.Records;

namespace Assistant.Host.Turns;

/// <summary>The moment at which a reminder's call begins. Till then it only waits for its turn: it can be taken back, and a crash leaves no doubt that it never left.</summary>
internal sealed class Beginning(Memory memory, long number)
{
    private bool hasBegun;

    /// <summary>The disk refused to say so: it did not begin, and is to be tried again.</summary>
    public bool IsPutOff { get; private set; }

    /// <returns>False: it is not to be sent, or not now.</returns>
    public async ValueTask<bool> Ask()
    {
        try
        {
            return hasBegun = hasBegun || await memory.Store.Write(unit => memory.Outbox.TryBegin(unit, number), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            IsPutOff = true;
            return false;
        }
    }
}
