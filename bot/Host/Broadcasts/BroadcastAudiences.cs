using System.Collections.Immutable;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Engine;
using Assistant.Host.Groups;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Groups;
using Assistant.Records.People;

namespace Assistant.Host.Broadcasts;

/// <summary>To whom somebody may write at once: coordinators to everybody, leaders to their own groups.</summary>
public sealed class BroadcastAudiences(IBroadcasts broadcasts, IGroups groups)
{
    private const int mostGroups = 20;

    /// <summary>Adds what the turn asked for.</summary>
    public Facts Add(Facts facts, IUnit unit, Chat chat, Wish wish) => wish.Needs.HasFlag(Needs.Audiences) ? facts with { Audiences = [.. Of(unit, chat)] } : facts;

    /// <summary>What a dialogue's id of an audience means; <see langword="null"/>: nothing this person may write to.</summary>
    public BroadcastAudience? Find(IUnit unit, Chat chat, string id) => Allowed(unit, chat).FirstOrDefault(audience => Id(audience) == id);

    /// <summary>How an audience is called, for those who lead it.</summary>
    public Line Name(IUnit unit, BroadcastAudience to, Chat reader) => to switch
    {
        { Kind: AudienceKind.Group } when Guid.TryParse(to.Value, out var id) && groups.Find(unit, new(id)) is { } group =>
            Line.Of("broadcast.audience-group", new Slot("name", Words: GroupPeople.CarriesLittle(reader) ? group.Reference : group.Content.Name)),
        { Kind: AudienceKind.Municipality } => Line.Of("broadcast.audience-municipality", new Slot("name", Words: to.Value)),
        { Kind: AudienceKind.Role, Value: nameof(Role.SupportPerson) } => new("broadcast.audience-support-persons"),
        { Kind: AudienceKind.Role, Value: nameof(Role.Coordinator) } => new("broadcast.audience-coordinators"),
        { Kind: AudienceKind.Role } => new("broadcast.audience-parents"),
        _ => new("broadcast.audience-groups"),
    };

    private IEnumerable<AudienceFact> Of(IUnit unit, Chat chat)
    {
        foreach (var audience in Allowed(unit, chat))
        {
            var all = broadcasts.Recipients(unit, audience);
            var some = all.Where(recipient => recipient.MayBeWritten).ToList();
            yield return new(Id(audience), Name(unit, audience, chat), some.Count, all.Length - some.Count,
                some.GroupBy(recipient => recipient.Language, StringComparer.Ordinal).ToImmutableDictionary(readers => readers.Key, readers => readers.Count()))
            {
                Named = Name(unit, audience, chat).Slots is [{ Words: { } name }] ? name : null,
            };
        }
    }

    private IEnumerable<BroadcastAudience> Allowed(IUnit unit, Chat chat)
    {
        var isCoordinator = chat.Person.Roles.Contains(Role.Coordinator);
        var led = chat.Person.Roles.Any(role => role != Role.Parent)
            ? groups.All(unit, int.MaxValue).Where(group => !group.IsOver && GroupPeople.Leads(chat, group)).Take(mostGroups).ToList() : [];
        foreach (var group in led)
            yield return new(AudienceKind.Group, group.Id.ToString());
        if (!isCoordinator)
            yield break;
        if (led.Count > 1)
            yield return new(AudienceKind.Groups, "");
        yield return new(AudienceKind.Role, nameof(Role.Parent));
        yield return new(AudienceKind.Role, nameof(Role.SupportPerson));
        yield return new(AudienceKind.Role, nameof(Role.Coordinator));
        foreach (var municipality in broadcasts.Municipalities(unit))
            yield return new(AudienceKind.Municipality, municipality);
    }

    internal static string Id(BroadcastAudience audience) => audience.Kind == AudienceKind.Groups ? "groups" : $"{audience.Kind.ToString().ToLowerInvariant()}:{audience.Value}";
}
