using System.Collections.Immutable;

namespace Assistant.Storage.Maintenance;

/// <summary>What a check of everything found.</summary>
/// <param name="Findings">One line each, what and where; empty: sound.</param>
/// <param name="AuditRows">Rows of the audit chain, all checked up to the first bad one.</param>
/// <param name="Opened">Sealed contents that opened with their owner's key.</param>
/// <param name="Erased">Sealed contents whose owner was erased: rightly unreadable.</param>
/// <param name="Keys">Data keys.</param>
public sealed record VerifyReport(ImmutableArray<string> Findings, long AuditRows, long Opened, long Erased, long Keys)
{
    /// <summary>Nothing was found.</summary>
    public bool IsSound => Findings.IsEmpty;
}
