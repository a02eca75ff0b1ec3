using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>Which papers each case that goes on has, read for all of them at once.</summary>
internal sealed class PapersOfAll(CaseMemory memory, IUnit unit)
{
    private readonly IReadOnlyDictionary<CaseId, CaseDocument> assessments = memory.Documents.NewestOfOpen(unit, DocumentKind.Assessment), plans = memory.Documents.NewestOfOpen(unit, DocumentKind.Plan);
    private readonly IReadOnlyDictionary<CaseId, LocalDate> overviews = memory.Overviews.LastDays(unit);
    private readonly IReadOnlySet<CaseId> summed = memory.Overviews.Summed(unit), begun = memory.Visits.Begun(unit);

    /// <param name="contracts">The family's.</param>
    public CasePapers Of(ServiceCase of, IEnumerable<Contract> contracts) => new(
        contracts.Any(contract => contract.Case == of.Id && contract.IsSigned), assessments.ContainsKey(of.Id), plans.GetValueOrDefault(of.Id) is { Content.Steps.IsEmpty: false },
        overviews.TryGetValue(of.Id, out var on) ? on : null, summed.Contains(of.Id));

    /// <summary>Whether the family was met in this case.</summary>
    public bool HasBegun(ServiceCase of) => begun.Contains(of.Id);
}
