using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Groups;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Groups;

// What a group's documentation needs, its activity plan, its holidays and its own offsets.
partial class GroupDesk
{
    private static readonly LocalDatePattern shortDay = LocalDatePattern.CreateWithInvariantCulture("d.M");

    private Cohort? Led(IUnit unit, string id, Chat me) => Group(unit, id) is { } group && GroupPeople.Leads(me, group) ? group : null;

    private DeskStep Paper(IUnit unit, GroupAct.Paper paper, Chat me, Instant now)
    {
        if (Led(unit, paper.Group, me) is not { } group)
            return NotYours(me);
        var papers = group.Content.Papers ?? new();
        var day = LocalDatePattern.Iso.Parse(paper.Value) is { Success: true } parsed ? parsed.Value : (LocalDate?)null;
        var changed = paper.What switch
        {
            "leader" => With(group, papers with { Leader = paper.Value }),
            "standin" => With(group, papers with { Substitute = paper.Value }),
            // What somebody has learnt is not the next one's.
            "substitute" => With(group, papers with { Substitute = null }) with { Substitute = Id(paper.Value) },
            "customer" => With(group, papers with { Customer = paper.Value }),
            "contract" => With(group, papers with { Contract = paper.Value, ProviderSigned = null, CustomerSigned = null }),
            "provider-signed" => With(group, papers with { ProviderSigned = day }),
            "customer-signed" => With(group, papers with { CustomerSigned = day }),
            "order" => group with { Content = group.Content with { Order = paper.Value } },
            "funder" => group with { Content = group.Content with { Funder = paper.Value } },
            _ => group,
        };
        return Saved(unit => groups.Save(unit, changed, me.Person.Id), [Papers(unit, changed, now)]);
    }

    private static Cohort With(Cohort group, CohortPapers papers) => group with { Content = group.Content with { Papers = papers } };

    /// <summary>What is settled, and what is missing.</summary>
    private Effect.Say Papers(IUnit unit, Cohort group, Instant now)
    {
        var (papers, sessions, members, local) = (group.Content.Papers ?? new(), groups.Sessions(unit, group.Id), groups.Members(unit, group.Id), people.Local(now));
        var held = sessions.Where(session => !session.IsCancelled).ToList();
        var planned = held.Count(session => session.Topic is not null);
        var missing = PaperRules.Missing(group, sessions, members);
        // Only what is there; what is not stands once, in words, under "missing".
        static Line[] Fact(string what, Slot? value) => value is null ? [] : [Line.Of("group-papers.fact", new("what", Key: what), value)];
        static Slot? Words(string? words) => words is { Length: > 0 } ? new("value", Words: words) : null;
        static Slot? Learnt(string? code) => code is not null && CohortPapers.Qualifications.Contains(code) ? new("value", Key: $"group-papers.learnt.{code}") : null;
        Slot? Signed(LocalDate? on) => on is { } day ? Slot.Of("value", day.AtMidnight(), local) : null;
        var id = group.Id.ToString();
        var active = members.Count(member => member.IsActive);
        return new(GroupNotices.Lines(
        [
            .. Fact("group-sheet.head-leader", Words(people.Name(unit, group.Leader))), .. Fact("group-papers.what.leader", Learnt(papers.Leader)),
            .. Fact("group-papers.what.substitute", group.Substitute is { } substitute ? Words(people.Name(unit, substitute)) : null), .. Fact("group-papers.what.standin", Learnt(papers.Substitute)),
            .. Fact("group-papers.what.funder", Words(group.Content.Funder)), .. Fact("group-papers.what.customer", Words(papers.Customer)), .. Fact("group-papers.what.order", Words(group.Content.Order)),
            .. Fact("group-papers.what.contract", Words(papers.Contract)), .. Fact("group-papers.what.provider-signed", Signed(papers.ProviderSigned)), .. Fact("group-papers.what.customer-signed", Signed(papers.CustomerSigned)),
            .. planned > 0 ? (Line[])[Line.Of("group-papers.topics", new("topics", Words: $"{planned}"), new("count", Words: $"{held.Count}"), new("approved", Line: Approval(papers, local)))] : [],
            .. active > 0 ? (Line[])[Line.Of("group-papers.confidence", new("agreed", Words: $"{members.Count(member => member.State == MemberState.Member)}"), new("active", Words: $"{active}"))] : [],
            missing is [] ? new("group-papers.whole") : Line.Of("group-papers.missing", new Slot("what", Line: Listed(missing.Select(gap => new Line($"group-papers.gap-{Lower(gap)}"))))),
        ]))
        {
            Choices =
            [
                GroupDoor.Choice("settle", id), GroupDoor.Choice("plan", id), GroupDoor.Choice("offsets", id), GroupDoor.Choice("plan-file", id), GroupDoor.Choice("summary", id),
                .. materials.Counts(unit, group.Id).IsEmpty ? [] : (Choice[])[GroupDoor.Choice("materials", id)],
            ],
        };
    }

