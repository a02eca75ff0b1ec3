using Assistant.Protocol;

namespace Assistant.Tests.Channels;

/// <summary>Remembers which parts of a message arrived, as the store does, from one try to the next.</summary>
internal sealed class KeptParts : IHandover
{
    private readonly List<string?> ids = [];

    /// <summary>What the vendor called them.</summary>
    public IReadOnlyList<string?> Ids => ids;

    /// <summary>What is answered when a call is about to begin.</summary>
    public bool MayBegin { get; init; } = true;

    /// <summary>How often that was asked.</summary>
    public int Asked { get; private set; }

    public ValueTask<bool> Begins()
    {
        Asked++;
        return ValueTask.FromResult(MayBegin);
    }

    public ValueTask<int> PartsSent() => ValueTask.FromResult(ids.Count);

    public ValueTask PartSent(string? id)
    {
        ids.Add(id);
        return ValueTask.CompletedTask;
    }
}
