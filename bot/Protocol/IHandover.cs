namespace Assistant.Protocol;

/// <summary>What a channel asks and tells whoever sends, while it hands over one message.</summary>
public interface IHandover
{
    /// <summary>Asked, perhaps more than once, when nothing but a call to the vendor is left to do. While a message only waits for its turn it can be taken back, and a crash leaves no doubt about it.</summary>
    /// <returns>False: the call is not made, and the answer is refused as <see cref="IChannel.LetGo"/>.</returns>
    ValueTask<bool> Begins();

    /// <summary>Asked for messages that take several calls alone.</summary>
    /// <returns>Parts that arrived in earlier tries, also of a process that is gone.</returns>
    ValueTask<int> PartsSent();

    /// <summary>One part arrived, and more follow: it is not sent again.</summary>
    /// <param name="id">The vendor's id of it; somebody may answer this very part.</param>
    ValueTask PartSent(string? id);
}

/// <summary>For a message that nobody keeps: every try sends all of it.</summary>
public sealed class Unkept : IHandover
{
    /// <summary>It has no state.</summary>
    public static Unkept Instance { get; } = new();

    private Unkept() { }

    /// <inheritdoc/>
    public ValueTask<bool> Begins() => ValueTask.FromResult(true);

    /// <inheritdoc/>
    public ValueTask<int> PartsSent() => ValueTask.FromResult(0);

    /// <inheritdoc/>
    public ValueTask PartSent(string? id) => ValueTask.CompletedTask;
}
