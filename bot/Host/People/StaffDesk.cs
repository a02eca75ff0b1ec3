using System.Globalization;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Host.Configuration;
using Assistant.Host.Relay;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using Assistant.Records.Security;
using NodaTime;

namespace Assistant.Host.People;

/// <summary>What coordinators settle about those who work here, and about records that are one family's.</summary>
public sealed class StaffDesk(PeopleMemory memory, MessageRenderer renderer, Delivery delivery, KnownChats known, Settings settings, IIds ids, IClock clock, InviteLinks links, IServiceProvider services)
{
    /// <summary>The time, for those who work with it.</summary>
    internal Instant Now => clock.GetCurrentInstant();

    /// <returns><see langword="null"/>: not a matter of the staff.</returns>
    public async ValueTask<DeskStep?> Plan(Effect effect, Chat me, Instant now) => effect switch
    {
        // Dialogues ask only coordinators; this is the door that holds if one ever asks somebody else.
        _ when !me.Person.Roles.Contains(Role.Coordinator) => null,
        Effect.Invite invite => Invite(me, AsRole(invite.Role), invite.Municipality is { } municipality ? new(municipality, null) : null),
        Effect.LetGo go when Guid.TryParse(go.Person, out var person) => await LetGo(me.Person.Id, new(person), Id(go.Heir), now),
        Effect.SendAway away when Guid.TryParse(away.Person, out var person) => await Away(me, new(new(person), away.Until, Id(away.Heir)), now),
        Effect.MergePeople merge when Guid.TryParse(merge.From, out var from) && Guid.TryParse(merge.To, out var to) => await Merge(me, new(from), new(to), now),
        _ => null,
    };

    private DeskStep Invite(Chat me, Role role, InvitationPurpose? purpose)
    {
        var code = ids.Token();
        return new DeskStep(unit => memory.Invitations.Keep(unit, code, role, me.Person.Id, purpose), [], null, null)
        {
            Said =
            [
                new(Line.Of("people.invited", new Slot("code", Words: code))),
                new(new("people.invited-how")),
                .. links.Telegram(code) is { } link ? [new Effect.Say(Line.Of("people.invited-link", new Slot("link", Words: link)))] : Array.Empty<Effect.Say>(),
            ],
        };
    }

    /// <summary>Somebody leaves of themselves.</summary>
    internal ValueTask<DeskStep> Leave(Person who, Instant now) => LetGo(who.Id, who.Id, heir: null, now);

    private async ValueTask<DeskStep> LetGo(PersonId me, PersonId person, PersonId? heir, Instant now)
    {
        var handed = await HandOver(me, person, heir, now, withMeetings: true);
        return handed with
        {
            Save = unit =>
            {
                handed.Save(unit);
                memory.Staff.Leave(unit, person, me);
            },
            After = () =>
            {
                known.Forget(person);
                // Their talks go to others now.
                services.GetRequiredService<Duty.DutyWatch>().Look();
            },
        };
    }

    private async ValueTask<DeskStep> Away(Chat me, Absence absence, Instant now)
    {
        var handed = await HandOver(me.Person.Id, absence.Person, absence.StandIn, now, withMeetings: false);
        return handed with
        {
            Save = unit =>
            {
                handed.Save(unit);
                memory.Staff.Away(unit, absence, me.Person.Id);
            },
        };
    }

    private async ValueTask<DeskStep> Merge(Chat me, PersonId from, PersonId to, Instant now)
    {
        // Erased meanwhile: the turn is taken again, and the dialogue sees it.
        var talks = await memory.Store.Read(unit =>
        {
            _ = (memory.People.Get(unit, from), memory.People.Get(unit, to));
            return services.GetRequiredService<RelayDesk>().Join(unit, from, to, me.Person.Id, now);
        }, CancellationToken.None);
        return new(
            unit =>
            {
                talks?.Before(unit);
                memory.Staff.Merge(unit, from, to, me.Person.Id);
                talks?.After(unit);
            },
            talks?.Notices ?? [],
            () =>
            {
                known.Forget(from);
                services.GetRequiredService<Duty.DutyWatch>().Look();
            },
            null);
    }

    /// <summary>Open requests, and meetings still to come when the worker does not return, go to somebody who is told so.</summary>
    private async ValueTask<DeskStep> HandOver(PersonId me, PersonId from, PersonId? heir, Instant now, bool withMeetings)
    {
        var (moved, told) = await memory.Store.Read(unit =>
        {
            var today = now.InZone(settings.Organisation.TimeZone).LocalDateTime;
            var mine = memory.Staff.RequestsOf(unit, from).Select(id => memory.Appointments.Find(unit, id)).OfType<AppointmentRequest>()
                .Where(request => request.IsOpen || withMeetings && request.Agreed > today).Select(request => request.HandOver(heir)).ToList();
            var to = heir is { } one ? [one] : memory.People.WithRole(unit, Role.Coordinator).Where(id => id != from);
            return (mine, to.Select(id => memory.Conversations.Of(unit, id) is [var last, ..] ? Chat.Of(last, memory.People.Get(unit, id)) : null).OfType<Chat>().ToList());
        }, CancellationToken.None);
        var line = Line.Of(heir is null ? "people.back-in-queue" : "people.handed-over", new Slot("count", Words: moved.Count.ToString(CultureInfo.InvariantCulture)));
        return new(
            unit =>
            {
                foreach (var request in moved)
                {
                    memory.Appointments.Save(unit, request, me);
                    memory.Appointments.Follow(unit, request);
                }
            },
            moved.Count == 0 ? [] : [.. told.Select(to => renderer.Render(
                new(line) { Choices = [Menu.Queue] }, to, $"handover:{from}:{now.ToUnixTimeTicks()}:{to.Conversation.Id}", now, delivery.IsPulled(to.Conversation.Channel), alerts: true))],
            null, null);
    }

    private static PersonId? Id(string? text) => Guid.TryParse(text, out var id) ? new(id) : null;

    private static Role AsRole(Audience role) => role switch
    {
        Audience.Coordinator => Role.Coordinator,
        Audience.Caseworker => Role.Caseworker,
        Audience.Counsellor => Role.Counsellor,
        _ => Role.SupportPerson,
    };
}
