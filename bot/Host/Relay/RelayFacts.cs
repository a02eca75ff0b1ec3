using System.Collections.Immutable;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Relay;
using Assistant.Host.Composition;
using Assistant.Host.Duty;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Duty;
using Assistant.Records.Relay;

namespace Assistant.Host.Relay;

/// <summary>Talks and the roster as one person may see them.</summary>
public sealed class RelayFacts(Memory memory, OnDuty onDuty)
{
    /// <summary>The person's own open talk.</summary>
    public RelayFact? Own(IUnit unit, Chat chat) => memory.Relays.OpenOf(unit, chat.Person.Id) is { } talk ? Of(unit, talk, chat.Person.Id) : null;

    /// <summary>All open talks, for a coordinator.</summary>
    public ImmutableArray<RelayFact> Open(IUnit unit, Chat chat) => [.. memory.Relays.Open(unit).Select(talk => Of(unit, talk, chat.Person.Id))];

    /// <summary>One talk as <paramref name="reader"/> may see it.</summary>
    public RelayFact Of(IUnit unit, RelayTalk talk, PersonId reader) => new(
        talk.Id.ToString(), talk.Reference, talk.State.ToString().ToLowerInvariant(), talk.Owner == reader || talk.Person == reader,
        talk.Owner is { } owner ? memory.People.Get(unit, owner).Name : null, memory.People.Get(unit, talk.Person).Language,
        (int)Math.Max(0, (unit.Now - talk.Opened).TotalMinutes), talk.Holds, talk.IsQuiet, memory.Relays.Pulse(unit, talk.Id).LastHeard);

    /// <summary>The roster, for a coordinator.</summary>
    public DutyFact Roster(IUnit unit, PersonId reader)
    {
        var today = onDuty.Local(unit.Now).Date;
        var roster = memory.Duty.Read(unit, today);
        return new(
            [.. onDuty.All(unit).Select((person, n) => new Colleague(person.ToString(), memory.People.Get(unit, person).Name, n + 1, person == reader))],
            [.. roster.Shifts.OrderBy(shift => shift.Day).ThenBy(shift => shift.From).ThenBy(shift => shift.Rank)
                .Select(shift => new ShiftFact(shift.Id.ToString("D"), shift.Person.ToString(), shift.Rank == DutyRank.First, shift.Day, shift.From, shift.To))],
            [.. roster.Exceptions.Select(change => new ChangeFact(change.Date, change.Away.ToString(), change.Instead?.ToString()))],
            [.. onDuty.Entered(unit, unit.Now).Select(person => person.ToString())]);
    }
}
