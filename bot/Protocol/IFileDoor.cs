namespace Assistant.Protocol;

/// <summary>Says whether a file is wanted. The Host implements it; a channel asks before it fetches anything, so that nobody fills the store with what nobody asked for.</summary>
public interface IFileDoor
{
    /// <returns>Whether the person was just asked for something that may be a file.</returns>
    /// <param name="conversation">The channel's id of the conversation.</param>
    ValueTask<bool> IsOpen(string channel, string conversation, CancellationToken cancellationToken);
}
