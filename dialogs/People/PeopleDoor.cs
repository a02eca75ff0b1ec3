using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.People;

/// <summary>Who works here, and what a coordinator can do about it: <c>people:leave:ID</c>, <c>people:away:ID</c>, <c>people:cover:ID</c>, <c>people:invite</c>, <c>people:merge</c>.</summary>
internal static class PeopleDoor
{
    /// <summary>Most people shown at once.</summary>
    private const int MostShown = 20;

    public static IEnumerable<Effect> List(Facts facts) =>
    [
        .. facts.People.Take(MostShown).Select(person => new Effect.Say(Item(person))
        {
            Choices = person.IsMe ? [new("people:name", new("people.name"))] :
            [
                new($"people:away:{person.Id}", new("people.away")), new($"people:leave:{person.Id}", new("people.leaves")),
                .. Supports(person) ? [Families.CoverDialog.Choice(person.Id)] : Array.Empty<Choice>(),
            ],
        }),
        new Effect.Say(Line.Of("people.count", new Slot("count", Words: $"{facts.People.Length}"))) { Choices = [new("people:invite", new("people.invite")), new("people:merge", new("people.merge"))] },
    ];

    /// <returns>The dialogue that asks for what is needed.</returns>
    public static HandOver? Press(string what, string? id) => (what, id) switch
    {
        ("leave", { } person) => new("leave", ImmutableDictionary<string, string>.Empty.Add(WorkerDialog.PersonId, person)),
        ("away", { } person) => new("away", ImmutableDictionary<string, string>.Empty.Add(WorkerDialog.PersonId, person)),
        ("cover", { } person) => new("cover", ImmutableDictionary<string, string>.Empty.Add(WorkerDialog.PersonId, person)),
        ("invite", null) => new("invite"),
        ("name", null) => new(NameDialog.Name),
        ("merge", null) => new("merge"),
        _ => null,
    };

    /// <summary>Whether families are theirs.</summary>
    public static bool Supports(PersonFact person) => person.Roles.Any(role => role is Audience.SupportPerson or Audience.Counsellor);

    /// <summary>Name, or the reference alone where the chat carries little.</summary>
    public static Slot Named(string slot, PersonFact person) => new(slot, Words: person.Name is { } name ? $"{name} ({person.Reference})" : person.Reference);

    private static Line Item(PersonFact person) => Line.Of(person.AwayUntil is null ? "people.item" : "people.item-away",
        [Named("who", person), new("roles", Line: Roles(person)), new("open", Words: $"{person.Requests}"), .. person.AwayUntil is { } day ? [new Slot("day", Time: day.AtMidnight())] : Array.Empty<Slot>()]);

    public static Line Roles(PersonFact person) => person.Roles.Select(role => new Line($"people.role-{Key(role)}"))
        .Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)));

    public static string Key(Audience role) => role switch
    {
        Audience.SupportPerson => "support-person",
        Audience.Coordinator => "coordinator",
        Audience.Caseworker => "caseworker",
        Audience.Administrator => "administrator",
        Audience.Counsellor => "counsellor",
        _ => "parent",
    };
}
