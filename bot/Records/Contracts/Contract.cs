using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Contracts;

/// <summary>The kinds of contract; each has parties of its own.</summary>
public enum ContractKind
{
    /// <summary>Perede nõustamine: municipality, provider, family ("Perede nõustamine", tegevus).</summary>
    Counselling,
    /// <summary>Tugirühm: provider and customer ("Tugigrupiteenus", dokumendid).</summary>
    Group,
    /// <summary>Tugiisikuteenus: municipality, family, support person ("Tugiisikuteenus", dokumendid).</summary>
    SupportPerson,
}

/// <summary>A side of a contract.</summary>
public enum Party
{
    /// <summary>Omavalitsus.</summary>
    Municipality,
    /// <summary>Teenuse osutaja.</summary>
    Provider,
    /// <summary>Pere.</summary>
    Family,
    /// <summary>Tugiisik.</summary>
    SupportPerson,
    /// <summary>Tellija.</summary>
    Customer,
}

/// <summary>How far a side's signature is.</summary>
public enum SignatureState
{
    /// <summary>Not asked for.</summary>
    Missing,
    /// <summary>Sent for signing.</summary>
    Asked,
    /// <summary>Signed.</summary>
    Signed,
    /// <summary>Refused.</summary>
    Refused,
}

/// <summary>A side's signature.</summary>
/// <param name="On">When it came to this state.</param>
public sealed record Signature(Party Party, SignatureState State, LocalDate? On);

/// <summary>What an hour costs the municipality from a day on.</summary>
/// <param name="CentsAnHour">Euro cents.</param>
/// <param name="IsDocumentationPaid">Minutes of documentation are paid as well: the price is "per hour of direct work and documentation" ("Perede nõustamine", maksumus).</param>
public sealed record Rate(LocalDate From, int CentsAnHour, bool IsDocumentationPaid);

/// <summary>That a contract goes on longer than agreed, and why.</summary>
public sealed record Extension(LocalDate DecidedOn, LocalDate NewEnd, string Reason);

/// <summary>That a contract ended before its last day, and why.</summary>
/// <param name="AgreedEnd">Its last day as it was before.</param>
public sealed record EarlyEnd(LocalDate DecidedOn, LocalDate AgreedEnd, string Reason);

/// <summary>Haldusleping or kolmepoolne leping.</summary>
/// <param name="Number">As people say it, e.g. <c>V-2026-14</c>; unique.</param>
/// <param name="Municipality">Who pays.</param>
/// <param name="Starts">First day.</param>
/// <param name="Ends">Last day.</param>
/// <param name="AgreedMinutes">Of work with the family, all in all.</param>
/// <param name="Rates">By first day; empty: nothing is paid by the hour.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record Contract(
    ContractId Id, FamilyId Family, CaseId Case, ContractKind Kind, string Number, string Municipality, LocalDate Starts, LocalDate Ends, int AgreedMinutes,
    ImmutableArray<Rate> Rates, ContractContent Content, int Version)
{
    private const int MinutesAnHour = 60;

    /// <summary>Who must sign a contract of this kind.</summary>
    public static ImmutableArray<Party> PartiesOf(ContractKind kind) => kind switch
    {
        ContractKind.Counselling => [Party.Municipality, Party.Provider, Party.Family],
        ContractKind.Group => [Party.Provider, Party.Customer],
        _ => [Party.Municipality, Party.Family, Party.SupportPerson],
    };

    /// <summary>Whether all sides have signed; without it nothing is charged ("Perede nõustamine": maht lepitakse kirjalikult kokku kolmepoolses lepingus).</summary>
    public bool IsSigned => Unsigned.IsEmpty;

    /// <summary>Whether it holds on a day.</summary>
    public bool IsInForce(LocalDate day) => IsSigned && Starts <= day && day <= Ends;

    /// <summary>Day of the contract, from 1.</summary>
    public int DayOf(LocalDate day) => Period.DaysBetween(Starts, day) + 1;

    /// <returns>The price in force on a day; <see langword="null"/>: none.</returns>
    public Rate? RateOn(LocalDate day) => Rates.Where(rate => rate.From <= day).MaxBy(rate => rate.From);

    /// <summary>What minutes of one rate cost, in cents, a half rounded up. Minutes are summed up first, so that many short visits lose nothing to rounding.</summary>
    public static long Cents(Rate rate, int directMinutes, int documentationMinutes)
    {
        var minutes = (long)directMinutes + (rate.IsDocumentationPaid ? documentationMinutes : 0);
        return ((minutes * rate.CentsAnHour) + (MinutesAnHour / 2)) / MinutesAnHour;
    }

    /// <summary>One side signs, is asked, or refuses.</summary>
    /// <exception cref="ArgumentException">The side is not of this kind of contract.</exception>
    public Contract Sign(Party party, SignatureState state, LocalDate on) => PartiesOf(Kind).Contains(party)
        ? this with { Content = Content with { Signatures = [.. Content.Signatures.Where(signature => signature.Party != party), new(party, state, on)] } }
        : throw new ArgumentException($"{party} is no side of a {Kind} contract.", nameof(party));

    /// <summary>Goes on until a later day. The optimal 180 days are no limit, but going on needs a reason ("Tugiisikuteenus", maht).</summary>
    /// <returns><see langword="null"/>: no reason, or not later.</returns>
    /// <param name="moreMinutes">Agreed besides those of before.</param>
    public Contract? Extend(LocalDate newEnd, string reason, LocalDate today, int moreMinutes = 0) => newEnd <= Ends || moreMinutes < 0 || string.IsNullOrWhiteSpace(reason) ? null
        : this with { Ends = newEnd, AgreedMinutes = AgreedMinutes + moreMinutes, Content = Content with { Extensions = [.. Content.Extensions, new(today, newEnd, reason.Trim())] } };

    /// <summary>An hour has another price from a day on. What was agreed stays: each visit is priced by its own day.</summary>
    /// <returns><see langword="null"/>: the day is not within the contract, or not after the first day of the price before.</returns>
    public Contract? Reprice(Rate rate) => rate.CentsAnHour <= 0 || rate.From < Starts || rate.From > Ends || Rates.Any(known => known.From >= rate.From) ? null : this with { Rates = [.. Rates, rate] };

    /// <summary>Ends before its last day.</summary>
    /// <param name="last">Its last day from now on.</param>
    /// <returns><see langword="null"/>: no reason, or not earlier, or before it began.</returns>
    public Contract? End(LocalDate last, string? reason, LocalDate today) => last >= Ends || last < Starts || string.IsNullOrWhiteSpace(reason) ? null
        : this with { Ends = last, Content = Content with { Ended = new(today, Ends, reason.Trim()) } };

    /// <summary>Ends with its case. One that has not begun never will: its last day lies before its first, and nothing is counted by it.</summary>
    /// <returns><see langword="null"/>: it is over already.</returns>
    public Contract? EndWithCase(string reason, LocalDate today) => Ends <= today ? null : this with { Ends = today, Content = Content with { Ended = new(today, Ends, reason) } };

    /// <summary>Sides that have not signed, in the order of the kind's parties.</summary>
    public ImmutableArray<Party> Unsigned => [.. PartiesOf(Kind).Where(party => !Content.Signatures.Any(signature => signature.Party == party && signature.State == SignatureState.Signed))];
}

