using System.Globalization;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Groups;

// What is pressed: the cards of a leader, and the answers of members.
partial class GroupDesk
{
    private DeskStep Press(IUnit unit, GroupAct.Press press, Chat me, long number, Instant now)
    {
        switch (press.Step)
        {
            case "list":
                return List(unit, me, now);
            case "coming" or "absent" or "late":
                return Answer(unit, press, me, now);
            case "why":
                return Why(unit, press, me, now);
            case "use":
                return Rate(unit, press, me, number);
            case "ask" or "say":
                return Opinion(unit, press, me, number, now);
            case "change" or "self":
                return Change(unit, press.Id, me, static content => content);
            case "accept":
                return Take(unit, press.Id, me, now);
            case "wait":
                return Settle(unit, press.Id, me, member => member.Wait(now), GroupNotices.Waiting, "group.waits", now);
            case "refuse":
                return Settle(unit, press.Id, me, member => member.Refuse(now), GroupNotices.Refused, "group.refused", now);
            case "agree" or "leave":
                return NotYours(me, "group.not-member");
        }
        if (Session(unit, press.Id, me) is var (its, session))
            return press.Step switch
            {
                "session" => Show(Card(unit, its, session, now)),
                "names" => Seen(its, me, Names(unit, session, me, now)),
                "missed" => Show(Missed(unit, session, me, now)),
                "materials" => Materials(unit, session, now),
                "all" => All(unit, its, session, me, now),
                "sheet" => File(unit, its, session, me, now),
                "attend" when people.Active(unit, its.Id).Count == 0 => Say("group.nobody"),
                "move" or "cancel" or "attend" => Say("group.session-over"),
                _ => Say("engine.passed"),
            };
        if (Group(unit, press.Id) is not { } group || !GroupPeople.Leads(me, group))
            return NotYours(me);
        return press.Step switch
        {
            "show" => Show(Card(unit, group, now)),
            "link" => group.IsOpen ? Show([.. Invitation(group, me)]) : Say("group.closed-already"),
            "asks" => Asks(unit, group, me),
            "close" => Close(unit, group, me, now),
            "sessions" => Sessions(unit, group, now),
            "days" => Show(Days(group, Meetings(unit, group), int.TryParse(press.What, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 0, now)),
            "matrix" => File(unit, group, null, me, now),
            "materials" => AllMaterials(unit, group),
            "papers" => Show(Papers(unit, group, now)),
            "plan" => Show(Plan(unit, group, now)),
            "spread" => Spread(unit, group, me, now),
            "plan-file" => Files(reports.PlanFiles(unit, group, me.Person.Language), me),
            "summary" => Files(reports.SummaryFiles(unit, group, me.Person.Language), me),
            "meet" or "skip" => Holiday(unit, group, press, me, now),
            "figures" => Show(Figures(unit, group)),
            _ => Say("engine.passed"),
        };
    }

    /// <summary>In place of an id in a choice that is about none in particular.</summary>
    private const string Any = "-";

    private DeskStep List(IUnit unit, Chat me, Instant now)
    {
        Effect.Say[] led = [.. groups.All(unit, int.MaxValue).Where(group => GroupPeople.Leads(me, group)).Take(mostShown).Select(group => Card(unit, group, now))];
        Effect.Say[] mine = [.. groups.Of(unit, me.Person.Id).Where(member => member.State is not (MemberState.Left or MemberState.Refused)).Select(member => Own(unit, member, me, now)).OfType<Effect.Say>()];
        Effect.Say[] open = me.Person.Roles.Contains(Role.Coordinator) ? [new(new(led is [] ? "group.none-led" : "group.more")) { Choices = [GroupDoor.Choice("new", Any), new($"broadcast:new:{Any}", new("group.new-message"))] }] : [];
        return led.Length + mine.Length + open.Length == 0 ? Say("group.none", Menu.Human) : Show([.. led, .. mine, .. open]);
    }

    private Effect.Say Card(IUnit unit, Cohort group, Instant now)
    {
        var id = group.Id.ToString();
        var members = groups.Members(unit, group.Id);
        var asking = members.Count(member => member.State == MemberState.Requested);
        var next = people.Next(unit, group.Id, now);
        return new(Line.Of("group.card", new("name", Words: group.Content.Name), new("reference", Words: group.Reference), new("state", Key: $"group.state-{Lower(group.State)}"),
            new("count", Words: $"{members.Count(member => member.IsActive)}"), new("capacity", Words: $"{group.Capacity}"), new("asking", Words: $"{asking}"),
            next is null ? new("next", Key: "engine.nothing") : people.Time(next, now, "next")))
        {
            Choices =
            [
                .. asking > 0 || members.Any(member => member.State == MemberState.Waiting) ? [GroupDoor.Choice("asks", id)] : Array.Empty<Choice>(),
                .. group.IsOpen ? [GroupDoor.Choice("link", id), GroupDoor.Choice("close", id)] : Array.Empty<Choice>(),
                GroupDoor.Choice("sessions", id), GroupDoor.Choice("matrix", id), GroupDoor.Choice("figures", id), GroupDoor.Choice("papers", id),
            ],
        };
    }

    private Effect.Say? Own(IUnit unit, Membership member, Chat me, Instant now)
    {
        if (groups.Find(unit, member.Group) is not { } group)
            return null;
        var id = group.Id.ToString();
        if (people.Next(unit, group.Id, now) is not { } next || !member.IsActive)
            return new(new($"group.mine-{(member.IsActive ? "over" : Lower(member.State))}")) 
            {
                Choices = !group.IsOver ? [GroupDoor.Choice("leave", id)] : member.State != MemberState.Member ? [] : [GroupDoor.Choice(member.Content.After is null ? "self" : "change", id)],
            };
        var said = groups.Presences(unit, next.Id).FirstOrDefault(presence => presence.Person == me.Person.Id)?.Said;
        return new(Line.Of("group.mine", people.Time(next, now), new("said", Key: $"group.said-{(said is { } known ? Lower(known) : "nothing")}")))
        {
            Choices = [.. member.State == MemberState.Accepted ? [GroupDoor.Choice("agree", id)] : Array.Empty<Choice>(), .. GroupNotices.Answers(next.Id.ToString()), GroupDoor.Choice("leave", id)],
        };
    }

    private DeskStep Asks(IUnit unit, Cohort group, Chat me)
    {
        Effect.Say[] asks =
        [
            .. groups.Members(unit, group.Id).Where(member => member.State is MemberState.Requested or MemberState.Waiting).Take(mostShown).Select(member =>
                new Effect.Say(Line.Of($"group.asks-{Lower(member.State)}", new("who", Words: GroupPeople.Label(member, me)), new("source", Key: $"group-join.source.{member.Content.Source ?? "other"}")))
                {
                    Choices = [GroupDoor.Choice("accept", $"{member.Id:D}"), .. member.State == MemberState.Requested ? [GroupDoor.Choice("wait", $"{member.Id:D}")] : Array.Empty<Choice>(), GroupDoor.Choice("refuse", $"{member.Id:D}")],
                }),
        ];
        return asks is [] ? Say("group.nobody-waits") : Show(asks);
    }

    private DeskStep Sessions(IUnit unit, Cohort group, Instant now)
    {
        var all = Meetings(unit, group);
        if (all is [])
            return Say("group.no-sessions");
        // The one that is on or was last and those that come: the nearest at the bottom, where one looks in a chat; the others by their days.
        var next = all.FindIndex(session => session.End(people.Zone) > now);
        var from = Math.Max(0, (next < 0 ? all.Count : next) - 1);
        var cards = all.Skip(from).Take(sessionsShown).Reverse().Select(session => Card(unit, group, session, now));
        return Show([.. all.Count > sessionsShown ? [Days(group, all, from + sessionsShown, now)] : Array.Empty<Effect.Say>(), .. cards]);
    }

    /// <summary>Those not called off, in their order.</summary>
    private List<GroupSession> Meetings(IUnit unit, Cohort group) => [.. groups.Sessions(unit, group.Id).Where(session => !session.IsCancelled).OrderBy(session => session.Start(people.Zone))];

    /// <summary>A button for each of some meetings in a row, and ways to those before and after them.</summary>
    private Effect.Say Days(Cohort group, List<GroupSession> all, int from, Instant now)
    {
        from = Math.Clamp(from, 0, Math.Max(0, all.Count - daysShown));
        Choice Row(int first, string label) => new(string.Create(CultureInfo.InvariantCulture, $"group:days:{group.Id}:{first}"), new($"group.days-{label}"));
        return new(new("group.days"))
        {
            Choices =
            [
                .. all.Skip(from).Take(daysShown).Select(session => new Choice($"group:session:{session.Id}", Line.Of("group.day", people.Time(session, now)))),
                .. from > 0 ? [Row(Math.Max(0, from - daysShown), "before")] : Array.Empty<Choice>(),
                .. from + daysShown < all.Count ? [Row(from + daysShown, "after")] : Array.Empty<Choice>(),
            ],
        };
    }

    private Effect.Say Card(IUnit unit, Cohort group, GroupSession session, Instant now)
    {
        var id = session.Id.ToString();
        var said = groups.Presences(unit, session.Id).ToDictionary(presence => presence.Person, presence => presence.Said);
        var active = people.Active(unit, group.Id);
        int Count(Rsvp? what) => active.Count(member => said.GetValueOrDefault(member.Person) == what);
        var hasBegun = session.Start(people.Zone) <= now;
        return new(Line.Of("group.session", new("number", Words: $"{session.Number}"), new("of", Words: $"{groups.Sessions(unit, group.Id).Length}"), people.Time(session, now),
            new("coming", Words: $"{Count(Rsvp.Coming) + Count(Rsvp.Late)}"), new("absent", Words: $"{Count(Rsvp.Absent)}"), new("silent", Words: $"{Count(null)}")))
        {
            Choices =
            [
                GroupDoor.Choice("names", id), GroupDoor.Choice("attend", id), GroupDoor.Choice("sheet", id), GroupDoor.Choice("material", id),
                .. materials.Counts(unit, group.Id).ContainsKey(session.Id) ? [GroupDoor.Choice("materials", id)] : Array.Empty<Choice>(),
                .. hasBegun ? Array.Empty<Choice>() : [GroupDoor.Choice("move", id), GroupDoor.Choice("cancel", id)],
            ],
        };
    }

    /// <summary>Who comes, by name.</summary>
    private Effect.Say Names(IUnit unit, GroupSession session, Chat me, Instant now)
    {
        var said = groups.Presences(unit, session.Id).ToDictionary(presence => presence.Person);
        Line[] lines = [.. people.Active(unit, session.Group).Select(member => Name(GroupPeople.Label(member, me), said.GetValueOrDefault(member.Person)))];
        var id = session.Id.ToString();
        return lines is [] ? new(new("group.nobody")) : new(Line.Of("group.names", people.Time(session, now), new("names", Line: GroupNotices.Lines(lines)))) { Choices = [GroupDoor.Choice("attend", id), GroupDoor.Choice("missed", id)] };
    }

    private static Line Name(string who, Presence? one)
    {
        var (name, said) = (new Slot("who", Words: who), new Slot("said", Key: $"group.said-{(one?.Said is { } known ? Lower(known) : "nothing")}"));
        return one is { Said: Rsvp.Absent, Why: { } why } ? Line.Of("group.names-item-why", name, said, new Slot("why", Key: $"group.why-{why}")) : Line.Of("group.names-item", name, said);
    }

    /// <summary>Who was not reached and why, with numbers to call.</summary>
    private Effect.Say Missed(IUnit unit, GroupSession session, Chat me, Instant now)
    {
        var members = groups.Members(unit, session.Group).ToDictionary(member => member.Person);
        Line[] lines = [.. groups.Reminders(unit, session.Id).Where(reminder => reminder.Starts == session.Start(people.Zone) && (reminder.IsNotReached || reminder.State == ReminderState.Deferred) && members.ContainsKey(reminder.Person))
            .GroupBy(reminder => reminder.Person).Select(all => all.MinBy(reminder => reminder.Before)!)
            .Select(reminder => Line.Of("group.missed-item", new("who", Words: GroupPeople.Label(members[reminder.Person], me)),
                reminder.State == ReminderState.Deferred ? new("why", Line: Line.Of("group.missed-deferred", Slot.Of("time", people.Local(reminder.Due), people.Local(now)))) : new("why", Key: $"group.missed-{Reason(reminder)}"),
                members[reminder.Person].Content.Phone is { } phone && !GroupPeople.CarriesLittle(me) ? new("phone", Words: phone) : new("phone", Key: "engine.nothing")))];
        return lines is [] ? new(new("group.missed-nobody")) : new(Line.Of("group.missed", people.Time(session, now), new("names", Line: GroupNotices.Lines(lines))));
    }

    private static string Reason(SessionReminder reminder) => reminder switch
    {
        { State: ReminderState.Uncertain } => "uncertain",
        { Reason: "quiet" or "late" or "no-chat" or "blocked" } => reminder.Reason,
        _ => "failed",
    };

    private DeskStep Answer(IUnit unit, GroupAct.Press press, Chat me, Instant now)
    {
        if (Own(unit, press.Id, me) is not { } session)
            return NotYours(me, "group.not-member");
        if (!PresenceRules.IsOpen(session, now, people.Zone))
            return session.IsCancelled ? Say("group.session-off") : Say("group.too-late", Menu.Human);
        var said = press.Step switch { "coming" => Rsvp.Coming, "late" => Rsvp.Late, _ => Rsvp.Absent };
        return Saved(unit =>
        {
            groups.Answer(unit, session.Id, me.Person.Id, said, why: null);
            if (said == Rsvp.Absent)
                reminders.TakeBack(unit, session.Id, me.Person.Id);
        },
        [
            new(new($"group.thanks-{press.Step}"))
            {
                Choices = said == Rsvp.Absent ? [.. new[] { "ill", "work", "child", "travel" }.Select(why => new Choice($"group:why:{session.Id}:{why}", new($"group.why-{why}")))] : [],
            },
        ]);
    }

    private DeskStep Why(IUnit unit, GroupAct.Press press, Chat me, Instant now) =>
        Own(unit, press.Id, me) is not { } session ? NotYours(me, "group.not-member")
        : !PresenceRules.IsOpen(session, now, people.Zone) ? Say("group.too-late", Menu.Human)
        : press.What is "ill" or "work" or "child" or "travel" ? Saved(unit => groups.Answer(unit, session.Id, me.Person.Id, Rsvp.Absent, press.What), [new(new(press.What == "ill" ? "group.get-well" : "group.why-thanks"))])
        : Say("engine.passed");

    /// <summary>A session of a group this person belongs to; strangers, former members and what is not there look alike.</summary>
    private GroupSession? Own(IUnit unit, string? id, Chat me) =>
        Guid.TryParse(id, out var guid) && groups.Session(unit, new(guid)) is { } session && groups.Of(unit, session.Group, me.Person.Id) is { IsActive: true } ? session : null;

    private DeskStep Attend(IUnit unit, GroupAct.Take take, Chat me, Instant now)
    {
        if (Session(unit, take.Session, me) is not var (group, session))
            return NotYours(me);
        var said = groups.Presences(unit, session.Id).ToDictionary(presence => presence.Person, presence => presence.Said);
        (Membership Member, Attendance Was)[] all =
        [
            .. people.Active(unit, group.Id)
                .Select(member => (member, PresenceRules.Taken(take.Present.Contains(member.Person.ToString()), said.GetValueOrDefault(member.Person)))),
        ];
        int Count(Attendance what) => all.Count(one => one.Was == what);
        var start = session.Start(people.Zone);
        var sessions = groups.Sessions(unit, group.Id);
        var next = sessions.Where(other => !other.IsCancelled && other.Start(people.Zone) > start).MinBy(other => other.Start(people.Zone));
        var held = sessions.Where(other => other.IsTaken && other.Id != session.Id && other.Start(people.Zone) < start)
            .OrderBy(other => other.Start(people.Zone)).Select(other => groups.Presences(unit, other.Id)).ToList();
        int InARow(Membership member, Attendance now) =>
            PresenceRules.AbsentInARow([.. held.Select(presences => presences.FirstOrDefault(presence => presence.Person == member.Person)?.Was), now]);
        string[] call = [.. all.Where(one => InARow(one.Member, one.Was) >= numbers.AbsencesWorthACall).Select(one => GroupPeople.Label(one.Member, me))];
        IEnumerable<Rendered> missed = session.IsTaken ? [] : all.Where(one => one.Was is Attendance.Excused or Attendance.Unexcused)
            .Select(one => (one.Was, Chat: memory.LastOf(unit, one.Member.Person))).Where(one => one.Chat is not null)
            .SelectMany(one => teller.Tell([GroupNotices.Missed(one.Was == Attendance.Excused, next is null ? null : next.Date.At(next.At), people.Local(now)), .. Missed(unit, session)], one.Chat!, $"group-absent:{session.Id}", now));
        var id = session.Id.ToString();
        return new(unit => groups.Take(unit, session.Id, [.. all.Select(one => (one.Member.Person, one.Was))], me.Person.Id), [.. missed], watch.Look, null)
        {
            Said =
            [
                new(Line.Of("group-attend.done",
                    new("present", Words: $"{Count(Attendance.Present)}"), new("late", Words: $"{Count(Attendance.Late)}"),
                    new("excused", Words: $"{Count(Attendance.Excused)}"), new("unexcused", Words: $"{Count(Attendance.Unexcused)}")))
                {
                    Choices = [GroupDoor.Choice("sheet", id), GroupDoor.Choice("attend", id)],
                },
                .. call is [] ? [] : new Effect.Say[] { new(Line.Of("group-attend.call", new Slot("names", Words: string.Join(", ", call)))) },
            ],
        };
    }

    /// <summary>Figures of a group: who was kept to the end, and how useful sessions were, where enough people said so.</summary>
    private Effect.Say Figures(IUnit unit, Cohort group)
    {
        var continuity = Continuity.Of(groups.Members(unit, group.Id));
        var (ever, kept) = (continuity.Ever, continuity.Kept);
        var useful = groups.Usefulness(unit, group.Id);
        int Count(int score) => useful.Where(one => one.Score == score).Sum(one => one.Count);
        return new(useful.Sum(one => one.Count) < numbers.LeastAnswers
            ? Line.Of("group.figures-few", new("kept", Words: $"{kept}"), new("ever", Words: $"{ever}"))
            : Line.Of("group.figures", new("kept", Words: $"{kept}"), new("ever", Words: $"{ever}"), Cell("much", Count(3)), Cell("some", Count(2)), Cell("little", Count(1))))
        {
            Choices = [GroupDoor.Choice("summary", group.Id.ToString())],
        };
    }

    private Slot Cell(string name, int count) => numbers.Hides(count) ? new(name, Line: Line.Of("feedback.under", new Slot("count", Words: $"{numbers.LeastInCell}"))) : new(name, Words: $"{count}");

    private DeskStep File(IUnit unit, Cohort group, GroupSession? session, Chat me, Instant now)
    {
        if (!CanSendFiles(me) || GroupPeople.CarriesLittle(me))
            return Say("group.file-elsewhere");
        return Seen(group, me, [.. sheets.Of(unit, group, session, me.Person.Language).Select((file, n) => new Effect.Say(new(n == 0 ? "group.file-docx" : "group.file-xlsx")) { File = file })]);
    }
}
