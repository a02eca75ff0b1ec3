using Assistant.Host.Composition;
using Assistant.Protocol;
using Assistant.Records;

namespace Assistant.Host.Turns;

/// <inheritdoc cref="IAnswers"/>
public sealed class KeptAnswers(Memory memory) : IAnswers
{
    /// <inheritdoc/>
    public async ValueTask Keep(string channel, string uniqueId, string answer, CancellationToken cancellationToken)
    {
        try
        {
            await memory.Store.Write(unit =>
            {
                memory.Inbox.Answer(unit, channel, uniqueId, answer);
                return true;
            }, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // What was answered for is on disk; who calls again is answered from the call itself.
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> Grow(string channel, string uniqueId, Func<string?, string> grown, CancellationToken cancellationToken)
    {
        try
        {
            return await memory.Store.Write(unit =>
            {
                memory.Inbox.Answer(unit, channel, uniqueId, grown(memory.Inbox.AnswerTo(unit, channel, uniqueId)), replaces: true);
                return true;
            }, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> Find(string channel, string uniqueId, CancellationToken cancellationToken) =>
        memory.Store.Read(unit => memory.Inbox.AnswerTo(unit, channel, uniqueId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> IsKnown(string channel, string uniqueId, CancellationToken cancellationToken) =>
        memory.Store.Read(unit => memory.Inbox.IsKnown(unit, channel, uniqueId), cancellationToken);
}
