using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Host.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.People;
using Assistant.Records.Statements;
using NodaTime;

namespace Assistant.Host.Reports;

/// <summary>Adds up months from the store, for whom they are.</summary>
public sealed class StatementReader(CaseMemory cases, CaseGate gate)
{
    /// <summary>This month's statements and the last one's, which is due and stands nearest to the reader's hand, of every municipality with a contract whose statements are theirs to read.</summary>
    public ImmutableArray<StatementFact> Recent(IUnit unit, Person person)
    {
        var now = gate.Today(unit).ToYearMonth();
        var months = new[] { now, now.PlusMonths(-1) }
            .Select(month => (Month: month, Payers: cases.Contracts.Municipalities(unit, First(month), Last(month)).Where(municipality => MayRead(unit, person, municipality)).ToImmutableArray())).ToImmutableArray();
        // Both months and all municipalities are read at once: a coordinator's list is as long as the country.
        var (first, last) = (First(now.PlusMonths(-1)), Last(now));
        var contracts = cases.Contracts.OfMunicipalities(unit, [.. months.SelectMany(one => one.Payers)], first, last);
        var (of, visits) = (contracts.ToLookup(contract => contract.Municipality), cases.Visits.OfContracts(unit, contracts.Select(contract => contract.Id), first, last));
        return [.. from one in months from municipality in one.Payers select Fact(MonthlyStatement.Of(municipality, one.Month,
            [.. of[municipality].Where(contract => contract.Ends >= First(one.Month) && contract.Starts <= Last(one.Month)).Select(contract => new StatementSource(contract, [.. visits[contract.Id]]))]))];
    }

    /// <returns><see langword="null"/>: not theirs, or no contract held then; both alike.</returns>
    public MonthlyStatement? Of(IUnit unit, Person person, string municipality, YearMonth month) =>
        MayRead(unit, person, municipality) && cases.Contracts.Municipalities(unit, First(month), Last(month)).Contains(municipality) ? Of(unit, municipality, month) : null;

    private MonthlyStatement Of(IUnit unit, string municipality, YearMonth month) => MonthlyStatement.Of(municipality, month,
        [.. cases.Contracts.OfMunicipality(unit, municipality, First(month), Last(month)).Select(contract => new StatementSource(contract, cases.Visits.OfContract(unit, contract.Id, First(month), Last(month))))]);

    private static StatementFact Fact(MonthlyStatement statement) =>
        new(statement.Municipality, statement.Month, statement.DirectMinutes, statement.DocumentationMinutes, statement.Cents, statement.Lines.Length, statement.Findings.Length);

    private bool MayRead(IUnit unit, Person person, string municipality) =>
        CasePolicy.May(new(person.Roles, default, IsOfFamily: false, IsOfMunicipality: gate.MunicipalityOf(unit, person) == municipality), Matter.Statement, Doing.Read, RecordState.Open);

    private static LocalDate First(YearMonth month) => month.OnDayOfMonth(1);

    private static LocalDate Last(YearMonth month) => month.ToDateInterval().End;
}
