using System.Collections.Immutable;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Duty;

/// <summary>Who is there to answer, by the roster and the office hours.</summary>
public sealed class OnDuty(Memory memory, IStaff staff, Settings settings, OfficeHours hours)
{
    /// <summary>The roster's time.</summary>
    public LocalDateTime Local(Instant instant) => instant.InZone(settings.Organisation.TimeZone).LocalDateTime;

    /// <summary>Everybody who is a coordinator now, oldest grant first.</summary>
    public ImmutableArray<PersonId> All(IUnit unit) => memory.People.WithRole(unit, Role.Coordinator);

    /// <summary>Everybody who is to be asked when it concerns all: those who are not away for days, unless all are.</summary>
    public ImmutableArray<PersonId> Present(IUnit unit)
    {
        var away = staff.AwayOn(unit, Local(unit.Now).Date).Select(absence => absence.Person).ToHashSet();
        var all = All(unit);
        return all.Any(person => !away.Contains(person)) ? [.. all.Where(person => !away.Contains(person))] : all;
    }

    /// <returns>Coordinators entered for that moment, the first to be asked first; empty: nobody is.</returns>
    public ImmutableArray<PersonId> Entered(IUnit unit, Instant at)
    {
        // A shift over midnight began yesterday.
        var local = Local(at);
        var roster = memory.Duty.Read(unit, local.Date.PlusDays(-1));
        if (roster.Shifts.IsEmpty) return [];
        var coordinators = All(unit);
        return [.. roster.At(local).Select(person => Here(unit, local.Date, person)).OfType<PersonId>().Distinct().Where(coordinators.Contains)];
    }

    /// <summary>Whoever answers for somebody on that day: a stand-in while they are away for days.</summary>
    private PersonId? Here(IUnit unit, LocalDate day, PersonId person) =>
        staff.AwayOn(unit, day).FirstOrDefault(absence => absence.Person == person) is { } away ? away.StandIn : person;

    /// <summary>Whether somebody is there: by the office hours, or by the roster outside them.</summary>
    public bool IsStaffed(IUnit unit, Instant at) => hours.Include(at) || !Entered(unit, at).IsEmpty;

    /// <returns>The first moment from <paramref name="at"/> on at which somebody is there.</returns>
    public Instant NextStaffed(IUnit unit, Instant at)
    {
        if (IsStaffed(unit, at)) return at;
        var opens = hours.NextOpen(at);
        return memory.Duty.Read(unit, Local(at).Date.PlusDays(-1)).Next(Local(at)) is { } shift
            ? Instant.Min(opens, settings.Organisation.TimeZone.AtLeniently(shift).ToInstant())
            : opens;
    }

    /// <summary>Chats of people in which all may be said: of each the one used last outside the channels that carry little.</summary>
    public ImmutableArray<Chat> FullChats(IUnit unit, IEnumerable<PersonId> people, string carriesLittle) =>
        [.. people.SelectMany(person => memory.Conversations.Of(unit, person).Where(chat => chat.Channel != carriesLittle && chat.Silence is null).Take(1).Select(chat => Chat.Of(chat, memory.People.Get(unit, person))))];

    /// <summary>The chats in which people can be reached: the one they used last, unless its channel takes nothing.</summary>
    public ImmutableArray<Chat> Chats(IUnit unit, IEnumerable<PersonId> people) =>
        [.. people.Select(person => memory.LastOf(unit, person)).OfType<Chat>().Where(chat => chat.Conversation.Silence is null)];
}
