using System.Text.Json;
using Assistant.Dialogs.Engine;
using Assistant.Host.Configuration;
using Assistant.Records;
using Assistant.Records.Groups;
using NodaTime.Text;

namespace Assistant.Host.People;

/// <summary>What is kept about one person in support groups. What they answered without a name is not among it: nobody knows which answers are theirs.</summary>
public sealed class GroupExport(IGroups groups, Settings settings)
{
    /// <summary>An array of their groups, each with what was said and noted of its sessions.</summary>
    public void Json(Utf8JsonWriter document, IUnit unit, PersonId person)
    {
        document.WriteStartArray("groups");
        foreach (var member in groups.Of(unit, person))
        {
            document.WriteStartObject();
            document.WriteString("reference", groups.Find(unit, member.Group)?.Reference);
            document.WriteString("state", member.State.ToString());
            document.WriteString("since", InstantPattern.General.Format(member.Since));
            document.WriteString("agreedToKeepConfidence", member.Agreed is { } agreed ? InstantPattern.General.Format(agreed) : null);
            document.WriteString("name", member.Content.Name);
            document.WriteString("phone", member.Content.Phone);
            document.WriteString("heardFrom", member.Content.Source);
            document.WriteString("leftBecause", member.Content.LeftWhy);
            document.WriteString("takenInBecause", member.Content.Overriding);
            Number(document, "satisfactionBefore", member.Content.Before);
            Number(document, "satisfactionAfter", member.Content.After);
            Number(document, "wellBeingBefore", member.Content.WellBefore);
            Number(document, "wellBeingAfter", member.Content.WellAfter);
            document.WriteStartArray("sessions");
            foreach (var (session, presence) in Sessions(unit, member))
            {
                document.WriteStartObject();
                document.WriteString("at", LocalDateTimePattern.GeneralIso.Format(session.Date.At(session.At)));
                document.WriteString("said", presence.Said?.ToString());
                document.WriteString("because", presence.Why);
                document.WriteString("was", presence.Was?.ToString());
                document.WriteEndObject();
            }
            document.WriteEndArray();
            document.WriteEndObject();
        }
        document.WriteEndArray();
    }

    /// <summary>The same in lines for the person; none when they were in no group.</summary>
    public IEnumerable<Line> Words(IUnit unit, PersonId person)
    {
        var all = groups.Of(unit, person);
        if (all.IsEmpty)
            yield break;
        var now = unit.Now.InZone(settings.Organisation.TimeZone).LocalDateTime;
        yield return new("mydata.file.groups");
        foreach (var member in all)
        {
            yield return Line.Of("mydata.file.group", new("reference", Words: groups.Find(unit, member.Group)?.Reference ?? ""), new("state", Key: $"mydata.file.member-{Lower(member.State)}"),
                Said("name", member.Content.Name), Said("phone", member.Content.Phone), Said("before", $"{member.Content.Before}"), Said("after", $"{member.Content.After}"));
            foreach (var (session, presence) in Sessions(unit, member))
                yield return Line.Of("mydata.file.session", Slot.Of("time", session.Date.At(session.At), now),
                    presence.Said is { } said ? new("said", Key: $"group.said-{Lower(said)}") : new("said", Key: "engine.nothing"), presence.Was is { } was ? new("was", Key: $"group-sheet.was-{Lower(was)}") : new("was", Key: "engine.nothing"));
        }
    }

    /// <summary>Whether a sheet that a contract demands says that this person was there, or was not.</summary>
    public bool IsOnSheets(IUnit unit, PersonId person) => groups.Of(unit, person).Any(member => Sessions(unit, member).Any(one => one.Presence.Was is not null));

    private IEnumerable<(GroupSession Session, Presence Presence)> Sessions(IUnit unit, Membership member) =>
        from session in groups.Sessions(unit, member.Group)
        let presence = groups.Presences(unit, session.Id).FirstOrDefault(one => one.Person == member.Person)
        where presence is not null
        select (session, presence);

    private static Slot Said(string slot, string? words) => string.IsNullOrEmpty(words) ? new(slot, Key: "engine.nothing") : new(slot, Words: words);

    private static void Number(Utf8JsonWriter document, string name, int? value)
    {
        if (value is { } known) document.WriteNumber(name, known);
        else document.WriteNull(name);
    }

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
