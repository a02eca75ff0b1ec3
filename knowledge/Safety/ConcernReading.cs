namespace Assistant.Knowledge.Safety;

/// <summary>One worry about somebody's safety that a worker said in a note. Offsets are UTF-16, end exclusive.</summary>
/// <param name="Kind">What the worry is about.</param>
/// <param name="Start">First character of the words that say so.</param>
/// <param name="End">The character after the last of them.</param>
/// <param name="Rule">Id of the rule that read it.</param>
public sealed record Concern(CrisisKind Kind, int Start, int End, string Rule);

/// <summary>What a worker's note says about safety.</summary>
/// <param name="Concerns">The worries, in the order they were said; empty when none was.</param>
/// <param name="SaidSafe">The note itself says that safety is in order ("turvalisusega korras", "muret ei ole").</param>
public sealed record ConcernReading(IReadOnlyList<Concern> Concerns, bool SaidSafe)
{
    /// <summary>Whether the act's safety concern is set.</summary>
    public bool IsConcern => Concerns.Count > 0;
}
