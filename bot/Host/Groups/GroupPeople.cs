using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Groups;

/// <summary>Who may see what of a group, how people are called there, and where they are written to.</summary>
public sealed class GroupPeople(Memory memory, IGroups groups, Settings settings)
{
    /// <summary>A cloud chat without a processor's agreement: initials in place of names, no phones.</summary>
    private const string carriesLittle = "telegram";

    /// <summary>The zone all groups meet in.</summary>
    public DateTimeZone Zone => settings.Organisation.TimeZone;

    /// <summary>Local time.</summary>
    public LocalDateTime Local(Instant instant) => instant.InZone(Zone).LocalDateTime;

    /// <summary>Whether the person may see who is in the group and change it.</summary>
    public static bool Leads(Chat chat, Cohort group) => chat.Person.Roles.Contains(Role.Coordinator) || group.IsLedBy(chat.Person.Id) && chat.Person.Roles.Any(role => role != Role.Parent);

    /// <summary>Whether the chat is to carry names and phones.</summary>
    public static bool CarriesLittle(Chat chat) => chat.Conversation.Channel == carriesLittle;

    /// <summary>How a member is called in this chat.</summary>
    public static string Label(Membership member, Chat reader) => member.Content.Name is not { Length: > 0 } name ? member.Id.ToString("N", CultureInfo.InvariantCulture)[^4..]
        : CarriesLittle(reader) ? StringInfo.GetNextTextElement(name) + "." : name;

    /// <summary>Members now.</summary>
    public IReadOnlyList<Membership> Active(IUnit unit, GroupId group) => [.. groups.Members(unit, group).Where(member => member.IsActive)];

    /// <summary>Where somebody is written to.</summary>
    /// <returns><see langword="null"/>: they have no chat, or it takes nothing.</returns>
    public Chat? Reached(IUnit unit, PersonId person) => memory.LastOf(unit, person) is { Conversation.Silence: null } chat ? chat : null;

    /// <summary>How a worker is called.</summary>
    /// <returns><see langword="null"/>: not told, or erased.</returns>
    public string? Name(IUnit unit, PersonId person)
    {
        try
        {
            return memory.People.Get(unit, person).Name;
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Chats of those who lead it; of all coordinators when they have none.</summary>
    public IReadOnlyList<Chat> Leaders(IUnit unit, Cohort group)
    {
        Chat[] own = [.. new[] { group.Leader, group.Substitute ?? group.Leader }.Distinct().Select(person => memory.LastOf(unit, person)).OfType<Chat>()
            .Where(chat => chat.Person.Roles.Any(role => role != Role.Parent))];
        return own is [] ? Coordinators(unit) : own;
    }

    /// <summary>Sessions that take place, in order.</summary>
    public IReadOnlyList<GroupSession> Held(IUnit unit, GroupId group) => [.. groups.Sessions(unit, group).Where(session => !session.IsCancelled).OrderBy(session => session.Start(Zone))];

    /// <summary>Every coordinator's last chat.</summary>
    public IReadOnlyList<Chat> Coordinators(IUnit unit) => [.. memory.People.WithRole(unit, Role.Coordinator).Select(person => memory.LastOf(unit, person)).OfType<Chat>()];

    /// <summary>The next session that takes place.</summary>
    public GroupSession? Next(IUnit unit, GroupId group, Instant now) => groups.Sessions(unit, group).Where(session => !session.IsCancelled && session.Start(Zone) > now).MinBy(session => session.Start(Zone));

    /// <summary>The time of a session as a slot.</summary>
    public Slot Time(GroupSession session, Instant now, string name = "time") => Slot.Of(name, session.Date.At(session.At), Local(now));
}
