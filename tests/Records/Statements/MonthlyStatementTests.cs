using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Contracts;
using Assistant.Records.Statements;
using Assistant.Records.Visits;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Records.Statements;

/// <summary>A month's statement: what counts, what costs, what is missing.</summary>
public sealed class MonthlyStatementTests
{
    private static readonly YearMonth november = new(2026, 11);
    private static readonly FamilyId family = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly CaseId theCase = new(new Guid(2, 0, 0, new byte[8]));

    [Fact]
    public void Hours_and_documentation_of_the_vision_come_to_its_euros()
    {
        // 61.25 hours at 25 euros: VISION, 1 December.
        var contract = Signed("V-1", new Rate(new(2026, 1, 1), 2_500, IsDocumentationPaid: true));
        ImmutableArray<Encounter> meetings = [.. Enumerable.Range(1, 30).Select(n => Held(n, new(2026, 11, n), 105, n == 30 ? 45 : 20)), ];
        var statement = MonthlyStatement.Of("Kohtla-Järve", november, [new(contract, meetings)]);
        var sum = Assert.Single(statement.Sums);
        Assert.Equal((30 * 105, 29 * 20 + 45), (sum.DirectMinutes, sum.DocumentationMinutes));
        Assert.Equal((3_150 + 625) * 2_500L / 60 + 1, sum.Cents); // 157 291.67: a half cent and more goes up
        Assert.Empty(statement.Findings);
    }

    [Fact]
    public void Price_of_the_day_counts_and_each_price_has_a_sum_of_its_own()
    {
        var contract = Signed("V-1", new(new(2026, 1, 1), 2_500, true), new(new(2026, 11, 16), 3_000, false));
        var statement = MonthlyStatement.Of("Narva", november, [new(contract, [Held(1, new(2026, 11, 15), 60, 30), Held(2, new(2026, 11, 16), 60, 30)])]);
        Assert.Equal([3_750L, 3_000L], statement.Sums.Select(sum => sum.Cents));
        Assert.Equal(6_750, statement.Cents);
    }

    [Theory]
    [InlineData(EncounterOutcome.Nobody)]
    [InlineData(EncounterOutcome.Cancelled)]
    public void What_was_not_held_is_listed_and_costs_nothing(EncounterOutcome outcome)
    {
        var statement = MonthlyStatement.Of("Narva", november, [new(Signed("V-1", Plain), [Held(1, new(2026, 11, 3), 90, 10) with { Outcome = outcome, DirectMinutes = 0 }])]);
        Assert.Single(statement.Lines);
        Assert.Equal(0, statement.Cents);
        Assert.Empty(statement.Sums);
    }

    [Fact]
    public void Meetings_of_other_months_are_left_out()
    {
        var statement = MonthlyStatement.Of("Narva", november, [new(Signed("V-1", Plain), [Held(1, new(2026, 10, 31), 90, 0), Held(2, new(2026, 12, 1), 90, 0)])]);
        Assert.Empty(statement.Lines);
        Assert.Equal([StatementGap.NoActs], statement.Findings.Select(finding => finding.Gap));
    }

    [Fact]
    public void What_is_missing_is_told()
    {
        var unsigned = Signed("V-1", Plain) with { Content = new() };
        var late = Signed("V-2", Plain) with { Ends = new(2026, 11, 10) };
        var unpriced = Signed("V-3", new Rate(new(2026, 11, 20), 2_500, true));
        var statement = MonthlyStatement.Of("Narva", november,
            [new(unpriced, [Held(1, new(2026, 11, 4), 90, 0)]), new(unsigned, [Held(1, new(2026, 11, 4), 90, 0)]), new(late, [Held(1, new(2026, 11, 12), 0, 0)])]);
        Assert.Equal(
            [("V-1", StatementGap.Unsigned), ("V-2", StatementGap.OutsideContract), ("V-2", StatementGap.NoMinutes), ("V-3", StatementGap.NoRate)],
            statement.Findings.Select(finding => (finding.Contract.Number, finding.Gap)));
        Assert.Equal(0, statement.Cents);
    }

    [Fact]
    public void A_contract_without_price_counts_hours_only()
    {
        var statement = MonthlyStatement.Of("Narva", november, [new(Signed("V-1"), [Held(1, new(2026, 11, 4), 90, 15)])]);
        Assert.Equal((90, 15, 0L), (statement.DirectMinutes, statement.DocumentationMinutes, statement.Cents));
        Assert.Empty(statement.Findings);
    }

    [Fact]
    public void Nothing_is_lost_and_rounding_is_at_most_a_cent_a_sum() => Prop.ForAll(
        Gen.Choose(1, 30).SelectMany(day => Gen.Choose(0, 300).SelectMany(direct => Gen.Choose(0, 90).Select(written => (day, direct, written)))).ListOf().ToArbitrary(), all =>
        {
            ImmutableArray<Encounter> meetings = [.. all.Select((meeting, i) => Held(i + 1, new(2026, 11, meeting.day), meeting.direct, meeting.written))];
            var statement = MonthlyStatement.Of("Narva", november, [new(Signed("V-1", new(new(2026, 1, 1), 2_500, true), new(new(2026, 11, 11), 2_750, true)), meetings)]);
            var exact = all.Sum(meeting => (meeting.direct + meeting.written) * (meeting.day < 11 ? 2_500m : 2_750m) / 60);
            return statement.Lines.Length == all.Count && statement.DirectMinutes == all.Sum(meeting => meeting.direct) && Math.Abs(statement.Cents - exact) <= statement.Sums.Length;
        }).QuickCheckThrowOnFailure();

    private static Rate Plain => new(new(2026, 1, 1), 2_500, IsDocumentationPaid: true);

    private static Contract Signed(string number, params ImmutableArray<Rate> rates)
    {
        var contract = new Contract(
            new(new Guid(3, 0, 0, new byte[8])), family, theCase, ContractKind.Counselling, number, "narva", new(2026, 9, 1), new(2027, 2, 28), 60 * 60, rates, new(), 1);
        return Contract.PartiesOf(contract.Kind).Aggregate(contract, (so, party) => so.Sign(party, SignatureState.Signed, new(2026, 9, 1)));
    }

    private static Encounter Held(int number, LocalDate on, int direct, int documentation) => new(
        new(new Guid(number, 0, 0, new byte[8])), family, theCase, null, new(Guid.Empty), number, EncounterOutcome.Held, on, new LocalTime(14, 0), direct, documentation,
        SafetyLevel.Fine, null, Instant.FromUtc(2026, 11, 30, 12, 0), 1);
}
