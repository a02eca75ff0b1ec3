using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Groups;

/// <summary>What members are told outside their own turns. Neutral: neither the group's name nor other members, since others may see the screen.</summary>
public static class GroupNotices
{
    /// <summary>The answers about coming, good until the session begins.</summary>
    public static ImmutableArray<Choice> Answers(string session) => [GroupDoor.Choice("coming", session), GroupDoor.Choice("absent", session), GroupDoor.Choice("late", session)];

    /// <summary>A reminder.</summary>
    /// <param name="hasAnswered">They said that they come.</param>
    public static Effect.Say Reminder(string session, LocalDateTime time, LocalDateTime now, bool hasAnswered) =>
        new(Line.Of(hasAnswered ? "group-remind.known" : "group-remind.ask", Slot.Of("time", time, now))) { Choices = Answers(session) };

    /// <summary>To a parent: taken in.</summary>
    public static Effect.Say Accepted(string group) => new(new("group.told-accepted")) { Choices = [GroupDoor.Choice("agree", group)] };

    /// <summary>To a parent: on the waiting list.</summary>
    public static Effect.Say Waiting { get; } = new(new("group.told-waiting"));

    /// <summary>To a parent: not this time.</summary>
    public static Effect.Say Refused { get; } = new(new("group.told-refused")) { Choices = [Menu.Human] };

    /// <summary>To a waiting parent: the circle is complete.</summary>
    public static Effect.Say Closed { get; } = new(new("group.told-closed")) { Choices = [Menu.Human] };

    /// <summary>To members: another time.</summary>
    public static Effect.Say Moved(string session, LocalDateTime from, LocalDateTime to, LocalDateTime now) =>
        new(Line.Of("group.told-moved", Slot.Of("from", from, now), Slot.Of("to", to, now))) { Choices = Answers(session) };

    /// <summary>To members: one more session.</summary>
    public static Effect.Say Added(string session, LocalDateTime time, LocalDateTime now) => new(Line.Of("group.told-added", Slot.Of("time", time, now))) { Choices = Answers(session) };

    /// <summary>To whoever opens a group: a session would fall on a public holiday.</summary>
    public static Effect.Say Holiday(string group, LocalDate day, LocalDateTime now)
    {
        var id = $"{group}:{LocalDatePattern.Iso.Format(day)}";
        return new(Line.Of("group-open.holiday", Slot.Of("day", day.AtMidnight(), now))) { Choices = [GroupDoor.Choice("skip", id), GroupDoor.Choice("meet", id)] };
    }

    /// <summary>To the leader, shortly before the start: how many come; one tap when all are there.</summary>
    public static Effect.Say AtDoor(string session, LocalDateTime time, (int Coming, int Absent, int Silent) said, LocalDateTime now) =>
        new(Line.Of("group.told-door", Slot.Of("time", time, now), new("coming", Words: $"{said.Coming}"), new("absent", Words: $"{said.Absent}"), new("silent", Words: $"{said.Silent}")))
        {
            Choices = [GroupDoor.Choice("all", session), GroupDoor.Choice("attend", session), GroupDoor.Choice("names", session)],
        };

    /// <summary>To members: it does not take place.</summary>
    public static Effect.Say Cancelled(LocalDateTime time, LocalDateTime now) => new(Line.Of("group.told-cancelled", Slot.Of("time", time, now)));

    /// <summary>To somebody who was missed: kindly, and without a question why.</summary>
    /// <param name="next">The next session.</param>
    public static Effect.Say Missed(bool hadSaidSo, LocalDateTime? next, LocalDateTime now) => next is { } time
        ? new(Line.Of(hadSaidSo ? "group.told-absent" : "group.told-missed", Slot.Of("time", time, now))) { Choices = [Menu.Human] }
        : new(new("group.told-missed-last")) { Choices = [Menu.Human] };

    /// <summary>What was given at a session: words, a link, or a file.</summary>
    public static Effect.Say Material(string words, bool wasMissed, Attachment? file = null) => new(Line.Of(wasMissed ? "material.missed" : "material.new", new Slot("words", Words: words))) { File = file };

    /// <summary>How useful was it? Who says what is not kept.</summary>
    public static Effect.Say Useful(string session) => new(new("group.ask-useful"))
    {
        Choices = [new($"group:use:{session}:1", new("feedback.little")), new($"group:use:{session}:2", new("feedback.some")), new($"group:use:{session}:3", new("feedback.much"))],
    };

    /// <summary>What do you think of the group? Nobody is named; at the end also the way to one's own change.</summary>
    /// <param name="moment"><c>middle</c> or <c>end</c>.</param>
    public static Effect.Say Opinions(string group, string moment) => new(new($"group-survey.{moment}"))
    {
        Choices = [new($"group:ask:{group}:{moment}", new("group-survey.begin")), .. moment == "end" ? [GroupDoor.Choice("self", group)] : ImmutableArray<Choice>.Empty],
    };

    /// <summary>One question of it.</summary>
    public static Effect.Say Opinion(string group, string moment, string question) => new(new($"group-survey.{question}"))
    {
        Choices = [.. new[] { (1, "feedback.little"), (2, "feedback.some"), (3, "feedback.much") }.Select(one => new Choice($"group:say:{group}:{moment}.{question}.{one.Item1}", new(one.Item2)))],
    };

    /// <summary>To the leader: somebody was not reached.</summary>
    public static Effect.Say NotReached(string session, LocalDateTime time, int count, LocalDateTime now) =>
        new(Line.Of("group.told-not-reached", Slot.Of("time", time, now), new("count", Words: $"{count}"))) { Choices = [GroupDoor.Choice("missed", session)] };

    /// <summary>To coordinators: reminders did not go out when they should have.</summary>
    public static Effect.Say NotDrained(string session, LocalDateTime time, int count, LocalDateTime now) =>
        new(Line.Of("group.told-not-drained", Slot.Of("time", time, now), new("count", Words: $"{count}"))) { Choices = [GroupDoor.Choice("missed", session)] };

    /// <summary>To the leader: somebody asks to join.</summary>
    public static Effect.Say Asked(string group, string reference) =>
        new(Line.Of("group.told-asked", new Slot("reference", Words: reference))) { Choices = [GroupDoor.Choice("asks", group)] };

    /// <summary>To the leader: somebody left.</summary>
    public static Effect.Say Left(string group, string reference, string who) =>
        new(Line.Of("group.told-left", new("reference", Words: reference), new("who", Words: who))) { Choices = [GroupDoor.Choice("show", group)] };

    /// <summary>Lines under one another.</summary>
    public static Line Lines(IEnumerable<Line> lines) => lines.Aggregate((left, right) => Line.Of("group.lines", new Slot("left", Line: left), new Slot("right", Line: right)));
}
