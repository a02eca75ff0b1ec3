using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Broadcasts;
using Assistant.Host.Composition;
using Assistant.Host.People;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Groups;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Groups;

/// <summary>Closed groups: does what people want by the rules of the records, tells the others, and says what came of it.</summary>
public sealed partial class GroupDesk(
    Memory memory, IGroups groups, GroupPeople people, GroupReminders reminders, GroupSheets sheets, Teller teller, Delivery delivery, IIds ids, GroupWatch watch,
    GroupReports reports, GroupNumbers numbers, IMaterials materials, BroadcastRules rules, BroadcastOutcomes broadcasts, InviteLinks links)
{
    private const int mostShown = 10, sessionsShown = 3, daysShown = 8;

    /// <summary>One act of a turn, on one snapshot.</summary>
    /// <param name="number">The message's number in the inbox.</param>
    public ValueTask<DeskStep> Do(GroupAct act, Chat me, long number, Instant now) => memory.Store.Read(unit => act switch
    {
        GroupAct.Open open => Open(open, me, now),
        GroupAct.Press press => Press(unit, press, me, number, now),
        GroupAct.Join join => Join(unit, join, me, number, now),
        GroupAct.Agree agree => Mine(unit, agree.Group, me, (member, _) => member.Agree(now, agree.Before), "group.agreed"),
        GroupAct.Leave leave => Leave(unit, leave, me, number, now),
        GroupAct.Move move => Move(unit, move, me, now),
        GroupAct.Cancel cancel => Cancel(unit, cancel, me, now),
        GroupAct.Override over => Take(unit, over.Membership, me, now, over.Why),
        GroupAct.Material given => Give(unit, given, me, now),
        GroupAct.Take take => Attend(unit, take, me, now),
        GroupAct.After after => Change(unit, after.Group, me, content => content with { After = after.Points }),
        GroupAct.Well well => Change(unit, well.Group, me, content => Finished(unit, well.Group) ? content with { WellAfter = well.Percent } : content with { WellBefore = well.Percent }),
        GroupAct.Paper paper => Paper(unit, paper, me, now),
        GroupAct.Topic topic => Topic(unit, topic, me),
        GroupAct.Approve approve => Approve(unit, approve, me, now),
        GroupAct.Remind remind => Remind(unit, remind, me, now),
        _ => throw new InvalidOperationException($"No rule for {act.GetType().Name}: add a case."),
    }, CancellationToken.None);

    private DeskStep Open(GroupAct.Open wish, Chat me, Instant now)
    {
        if (!me.Person.Roles.Contains(Role.Coordinator))
            return NotYours(me);
        var series = new SessionSeries(wish.When.Day, wish.When.At, wish.Minutes, wish.When.From, wish.When.Until ?? wish.When.From, MeetsOnHolidays: false);
        if (series.Check(people.Local(now)) is var problem and not SeriesProblem.None)
            return Say($"group-open.problem-{Lower(problem)}");
        var group = new Cohort(new(ids.Next()), ShortReference.From(ids.Token()), CohortState.Recruiting, wish.Capacity,
            Id(wish.Leader) ?? me.Person.Id, Id(wish.Substitute), series, new(wish.Name, ids.Token(), wish.Place, wish.Funder, wish.Order), now, Version: 1);
        GroupSession[] sessions = [.. GroupSession.Of(group, ids.Next)];
        // Whoever said that holidays are left out is told which; otherwise they are asked about, one by one.
        LocalDate[] off = wish.When.SkipsHolidays ? [.. series.Holidays] : [];
        Effect.Say[] holiday = !wish.When.SkipsHolidays && NextHoliday(group, LocalDate.MinIsoValue, people.Local(now)) is { } first ? [first] : [];
        return Saved(
            unit =>
            {
                groups.Add(unit, group, sessions, people.Zone, me.Person.Id);
                foreach (var session in sessions)
                    reminders.Skip(unit, session, now);
            },
            [
                new(Line.Of("group-open.done", new("count", Words: $"{sessions.Length}"), people.Time(sessions[0], now, "first"), people.Time(sessions[^1], now, "last"))),
                .. off is [] ? [] : new Effect.Say[] { new(Line.Of("group-open.holidays", new Slot("days", Line: Listed(off.Select(day => Line.Of("engine.moment", Slot.Of("time", day.AtMidnight(), people.Local(now)))))))) },
                .. Invitation(group, me),
                .. holiday,
            ]);
    }

    /// <summary>The invitation as a link, of Telegram and of the page, as far as they are there, else as a code; each with a picture of it to print.</summary>
    private IEnumerable<Effect.Say> Invitation(Cohort group, Chat me)
    {
        var (code, telegram, page) = (group.Content.Link, links.Telegram(group.Content.Link), links.Page(group.Content.Link));
        var first = telegram ?? page ?? code;
        yield return new(Line.Of("group.link", new Slot("code", Words: first)))
        {
            File = Pictured("kutse.png", first, me),
            Choices = [GroupDoor.Choice("show", group.Id.ToString())],
        };
        if (telegram is not null && page is not null)
            yield return new(Line.Of("group.link-page", new Slot("address", Words: page))) { File = Pictured("kutse-veebis.png", page, me) };
    }

    private Attachment? Pictured(string name, string what, Chat me) => CanSendFiles(me) ? new(name, "image/png", GroupSheets.Picture(what)) : null;

    private DeskStep Join(IUnit unit, GroupAct.Join join, Chat me, long number, Instant now)
    {
        if (Group(unit, join.Group) is not { } group || !group.IsOpen)
            return Say("group.link-closed", Menu.Human);
        var content = new MembershipContent(join.Name, join.Phone, join.Source);
        var was = groups.Of(unit, group.Id, me.Person.Id);
        if (was is not null && was.Ask(group, now).Next is null)
            return Say($"group.already-{Lower(was.State)}");
        var member = was?.Ask(group, now).Next ?? new Membership(ids.Next(), group.Id, me.Person.Id, MemberState.Requested, now, Agreed: null, content, Version: 1);
        return new(unit => groups.Save(unit, member with { Content = content }, me.Person.Id),
            [.. people.Leaders(unit, group).SelectMany(to => teller.Tell([GroupNotices.Asked(group.Id.ToString(), group.Reference)], to, $"group-asked:{number}", now))], watch.Look, null)
        {
            Said = [new(new("group.asked"))],
        };
    }

    private DeskStep Leave(IUnit unit, GroupAct.Leave leave, Chat me, long number, Instant now)
    {
        if (Group(unit, leave.Group) is not { } group || groups.Of(unit, group.Id, me.Person.Id)?.Leave(now, leave.Why).Next is not { } left)
            return NotYours(me, "group.not-member");
        return new(unit =>
            {
                groups.Save(unit, left, me.Person.Id);
                foreach (var session in groups.Sessions(unit, group.Id).Where(session => session.Start(people.Zone) > now))
                    reminders.TakeBack(unit, session.Id, me.Person.Id);
                broadcasts.Leave(unit, me.Person.Id);
            },
            [.. people.Leaders(unit, group).SelectMany(to => teller.Tell([GroupNotices.Left(group.Id.ToString(), group.Reference, GroupPeople.Label(left, to))], to, $"group-left:{number}", now))], watch.Look, null)
        {
            Said = [new(new("group.left")) { Choices = [Menu.Human] }],
        };
    }

    private DeskStep Mine(IUnit unit, string id, Chat me, Func<Membership, Cohort, MemberStep> step, string said) =>
        Group(unit, id) is { } group && groups.Of(unit, group.Id, me.Person.Id) is { } member && step(member, group).Next is { } next
            ? Saved(unit => groups.Save(unit, next, me.Person.Id), [new(new(said)) { Choices = [] }])
            : NotYours(me, "group.not-member");

    /// <summary>Takes somebody in; with a reason also after the circle is complete.</summary>
    private DeskStep Take(IUnit unit, string? id, Chat me, Instant now, string? overriding = null)
    {
        if (Membership(unit, id, me) is not var (group, member))
            return NotYours(me);
        var step = member.Accept(group, people.Active(unit, group.Id).Count, now, overriding);
        if (step.Next is not { } next)
            return new(static _ => { }, [], null, null)
            {
                Said = [new(new($"group.refused-{Lower(step.Refusal!.Value)}")) { Choices = step.Refusal == MemberRefusal.Settled ? [] : [GroupDoor.Choice("wait", id!), GroupDoor.Choice("override", group.Id.ToString())] }],
            };
        return Told(unit, member, GroupNotices.Accepted(group.Id.ToString()), now, unit => groups.Save(unit, next, me.Person.Id), "group.taken", GroupPeople.Label(member, me));
    }

    private DeskStep Settle(IUnit unit, string? id, Chat me, Func<Membership, MemberStep> step, Effect.Say tell, string said, Instant now) =>
        Membership(unit, id, me) is not var (_, member) ? NotYours(me)
        : step(member).Next is not { } next ? Say("group.refused-settled")
        : Told(unit, member, tell, now, unit => groups.Save(unit, next, me.Person.Id), said, GroupPeople.Label(member, me));

    private DeskStep Told(IUnit unit, Membership member, Effect.Say tell, Instant now, Action<IUnit> save, string said, string who) =>
        new(save, memory.LastOf(unit, member.Person) is { } chat ? [.. teller.Tell([tell], chat, $"group-member:{member.Id}:{member.Version}", now)] : [], watch.Look, null)
        {
            Said = [new(Line.Of(said, new Slot("who", Words: who)))],
        };

    private DeskStep Close(IUnit unit, Cohort group, Chat me, Instant now)
    {
        if (group.Close() is not { } closed)
            return Say("group.closed-already");
        var waiting = groups.Members(unit, group.Id).Where(member => member.State is MemberState.Requested or MemberState.Waiting).ToList();
        return new(unit => groups.Save(unit, closed, me.Person.Id),
            [.. waiting.Select(member => memory.LastOf(unit, member.Person)).OfType<Chat>().SelectMany(to => teller.Tell([GroupNotices.Closed], to, $"group-closed:{group.Id}", now))], watch.Look, null)
        {
            Said = [new(Line.Of("group.closed", new Slot("count", Words: $"{people.Active(unit, group.Id).Count}"))) { Choices = [GroupDoor.Choice("sessions", group.Id.ToString())] }],
        };
    }

    private DeskStep Move(IUnit unit, GroupAct.Move move, Chat me, Instant now)
    {
        if (Session(unit, move.Session, me) is not var (group, session))
            return NotYours(me);
        if (session.Move(move.To, now, people.Zone) is not { } moved)
            return Say(move.To <= people.Local(now) ? "group-move.past" : "group.session-over");
        var local = people.Local(now);
        return ToMembers(unit, group, GroupNotices.Moved(session.Id.ToString(), session.Date.At(session.At), move.To, local), $"group-moved:{session.Id}:{moved.Sequence}", now, unit =>
        {
            reminders.TakeBack(unit, session.Id);
            groups.Save(unit, moved, people.Zone, me.Person.Id);
            groups.Forget(unit, moved.Id);
            reminders.Skip(unit, moved, now);
        }, Line.Of("group-move.done", people.Time(moved, now)));
    }

    private DeskStep Cancel(IUnit unit, GroupAct.Cancel cancel, Chat me, Instant now)
    {
        if (Session(unit, cancel.Session, me) is not var (group, session))
            return NotYours(me);
        return session.Cancel(now, people.Zone) is not { } off ? Say("group.session-over")
            : ToMembers(unit, group, GroupNotices.Cancelled(session.Date.At(session.At), people.Local(now)), $"group-off:{session.Id}", now, unit =>
            {
                reminders.TakeBack(unit, session.Id);
                groups.Save(unit, off, people.Zone, me.Person.Id);
            }, Line.Of("group-cancel.done", people.Time(session, now)));
    }

    private DeskStep ToMembers(IUnit unit, Cohort group, Effect.Say tell, string key, Instant now, Action<IUnit> save, Line said) =>
        new(save, [.. people.Active(unit, group.Id).Select(member => memory.LastOf(unit, member.Person)).OfType<Chat>().SelectMany(to => teller.Tell([tell], to, key, now))], watch.Look, null)
        {
            Said = [new(said)],
        };

    private DeskStep Saved(Action<IUnit> save, IReadOnlyList<Effect.Say> said) => new(save, [], watch.Look, null) { Said = said };

    /// <summary>Who belongs to a group was shown: that stands in the audit.</summary>
    private DeskStep Seen(Cohort group, Chat me, params IReadOnlyList<Effect.Say> said) => new(unit => memory.Audit.Append(unit, new("group.read", group.Id.ToString(), me.Person.Id)), [], null, null) { Said = said };

    /// <summary>Of somebody else's, or not there: told alike, and it stands in the audit.</summary>
    private DeskStep NotYours(Chat me, string key = "group.not-yours") => new(unit => memory.Audit.Append(unit, new("group.deny", "-", me.Person.Id)), [], null, null) { Said = [new(new(key))] };

    private static DeskStep Say(string key, params ReadOnlySpan<Choice> choices) => new(static _ => { }, [], null, null) { Said = [new(new(key)) { Choices = [.. choices] }] };

    private static DeskStep Show(params IReadOnlyList<Effect.Say> said) => new(static _ => { }, [], null, null) { Said = said };

    private Cohort? Group(IUnit unit, string? id) => Guid.TryParse(id, out var guid) ? groups.Find(unit, new(guid)) : null;

    private (Cohort Group, Membership Member)? Membership(IUnit unit, string? id, Chat me) =>
        groups.All(unit, int.MaxValue).Where(group => GroupPeople.Leads(me, group))
            .SelectMany(group => groups.Members(unit, group.Id).Where(member => member.Id.ToString("D") == id).Select(member => ((Cohort, Membership)?)(group, member))).FirstOrDefault();

    private (Cohort Group, GroupSession Session)? Session(IUnit unit, string? id, Chat me) =>
        Guid.TryParse(id, out var guid) && groups.Session(unit, new(guid)) is { } session && groups.Find(unit, session.Group) is { } group && GroupPeople.Leads(me, group) ? (group, session) : null;

    private bool CanSendFiles(Chat chat) => delivery.Channel(chat.Conversation.Channel)?.Abilities.CanSendFiles ?? false;

    private static PersonId? Id(string? id) => Guid.TryParse(id, out var guid) ? new(guid) : null;

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static Line Listed(IEnumerable<Line> lines) => lines.Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)));
}