    private static Line Approval(CohortPapers papers, LocalDateTime now) => papers is { ApprovedBy: { } by, ApprovedOn: { } on }
        ? Line.Of("group-plan.approved", new("by", Words: by), Slot.Of("day", on.AtMidnight(), now)) : new("group-plan.draft");

    /// <summary>The activity plan: what each session is about.</summary>
    private Effect.Say Plan(IUnit unit, Cohort group, Instant now)
    {
        var sessions = people.Held(unit, group.Id);
        var id = group.Id.ToString();
        return sessions is [] ? new(new("group.no-sessions"))
            : new(Line.Of("group-plan.plan",
                new("sessions", Line: GroupNotices.Lines(sessions.Select(session => session.Topic is null
                    ? Line.Of("group-plan.item-bare", new("number", Words: $"{session.Number}"), new("day", Words: shortDay.Format(session.Date)))
                    : Line.Of("group-plan.item", new("number", Words: $"{session.Number}"), new("day", Words: shortDay.Format(session.Date)), sheets.Topic(session))))),
                new("approved", Line: Approval(group.Content.Papers ?? new(), people.Local(now)))))
            {
                Choices =
                [
                    .. sessions.All(session => session.Topic is null) ? [GroupDoor.Choice("spread", id)] : Array.Empty<Choice>(),
                    GroupDoor.Choice("topic", id), .. sessions.Any(session => session.Topic is not null) ? [GroupDoor.Choice("approve", id)] : Array.Empty<Choice>(), GroupDoor.Choice("plan-file", id),
                ],
            };
    }

    /// <summary>The themes of the service over all sessions, where nobody chose any.</summary>
    private DeskStep Spread(IUnit unit, Cohort group, Chat me, Instant now)
    {
        var sessions = people.Held(unit, group.Id);
        if (sessions is [] || sessions.Any(session => session.Topic is not null))
            return Show(Plan(unit, group, now));
        GroupSession[] spread = [.. PaperRules.Spread(sessions, numbers.Themes)];
        return Planned(group, spread, was: null, me);
    }

    private DeskStep Topic(IUnit unit, GroupAct.Topic topic, Chat me)
    {
        if (Led(unit, topic.Group, me) is not { } group)
            return NotYours(me);
        return people.Held(unit, group.Id).FirstOrDefault(session => session.Number == topic.Number) is not { } session
            ? Say("group-topic.no-such", GroupDoor.Choice("plan", topic.Group))
            : Planned(group, [session with { Topic = topic.About }], session.Topic, me);
    }

    /// <summary>Another topic: the customer's approval was of the plan before.</summary>
    private DeskStep Planned(Cohort group, GroupSession[] sessions, string? was, Chat me)
    {
        var papers = group.Content.Papers ?? new();
        return Saved(unit =>
        {
            // What was approved meanwhile was the plan before this.
            if (groups.Find(unit, group.Id)?.Version != group.Version)
                throw new ConflictException("the group changed meanwhile");
            foreach (var session in sessions)
                groups.Plan(unit, session, was);
            if (papers.ApprovedBy is not null)
                groups.Save(unit, With(group, papers with { ApprovedBy = null, ApprovedOn = null }), me.Person.Id);
        }, [new(new(papers.ApprovedBy is null ? "group-plan.saved" : "group-plan.saved-draft")) { Choices = [GroupDoor.Choice("plan", group.Id.ToString()), GroupDoor.Choice("papers", group.Id.ToString())] }]);
    }

    private DeskStep Approve(IUnit unit, GroupAct.Approve approve, Chat me, Instant now)
    {
        if (Led(unit, approve.Group, me) is not { } group)
            return NotYours(me);
        var papers = (group.Content.Papers ?? new()) with { ApprovedBy = approve.By, ApprovedOn = people.Local(now).Date };
        return Saved(unit => groups.Save(unit, With(group, papers), me.Person.Id), [new(new("group-plan.approved-now")) { Choices = [GroupDoor.Choice("plan-file", group.Id.ToString()), GroupDoor.Choice("papers", group.Id.ToString())] }]);
    }

