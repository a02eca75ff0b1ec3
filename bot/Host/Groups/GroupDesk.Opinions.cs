using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Groups;
using NodaTime;

namespace Assistant.Host.Groups;

// What members think of sessions and of the group, without names; and each one's own change, which only they see.
partial class GroupDesk
{
    /// <summary>How many cells a bar has.</summary>
    private const int bar = 10;

    /// <summary>How useful a session was. Neither the answer to it nor what is left of the press tells which it was.</summary>
    private DeskStep Rate(IUnit unit, GroupAct.Press press, Chat me, long number) =>
        press.What is not ("1" or "2" or "3") || Own(unit, press.Id, me) is not { IsAsked: true } session ? NotYours(me, "group.not-member")
        : Nameless(unit => groups.Rate(unit, session.Id, me.Person.Id, press.What[0] - '0'), number, [new(new("group-survey.thanks")) { Choices = [Menu.Human] }]);

    /// <summary>One question after another, each counted at once.</summary>
    private DeskStep Opinion(IUnit unit, GroupAct.Press press, Chat me, long number, Instant now)
    {
        string[] parts = press.What?.Split('.') ?? [];
        if (parts is not [("middle" or "end") and var moment, ..] || Group(unit, press.Id) is not { } group || groups.Of(unit, group.Id, me.Person.Id) is not { IsActive: true })
            return NotYours(me, "group.not-member");
        var when = moment == "end" ? OpinionMoment.End : OpinionMoment.Middle;
        if (OpinionRules.Of(people.Held(unit, group.Id), when) is not { } session || session.End(people.Zone) > now)
            return Say("engine.passed");
        if (press.Step == "ask")
            return Next(group, moment, 0) is { } first ? Show(first) : Say("engine.passed");
        if (parts is not [_, var question, ("1" or "2" or "3") and var score] || numbers.Survey.TakeWhile(one => one != question).Count() is var place && place >= numbers.Survey.Count)
            return Say("engine.passed");
        return Nameless(unit => groups.Count(unit, group.Id, when, question, me.Person.Id, score[0] - '0'), number, [Next(group, moment, place + 1) ?? new(new("group-survey.thanks")) { Choices = [Menu.Human] }]);
    }

    private Effect.Say? Next(Cohort group, string moment, int place) => numbers.Survey.Count > place ? GroupNotices.Opinion(group.Id.ToString(), moment, numbers.Survey[place]) : null;

    /// <summary>Counts an answer and takes it out of the person's own chat.</summary>
    private DeskStep Nameless(Action<IUnit> count, long number, IReadOnlyList<Effect.Say> said) => new(unit =>
    {
        count(unit);
        memory.Inbox.Forget(unit, number);
    }, [], null, null)
    {
        Said = said,
    };

    private bool Finished(IUnit unit, string id) => Group(unit, id) is { IsOver: true };

    /// <summary>A member's own rating, and what it looks like.</summary>
    private DeskStep Change(IUnit unit, string? id, Chat me, Func<MembershipContent, MembershipContent> with)
    {
        if (Group(unit, id) is not { } group || groups.Of(unit, group.Id, me.Person.Id) is not { IsActive: true } member)
            return NotYours(me, "group.not-member");
        var changed = member with { Content = with(member.Content) };
        Effect.Say[] said = [Chart(changed.Content), .. changed.Content.WellAfter <= numbers.WellLow ? [new(new("group-chart.low")) { Choices = [Menu.Human] }] : Array.Empty<Effect.Say>()];
        return changed.Content == member.Content ? Show(said) : Saved(unit => groups.Save(unit, changed, me.Person.Id), said);
    }

    /// <summary>Bars of text, and the same to be drawn: before and now.</summary>
    private static Effect.Say Chart(MembershipContent rated)
    {
        (string Key, int? Value, int Of)[] all = [("before", rated.Before, bar), ("after", rated.After, bar), ("well-before", rated.WellBefore, 100), ("well-after", rated.WellAfter, 100)];
        (string Key, int Value, int Of)[] known = [.. all.Where(one => one.Value is not null).Select(one => (one.Key, one.Value!.Value, one.Of))];
        return known is [] ? new(new("group-chart.nothing")) : new(Line.Of("group-chart.chart", new Slot("rows", Line: GroupNotices.Lines(known.Select(one => Row(one.Key, one.Value, one.Of))))))
        {
            Chart = new(new("group-chart.title"), [.. known.Select(one => new ChartBar(new($"group-chart.drawn-{one.Key}"), one.Value, one.Of))]),
        };
    }

    private static Line Row(string key, int value, int of) =>
        Line.Of($"group-chart.{key}", new("bar", Words: new string('█', value * bar / of) + new string('░', bar - (value * bar / of))), new("value", Words: $"{value}"));
}
