using Assistant.Protocol;

namespace Assistant.Tests.Channels;

/// <summary>Remembers which parts of a message arrived, as the store does, from one try to the next.</summary>
internal sealed class KeptParts : IHandover
{
    private readonly List<string?> ids = [];

    /// <summary>What the vendor called them.</summary>
    public IReadOnlyList<string?> Ids => ids;

    public ValueTask<bool> Begins() => ValueTask.FromResult(true);

    public ValueTask<int> PartsSent() => ValueTask.FromResult(ids.Count);

    public ValueTask PartSent(string? id)
    {
        ids.Add(id);
        return ValueTask.CompletedTask;
    }
}