/// <summary>What is sealed of a contract. Stored as JSON: names of properties stay.</summary>
public sealed record ContractContent
{
    /// <summary>By side; a side that is not here has not been asked.</summary>
    public ImmutableArray<Signature> Signatures { get; init; } = [];
    /// <summary>In the order they were decided.</summary>
    public ImmutableArray<Extension> Extensions { get; init; } = [];
    /// <summary>That it ended early; <see langword="null"/>: it did not.</summary>
    public EarlyEnd? Ended { get; init; }
}

/// <summary>What a contract's clock shows.</summary>
/// <param name="Day">Day of the contract, from 1.</param>
/// <param name="DayMark">The last day mark that is past; <see langword="null"/>: none.</param>
/// <param name="UsedMinutes">Of work with the family.</param>
/// <param name="HoursPercent">Of the agreed minutes, rounded down.</param>
/// <param name="HoursMark">The last mark of hours that is past, in percent; <see langword="null"/>: none.</param>
public sealed record ContractClock(int Day, int? DayMark, int UsedMinutes, int HoursPercent, int? HoursMark)
{
    private const int Whole = 100;

    /// <summary>Reads the clock.</summary>
    /// <param name="dayMarks">E.g. 60, 90, 150, 170, 180.</param>
    /// <param name="hourMarks">In percent, e.g. 75, 90.</param>
    public static ContractClock Of(Contract contract, int usedMinutes, LocalDate day, ReadOnlySpan<int> dayMarks, ReadOnlySpan<int> hourMarks)
    {
        var dayOf = contract.DayOf(day);
        var percent = contract.AgreedMinutes > 0 ? (int)Math.Min(int.MaxValue, (long)usedMinutes * Whole / contract.AgreedMinutes) : 0;
        return new(dayOf, Last(dayMarks, dayOf), usedMinutes, percent, Last(hourMarks, percent));
    }

    private static int? Last(ReadOnlySpan<int> marks, int reached)
    {
        int? last = null;
        foreach (var mark in marks)
            if (reached >= mark && (last is not { } known || mark > known)) last = mark;
        return last;
    }
}

/// <summary>Contracts.</summary>
public interface IContracts
{
    /// <returns>As <see cref="Of"/>, of all families that are not closed, by family: as many statements however many there are.</returns>
    ILookup<FamilyId, Contract> OfOpen(IUnit unit);

    /// <summary>Adds a contract; audited.</summary>
    /// <exception cref="ConflictException">The number is taken.</exception>
    void Add(IUnit unit, Contract contract, PersonId? by);

    /// <returns><see langword="null"/>: unknown, or its family was erased.</returns>
    Contract? Find(IUnit unit, ContractId id);

    /// <summary>Saves a change; audited.</summary>
    /// <exception cref="ConflictException">The contract changed since it was read.</exception>
    void Save(IUnit unit, Contract contract, PersonId? by);

    /// <summary>Whether a contract has this number.</summary>
    bool OfNumber(IUnit unit, string number);

    /// <returns>A family's contracts, the newest first.</returns>
    ImmutableArray<Contract> Of(IUnit unit, FamilyId family);

    /// <returns>A municipality's contracts that hold on any day from <paramref name="from"/> to <paramref name="to"/>, both included, by number.</returns>
    ImmutableArray<Contract> OfMunicipality(IUnit unit, string municipality, LocalDate from, LocalDate to);

    /// <returns>As <see cref="OfMunicipality"/>, of several municipalities at once: by municipality, then by number. As many statements however many there are.</returns>
    ImmutableArray<Contract> OfMunicipalities(IUnit unit, ImmutableArray<string> municipalities, LocalDate from, LocalDate to);

    /// <returns>Municipalities with a contract that holds on any day from <paramref name="from"/> to <paramref name="to"/>, both included, by name.</returns>
    ImmutableArray<string> Municipalities(IUnit unit, LocalDate from, LocalDate to);
}
