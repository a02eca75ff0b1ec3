using Assistant.Host.Composition;
using Assistant.Protocol;

namespace Assistant.Host.Turns;

/// <inheritdoc cref="IFollowUps"/>
public sealed class FollowUps(Memory memory) : IFollowUps
{
    /// <inheritdoc/>
    public ValueTask<bool> IsAnswering(string channel, string conversation, CancellationToken cancellationToken) =>
        memory.Store.Read(unit => memory.Conversations.Look(unit, channel, conversation) is { } known && memory.Outbox.IsAnswering(unit, known.Id), cancellationToken);
}
