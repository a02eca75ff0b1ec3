using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Goals;

/// <summary>What became of a goal.</summary>
public enum GoalState
{
    /// <summary>Worked on.</summary>
    Open,
    /// <summary>Saavutatud.</summary>
    Reached,
    /// <summary>Ei saavutatud: with its reason.</summary>
    NotReached,
}

/// <summary>How far a goal is, as the family and the worker see it.</summary>
/// <param name="Value">0: not begun, 10: reached.</param>
public sealed record GoalEntry(LocalDate On, int Value, EncounterId? Encounter);

/// <summary>Eesmärk: behaviour, in the family's own words ("Tugiisikuteenus", tulemuslikkus: selged käitumispõhised eesmärgid).</summary>
/// <param name="Number">Within the case, from 1.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record Goal(GoalId Id, FamilyId Family, CaseId Case, int Number, GoalState State, LocalDate Opened, GoalContent Content, int Version)
{
    /// <summary>Least and greatest value of an entry.</summary>
    public const int Least = 0, Most = 10;

    /// <summary>How far it is now; <see langword="null"/>: never said.</summary>
    public int? Now => Content.Entries is [.., var last] ? last.Value : null;

    /// <summary>The goal as it stood on a day: what was told or decided later is not there.</summary>
    public Goal On(LocalDate day)
    {
        var then = this with { Content = Content with { Entries = [.. Content.Entries.Where(entry => entry.On <= day)] } };
        return Content.ClosedOn > day ? then with { State = GoalState.Open, Content = then.Content with { ClosedOn = null, Reason = null, ReasonWords = null, Analysis = null } } : then;
    }

    /// <summary>The last day on which its value changed, or on which it was set.</summary>
    public LocalDate MovedOn
    {
        get
        {
            var moved = Opened;
            for (var at = 1; at < Content.Entries.Length; at++)
                if (Content.Entries[at].Value != Content.Entries[at - 1].Value) moved = Content.Entries[at].On;
            return moved;
        }
    }

    /// <returns><see langword="null"/>: not from 0 to 10, or the goal is closed.</returns>
    public Goal? Record(GoalEntry entry) => State != GoalState.Open || entry.Value is < Least or > Most ? null
        : this with { Content = Content with { Entries = [.. Content.Entries.Where(known => known.Encounter is null || known.Encounter != entry.Encounter).Append(entry).OrderBy(known => known.On)] } };

    /// <returns>Without what a meeting's act told, for it was filed by mistake; <see langword="null"/>: it told nothing.</returns>
    public Goal? Without(EncounterId encounter) => Content.Entries.Any(entry => entry.Encounter == encounter)
        ? this with { Content = Content with { Entries = [.. Content.Entries.Where(entry => entry.Encounter != encounter)] } } : null;

    /// <returns>Reached; <see langword="null"/>: it is closed already.</returns>
    /// <param name="analysis">What was learned.</param>
    public Goal? Reach(LocalDate day, string? analysis = null) => State != GoalState.Open ? null : this with { State = GoalState.Reached, Content = Content with { ClosedOn = day, Analysis = analysis } };

    /// <summary>A goal that was not reached always has its reason ("Tugiisikuteenus", tulemuslikkus: eesmärgi mittesaavutamise põhjus).</summary>
    /// <param name="reason">Code of the reasons' list.</param>
    /// <param name="words">The reason in words.</param>
    /// <param name="analysis">What was learned.</param>
    /// <returns><see langword="null"/>: no reason, or it is closed already.</returns>
    public Goal? GiveUp(string? reason, string? words, LocalDate day, string? analysis = null) => State != GoalState.Open || string.IsNullOrWhiteSpace(reason) || string.IsNullOrWhiteSpace(words) ? null
        : this with { State = GoalState.NotReached, Content = Content with { ClosedOn = day, Reason = reason, ReasonWords = words.Trim(), Analysis = analysis } };
}

/// <summary>What is sealed of a goal. Stored as JSON: names of properties stay.</summary>
/// <param name="Words">What is to be different, in the family's words.</param>
public sealed record GoalContent(string Words)
{
    /// <summary>Who does what.</summary>
    public string? Who { get; init; }
    /// <summary>How often.</summary>
    public string? HowOften { get; init; }
    /// <summary>How we see it.</summary>
    public string? Sign { get; init; }
    /// <summary>When the family agreed: it decides ("Tugiisikuteenus": otsused teeb pere); <see langword="null"/>: not yet.</summary>
    public LocalDate? AgreedOn { get; init; }
    /// <summary>In the order of days.</summary>
    public ImmutableArray<GoalEntry> Entries { get; init; } = [];
    /// <summary>When it was closed.</summary>
    public LocalDate? ClosedOn { get; init; }
    /// <summary>Of a goal that was not reached: code of why.</summary>
    public string? Reason { get; init; }
    /// <summary>Of a goal that was not reached: why, in words.</summary>
    public string? ReasonWords { get; init; }
    /// <summary>What was learned.</summary>
    public string? Analysis { get; init; }
}

/// <summary>Goals.</summary>
public interface IGoals
{
    /// <summary>Adds a goal; audited.</summary>
    void Add(IUnit unit, Goal goal, PersonId? by);

    /// <returns><see langword="null"/>: unknown, or its family was erased.</returns>
    Goal? Find(IUnit unit, GoalId id);

    /// <summary>Saves a change; audited.</summary>
    /// <exception cref="ConflictException">The goal changed since it was read.</exception>
    void Save(IUnit unit, Goal goal, PersonId? by);

    /// <returns>A case's goals by number.</returns>
    ImmutableArray<Goal> Of(IUnit unit, CaseId of);
}
