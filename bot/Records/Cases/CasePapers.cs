using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Cases;

/// <summary>A document that belongs to a case ("Tugiisikuteenus", dokumendid; "Perede nõustamine", tegevus: leping, tegevuskava, kirjalik ülevaade töö kestel ja lõpus).</summary>
public enum Paper
{
    /// <summary>The contract that all sides signed.</summary>
    Contract,
    /// <summary>Need assessment by life domains.</summary>
    Assessment,
    /// <summary>Tegevuskava.</summary>
    Plan,
    /// <summary>Vaheülevaade: the work goes on for long already.</summary>
    Interim,
    /// <summary>Lõppülevaade.</summary>
    Overview,
    /// <summary>Koondhinnang of the three sides.</summary>
    Summary,
}

/// <summary>Which documents a case has.</summary>
/// <param name="LastOverview">Day of the last written overview, interim or final.</param>
public sealed record CasePapers(bool HasContract, bool IsAssessed, bool HasPlan, LocalDate? LastOverview, bool HasSummary)
{
    /// <summary>What should be there by now: the contract from the first meeting of the work on, the assessment after mapping, the plan once solutions are sought, an overview each so many days, overview and summary at the end.</summary>
    /// <param name="hasBegun">The family was met.</param>
    /// <param name="overviewDays">Most days without a written overview.</param>
    public ImmutableArray<Paper> Missing(ServiceCase of, bool hasBegun, LocalDate today, int overviewDays)
    {
        if (of.Stage == CaseStage.Closed) return [];
        var missing = ImmutableArray.CreateBuilder<Paper>();
        if (!HasContract && (hasBegun || of.Stage > CaseStage.Mapping)) missing.Add(Paper.Contract);
        if (!IsAssessed && of.Stage > CaseStage.Mapping) missing.Add(Paper.Assessment);
        if (!HasPlan && of.Stage > CaseStage.Goals) missing.Add(Paper.Plan);
        if (of.Stage == CaseStage.Ending)
        {
            if (of.Content.OverviewOn is null) missing.Add(Paper.Overview);
            if (!HasSummary) missing.Add(Paper.Summary);
        }
        else if (hasBegun && Period.DaysBetween(LastOverview ?? of.Opened, today) > overviewDays) missing.Add(Paper.Interim);
        return missing.ToImmutable();
    }
}
