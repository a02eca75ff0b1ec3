using System.Collections.Immutable;
using Assistant.Records.Contracts;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Records.Statements;

/// <summary>What keeps a statement from being whole.</summary>
public enum StatementGap
{
    /// <summary>A side has not signed, so nothing is charged ("Perede nõustamine": maht lepitakse kirjalikult kokku kolmepoolses lepingus).</summary>
    Unsigned,
    /// <summary>The contract was in force this month, and there is no act.</summary>
    NoActs,
    /// <summary>The contract has no price for the day of this act.</summary>
    NoRate,
    /// <summary>A meeting was held outside the contract's days.</summary>
    OutsideContract,
    /// <summary>A meeting was held, and its minutes are missing.</summary>
    NoMinutes,
}

/// <summary>Something to mend before the statement goes out.</summary>
/// <param name="Act">The meeting it is about; <see langword="null"/>: the contract as a whole.</param>
public sealed record StatementFinding(StatementGap Gap, Contract Contract, Encounter? Act);

/// <summary>A contract with its meetings of the month.</summary>
public sealed record StatementSource(Contract Contract, ImmutableArray<Encounter> Meetings);

/// <summary>What one contract comes to at one price.</summary>
/// <param name="Rate"><see langword="null"/>: there is no price, nothing is charged.</param>
/// <param name="Cents">Euro cents; minutes are summed up before they are priced.</param>
public sealed record StatementSum(Contract Contract, Rate? Rate, int DirectMinutes, int DocumentationMinutes, long Cents);

/// <summary>An act as the statement lists it: no names and nothing of what was said.</summary>
/// <param name="IsCharged">Held, under a signed contract with a price on that day.</param>
public sealed record StatementLine(Contract Contract, Encounter Act, Rate? Rate, bool IsCharged);

/// <summary>
/// What a municipality is asked to pay for a month: direct work and documentation apart, by contract and price, with every act behind it
/// ("Perede nõustamine", maksumus: hind sisaldab otsest tööd ja kohtumise dokumenteerimist).
/// </summary>
/// <param name="Sums">By contract number, then by price.</param>
/// <param name="Lines">By contract number, then by day.</param>
/// <param name="Findings">Empty: it is whole.</param>
public sealed record MonthlyStatement(
    string Municipality, YearMonth Month, ImmutableArray<StatementSum> Sums, ImmutableArray<StatementLine> Lines, ImmutableArray<StatementFinding> Findings)
{
    /// <summary>Minutes with families that are charged.</summary>
    public int DirectMinutes => Sums.Sum(sum => sum.DirectMinutes);

    /// <summary>Minutes of documentation that are charged.</summary>
    public int DocumentationMinutes => Sums.Sum(sum => sum.DocumentationMinutes);

    /// <summary>Euro cents in all.</summary>
    public long Cents => Sums.Sum(sum => sum.Cents);

    /// <summary>Adds up a month. Meetings that were not held are listed and cost nothing.</summary>
    /// <param name="sources">Contracts in force on any day of the month. Meetings of other months are left out.</param>
    public static MonthlyStatement Of(string municipality, YearMonth month, ImmutableArray<StatementSource> sources)
    {
        var days = month.ToDateInterval();
        var findings = ImmutableArray.CreateBuilder<StatementFinding>();
        var lines = ImmutableArray.CreateBuilder<StatementLine>();
        foreach (var (contract, meetings) in sources.OrderBy(source => source.Contract.Number, StringComparer.Ordinal))
        {
            var ours = meetings.Where(act => days.Contains(act.On)).OrderBy(act => act.On).ThenBy(act => act.Start).ThenBy(act => act.Number).ToImmutableArray();
            if (!contract.IsSigned) findings.Add(new(StatementGap.Unsigned, contract, null));
            if (ours.IsEmpty) findings.Add(new(StatementGap.NoActs, contract, null));
            foreach (var act in ours)
            {
                var isHeld = act.Outcome == EncounterOutcome.Held;
                var rate = contract.RateOn(act.On);
                var isInside = contract.Starts <= act.On && act.On <= contract.Ends;
                lines.Add(new(contract, act, rate, isHeld && contract.IsSigned && isInside && rate is not null));
                if (isHeld && !isInside) findings.Add(new(StatementGap.OutsideContract, contract, act));
                if (isHeld && rate is null && !contract.Rates.IsEmpty) findings.Add(new(StatementGap.NoRate, contract, act));
                if (isHeld && act.DirectMinutes == 0) findings.Add(new(StatementGap.NoMinutes, contract, act));
            }
        }
        var sums = lines.Where(line => line.Act.Outcome == EncounterOutcome.Held && (line.IsCharged || line.Rate is null && line.Contract.Rates.IsEmpty))
            .GroupBy(line => (line.Contract.Number, line.Rate?.From))
            .Select(group =>
            {
                var (contract, _, rate, _) = group.First();
                var (direct, documentation) = (group.Sum(line => line.Act.DirectMinutes), group.Sum(line => line.Act.DocumentationMinutes));
                return new StatementSum(contract, rate, direct, documentation, rate is null ? 0 : Contract.Cents(rate, direct, documentation));
            });
        return new(municipality, month, [.. sums], lines.ToImmutable(), findings.ToImmutable());
    }
}
