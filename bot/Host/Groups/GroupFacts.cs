using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Turns;
using Assistant.Knowledge.Catalogue;
using Assistant.Records;
using Assistant.Records.Groups;

namespace Assistant.Host.Groups;

/// <summary>Groups as one person may see them in a turn. What is foreign looks like what is not there.</summary>
public sealed class GroupFacts(IGroups groups, GroupPeople people, WellBeing wellBeing)
{
    /// <summary>Adds what the turn asked for.</summary>
    public Facts Add(Facts facts, IUnit unit, Chat chat, Wish wish)
    {
        if (wish.Code is { } code && groups.ByLink(unit, code) is { } invited)
            return facts with { Group = Fact(unit, invited, chat) with { IsByLink = true } };
        if (!Guid.TryParse(wish.Group, out var id))
            return facts;
        if (groups.Session(unit, new(id)) is { } session)
            return groups.Find(unit, session.Group) is { } its && GroupPeople.Leads(chat, its) ? facts with { Session = Fact(unit, session, chat), Group = Fact(unit, its, chat) } : facts;
        if (groups.Find(unit, new(id)) is not { } group)
            return facts;
        var fact = Fact(unit, group, chat);
        // Somebody who is just asking to join came with the link and sees no more than that it is open.
        return fact.IsLed || fact.Mine is not null ? facts with { Group = fact, WellBeing = fact.Mine is null ? null : wellBeing.In(facts.Lang) } : facts;
    }

    private GroupFact Fact(IUnit unit, Cohort group, Chat chat)
    {
        var isLed = GroupPeople.Leads(chat, group);
        return new(group.Id.ToString(), group.Reference, group.Content.Name, Lower(group.State), group.Capacity, isLed ? [.. groups.Members(unit, group.Id).Select(member => Fact(unit, member, chat, null))] : [])
        {
            Sessions = isLed ? groups.Sessions(unit, group.Id).Length : 0, HasSubstitute = group.Substitute is not null,
            IsLed = isLed, Mine = groups.Of(unit, group.Id, chat.Person.Id) is { } mine ? Lower(mine.State) : null,
        };
    }

    private SessionFact Fact(IUnit unit, GroupSession session, Chat chat)
    {
        var said = groups.Presences(unit, session.Id).ToDictionary(presence => presence.Person, presence => presence.Said);
        return new(session.Id.ToString(), session.Group.ToString(), session.Number, groups.Sessions(unit, session.Group).Length, session.Date.At(session.At),
            [.. groups.Members(unit, session.Group).Select(member => Fact(unit, member, chat, said.GetValueOrDefault(member.Person)))])
        {
            HasBegun = session.Start(people.Zone) <= unit.Now, IsCancelled = session.IsCancelled,
        };
    }

    private MemberFact Fact(IUnit unit, Membership member, Chat chat, Rsvp? said) =>
        new(member.Id.ToString("D"), member.Person.ToString(), GroupPeople.Label(member, chat), Lower(member.State)) { Said = said is { } known ? Lower(known) : null, IsReached = people.Reached(unit, member.Person) is not null };

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