    private DeskStep Remind(IUnit unit, GroupAct.Remind remind, Chat me, Instant now)
    {
        if (Led(unit, remind.Group, me) is not { } group)
            return NotYours(me);
        var changed = group with { Content = group.Content with { RemindBefore = [.. remind.Minutes] } };
        var coming = people.Held(unit, group.Id).Where(session => session.Start(people.Zone) > now).ToList();
        return Saved(unit =>
        {
            groups.Save(unit, changed, me.Person.Id);
            // What the new offsets would have had reminded by now is nobody's omission.
            foreach (var session in coming)
                reminders.Skip(unit, session, now);
        }, [new(Line.Of("group-offsets.done", new Slot("before", Line: Listed(remind.Minutes.Select(Before)))))]);
    }

    private static Line Before(int minutes) => minutes switch
    {
        24 * 60 => new("group-offsets.day"),
        60 => new("group-offsets.hour"),
        _ when minutes % (24 * 60) == 0 => Line.Of("group-offsets.days", new Slot("count", Words: $"{minutes / (24 * 60)}")),
        _ when minutes % 60 == 0 => Line.Of("group-offsets.hours", new Slot("count", Words: $"{minutes / 60}")),
        _ => Line.Of("group-offsets.minutes", new Slot("count", Words: $"{minutes}")),
    };

    /// <summary>The next public holiday of the series that nobody has decided on.</summary>
    private Effect.Say? NextHoliday(Cohort group, LocalDate after, LocalDateTime now) =>
        group.Series.Holidays.Where(day => day > after).Take(1).Select(day => GroupNotices.Holiday(group.Id.ToString(), day, now)).FirstOrDefault();

    /// <summary>A public holiday: left out as it is, or met on after all.</summary>
    private DeskStep Holiday(IUnit unit, Cohort group, GroupAct.Press press, Chat me, Instant now)
    {
        var local = people.Local(now);
        if (LocalDatePattern.Iso.Parse(press.What ?? "") is not { Success: true, Value: var day } || !group.Series.Holidays.Contains(day) || day.At(group.Series.At) <= local)
            return Say("group.session-over");
        Effect.Say[] next = NextHoliday(group, day, local) is { } another ? [another] : [];
        var sessions = groups.Sessions(unit, group.Id);
        if (sessions.Any(session => session.Date == day))
            return Show([new(new("group-open.met-already")), .. next]);
        if (press.Step == "skip")
            return Show([new(Line.Of("group-open.skipped", Slot.Of("day", day.AtMidnight(), local))), .. next]);
        var session = new GroupSession(new(ids.Next()), group.Id, sessions.Where(other => other.Date < day).Select(other => other.Number).DefaultIfEmpty(0).Max() + 1, day, group.Series.At, group.Series.Minutes, IsCancelled: false, Sequence: 0);
        var told = people.Active(unit, group.Id).Select(member => memory.LastOf(unit, member.Person)).OfType<Chat>()
            .SelectMany(to => teller.Tell([GroupNotices.Added(session.Id.ToString(), day.At(session.At), local)], to, $"group-added:{session.Id}", now));
        return new(unit =>
        {
            // Another leader may have decided the same meanwhile, or added a session before this one.
            if (groups.Sessions(unit, group.Id) is var found && (found.Length != sessions.Length || found.Any(other => other.Date == day)))
                throw new ConflictException("the sessions changed meanwhile");
            groups.Insert(unit, session, people.Zone, me.Person.Id);
            reminders.Skip(unit, session, now);
        }, [.. told], watch.Look, null)
        {
            Said = [new(Line.Of("group-open.met", people.Time(session, now))), .. next],
        };
    }

    /// <summary>Everybody is at the door: one tap.</summary>
    private DeskStep All(IUnit unit, Cohort group, GroupSession session, Chat me, Instant now) =>
        people.Active(unit, group.Id) is not { Count: > 0 } all ? Say("group.nobody")
        : session.IsCancelled ? Say("group.session-over")
        : Attend(unit, new(session.Id.ToString(), [.. all.Select(member => member.Person.ToString())]), me, now);

    /// <summary>Documents without names of members: any chat that takes files may carry them.</summary>
    private DeskStep Files(IEnumerable<Attachment> files, Chat me) => !CanSendFiles(me) ? Say("group.file-elsewhere")
        : Show([.. files.Select(file => new Effect.Say(new(file.Name.EndsWith(".docx", StringComparison.Ordinal) ? "group.file-docx" : "group.file-xlsx")) { File = file })]);
}
