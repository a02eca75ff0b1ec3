using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Composition;
using Assistant.Protocol;

namespace Assistant.Host.Turns;

/// <inheritdoc cref="IFileDoor"/>
public sealed class FileDoor(Memory memory) : IFileDoor
{
    /// <inheritdoc/>
    public ValueTask<bool> IsOpen(string channel, string conversation, CancellationToken cancellationToken) =>
        memory.Store.Read(unit => memory.Conversations.Look(unit, channel, conversation) is { } known
            && ConversationJson.Read(memory.Conversations.Get(unit, known.Id).State).Current is { Dialog: GroupMaterialDialog.Name, Asked: GroupMaterialDialog.Wanted }, cancellationToken);
}
