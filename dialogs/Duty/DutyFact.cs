using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Duty;

/// <summary>Who is on duty, as a coordinator may see it.</summary>
/// <param name="Colleagues">All coordinators, the reader too.</param>
/// <param name="Shifts">The weekly pattern, by day and hour.</param>
/// <param name="Changes">Days from today on that go otherwise.</param>
/// <param name="Now">Ids of who is on duty at this moment, the first to be asked first.</param>
public sealed record DutyFact(ImmutableArray<Colleague> Colleagues, ImmutableArray<ShiftFact> Shifts, ImmutableArray<ChangeFact> Changes, ImmutableArray<string> Now)
{
    internal Line Label(string? id) => Colleagues.FirstOrDefault(colleague => colleague.Id == id)?.Label ?? new("duty.nobody");
}

/// <summary>A coordinator.</summary>
/// <param name="Id">For effects and buttons.</param>
/// <param name="Name">As colleagues call them; <see langword="null"/>: not told.</param>
/// <param name="Number">Tells nameless ones apart, from 1.</param>
/// <param name="IsMe">The reader.</param>
public sealed record Colleague(string Id, string? Name, int Number, bool IsMe)
{
    internal Line Label => IsMe ? new("duty.me")
        : Name is { } name ? Line.Of("engine.words", new Slot("words", Words: name))
        : Line.Of("duty.nameless", new Slot("number", Words: $"{Number}"));
}

/// <summary>Somebody's hours, every week.</summary>
/// <param name="Person">A <see cref="Colleague.Id"/>.</param>
public sealed record ShiftFact(string Id, string Person, bool IsFirst, IsoDayOfWeek Day, LocalTime From, LocalTime To);

/// <summary>A day on which somebody is away.</summary>
/// <param name="Instead">Who stands in; <see langword="null"/>: the next in rank.</param>
public sealed record ChangeFact(LocalDate Date, string Away, string? Instead);

/// <summary>What a coordinator changes.</summary>
public abstract record DutyAct
{
    private DutyAct() { }

    /// <summary>The acting coordinator is on duty then, every week.</summary>
    public sealed record Add(ImmutableArray<IsoDayOfWeek> Days, LocalTime From, LocalTime To, bool IsFirst) : DutyAct;

    /// <summary>A shift of the acting coordinator's own is taken out.</summary>
    public sealed record Remove(string Id) : DutyAct;

    /// <summary>The acting coordinator is away that day; their talks go to others at once when it is today.</summary>
    /// <param name="Instead">A colleague who agreed to stand in; <see langword="null"/>: the next in rank.</param>
    public sealed record Away(LocalDate Date, string? Instead) : DutyAct;
}
