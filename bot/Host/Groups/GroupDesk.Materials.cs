using System.Text.Json;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Groups;
using NodaTime;

namespace Assistant.Host.Groups;

// Materials of sessions.
partial class GroupDesk
{
    /// <summary>Most sessions offered at once, the latest: no keyboard is longer.</summary>
    private const int mostListed = 40;

    private DeskStep Give(IUnit unit, GroupAct.Material given, Chat me, Instant now)
    {
        if (Session(unit, given.Session, me) is not var (group, session))
            return NotYours(me);
        var kept = materials.Of(unit, session.Id);
        if (kept.Length >= SessionMaterial.Most)
            return Say("group-material.too-many");
        var active = people.Active(unit, group.Id);
        if (FileOf(unit, given, me) is var file && given.File is not null && file is null)
            return Say("group-material.file-lost", GroupDoor.Choice("material", session.Id.ToString()));
        if (rules.NameIn(unit, file is null ? given.Words : $"{given.Words} {Path.GetFileNameWithoutExtension(file.Name)}", active.Select(member => new Recipient(member.Person, me.Person.Language, MayBeWritten: true))) is { } name)
            return Show(new Effect.Say(Line.Of("broadcast.name-in-text", new Slot("name", Words: name))) { Choices = [GroupDoor.Choice("material", session.Id.ToString())] });
        SessionMaterial material = new(ids.Next(), group.Id, session.Id, kept.Length + 1, me.Person.Id, now, new(given.Words) { File = file });
        var was = groups.Presences(unit, session.Id).ToDictionary(presence => presence.Person, presence => presence.Was);
        var written = active.Select(member => (Member: member, Chat: people.Reached(unit, member.Person))).ToLookup(member => member.Chat is not null);
        return new(unit => materials.Add(unit, material),
            [
                .. written[true].SelectMany(to => teller.Tell([Handed(material, wasMissed: was.GetValueOrDefault(to.Member.Person) is Attendance.Excused or Attendance.Unexcused)], to.Chat!, $"group-material:{material.Id}", now)),
            ], watch.Look, null)
        {
            Said =
            [
                new(Line.Of("group-material.done", new Slot("count", Words: $"{written[true].Count()}"))) { Choices = [GroupDoor.Choice("materials", session.Id.ToString())] },
                .. written[false].Any() ? [new(Line.Of("group-material.not-reached", new Slot("names", Words: string.Join(", ", written[false].Select(to => GroupPeople.Label(to.Member, me))))))] : Array.Empty<Effect.Say>(),
            ],
        };
    }

    /// <summary>What was given at a session, as members got it.</summary>
    private DeskStep Materials(IUnit unit, GroupSession session, Instant now)
    {
        var kept = materials.Of(unit, session.Id);
        return kept.IsEmpty ? Say("group-material.none", GroupDoor.Choice("material", session.Id.ToString())) : Show(
        [
            .. kept.Select(material => new Effect.Say(Line.Of("group-material.one", new("number", Words: $"{material.Number}"), Slot.Of("time", people.Local(material.Added), people.Local(now)), new("words", Words: material.Content.Words))) { File = Copy(material) }),
        ]);
    }

    /// <summary>Which sessions of a group have materials; a tap shows them.</summary>
    private DeskStep AllMaterials(IUnit unit, Cohort group)
    {
        var counts = materials.Counts(unit, group.Id);
        GroupSession[] sessions = [.. groups.Sessions(unit, group.Id).Where(session => counts.ContainsKey(session.Id)).TakeLast(mostListed)];
        return sessions is [] ? Say("group-material.none-yet") : Show(new Effect.Say(Line.Of("group-material.all",
            new Slot("sessions", Line: GroupNotices.Lines(sessions.Select(session => Line.Of("group-material.of-session", new("number", Words: $"{session.Number}"), new("day", Words: shortDay.Format(session.Date)), new("count", Words: $"{counts[session.Id]}")))))))
        {
            Choices = [.. sessions.Select(session => new Choice(GroupDoor.Choice("materials", session.Id.ToString()).Id, Line.Of("group-material.show", new Slot("number", Words: $"{session.Number}"))))],
        });
    }

    /// <summary>For somebody who was missed.</summary>
    private IEnumerable<Effect.Say> Missed(IUnit unit, GroupSession session) => materials.Of(unit, session.Id).Select(material => Handed(material, wasMissed: true));

    private static Effect.Say Handed(SessionMaterial material, bool wasMissed) => GroupNotices.Material(material.Content.Words, wasMissed, Copy(material));

    private static Attachment? Copy(SessionMaterial material) => material.Content.File is { } file ? new(file.Name, file.MediaType, [.. file.Content.Span]) : null;

    /// <summary>The file as it came; it stands in the leader's own chat until the session has it.</summary>
    private MaterialFile? FileOf(IUnit unit, GroupAct.Material given, Chat me) =>
        given.File is { } file && memory.Inbox.Find(unit, me.Conversation.Id, file.Message) is { } came
            && JsonSerializer.Deserialize(came, WireJson.Default.Activity) is { } activity && HandedIn.Of(activity) is { Content: { } content } handed && FileKinds.MediaType(handed) is { } type
            ? new(file.Name, type, content) : null;
}
