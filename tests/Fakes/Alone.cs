namespace Assistant.Tests.Fakes;

/// <summary>Tests that measure time, wait for it or fill the machine run one by one, after all others: a busy neighbour is no reason to fail.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>Of the collection.</summary>
    public const string Name = "alone";
}
