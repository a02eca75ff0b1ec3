using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Groups;
using Assistant.Host.Relay;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>Loads what a turn may look at: only what it asked for, and only what this person may see.</summary>
public sealed class FactsLoader(
    Memory memory, People.SafeFacts safe, Settings settings, OfficeHours hours, RelayFacts relays, Cases.CaseFactsLoader cases, Municipalities.SharedFactsLoader shared,
    GroupFacts groups, Broadcasts.BroadcastAudiences audiences, Broadcasts.BroadcastReplies replies)
{
    private const int queueLength = 20;
    private const int ownLength = 10;

    /// <summary>How long before the wished time the parent wants to know.</summary>
    private static readonly Duration beforeWish = Duration.FromHours(1);

    /// <summary>A coordinator needs at least this long to answer at all.</summary>
    private static readonly Duration leastTime = Duration.FromHours(1);

    /// <summary>A cloud chat without a processor's agreement: no names, phones or notes of others there.</summary>
    private const string carriesLittle = "telegram";

    /// <summary>Facts for one turn, all from one snapshot.</summary>
    public Facts Load(IUnit unit, Chat chat, Wish wish, string consentVersion)
    {
        var person = chat.Person;
        var isCoordinator = person.Roles.Contains(Role.Coordinator);
        return replies.Add(audiences.Add(groups.Add(safe.Add(new()
        {
            Now = Local(unit.Now),
            Lang = Langs.Parse(person.Language) ?? Lang.Et,
            Register = person.IsPlain ? Register.Easy : Register.Ordinary,
            Roles = Audiences(person),
            HasConsent = person.ConsentVersion == consentVersion,
            Name = person.Name,
            Organisation = new(settings.Organisation.Name, settings.Organisation.Contact),
            Queue = isCoordinator && wish.Needs.HasFlag(Needs.Queue)
                ? [.. memory.Appointments.Open(unit, queueLength).Select(r => Fact(unit, r, person.Id))] : [],
            Meetings = isCoordinator && wish.Needs.HasFlag(Needs.Today) ? [.. Today(unit, person.Id)] : [],
            Colleagues = isCoordinator && wish.Needs.HasFlag(Needs.Colleagues)
                ? [.. memory.People.WithRole(unit, Role.Coordinator).Where(other => other != person.Id).Select(other => new Colleague(other.ToString(), memory.People.Get(unit, other).Name))] : [],
            Feedback = isCoordinator && wish.Needs.HasFlag(Needs.Feedback) ? [.. Feedback(unit)] : [],
            MyRequests = wish.Needs.HasFlag(Needs.MyRequests)
                ? [.. memory.Appointments.Of(unit, person.Id, ownLength).Select(r => Fact(unit, r, person.Id))] : [],
            Request = wish is { Request: { } id } ? Visible(unit, id, person.Id, isCoordinator) : null,
            Code = wish is { Code: { } code } ? Look(unit, code, person.Id) : null,
            Cases = shared.Add(cases.Load(unit, chat, wish), unit, chat, wish),
            Relay = relays.Own(unit, chat),
            Relays = isCoordinator ? relays.Open(unit, chat) : [],
            Duty = isCoordinator && wish.Needs.HasFlag(Needs.Duty) ? relays.Roster(unit, person.Id) : null,
            AnswerBy = Local(Deadline(unit.Now)),
            CarriesLittle = chat.Conversation.Channel == carriesLittle,
        }, unit, chat, wish, consentVersion), unit, chat, wish), unit, chat, wish), unit, chat, wish);
    }

    /// <summary>One request as <paramref name="reader"/> may see it.</summary>
    public RequestFact Fact(IUnit unit, AppointmentRequest request, PersonId reader) => Fact(
        request, isMine: request.Owner == reader || request.Parent == reader,
        ownerName: request.Owner is { } owner ? memory.People.Get(unit, owner).Name : null) with
    {
        IsUnreachable = memory.Conversations.IsSilent(unit, request.Conversation),
    };

    /// <summary>One request for its dialogue.</summary>
    public RequestFact Fact(AppointmentRequest request, bool isMine, string? ownerName) => new(
        request.Id.ToString(), request.Reference, request.State.ToString().ToLowerInvariant(), isMine,
        new(request.Content.Kind, request.Content.Service, request.Content.Wish, request.Content.WishWords, request.Content.Note, request.Content.Name, request.Content.Phone)
        {
            WishUntil = request.Content.WishUntil, OtherWishes = request.Content.OtherWishes, Place = request.Content.Place,
        },
        request.Proposed, request.Agreed, Local(request.Deadline), ownerName)
    {
        IsNobodys = request.Owner is null, ProposedUntil = request.ProposedUntil, ProposedPlace = request.ProposedPlace, AgreedUntil = request.AgreedUntil,
        Reason = request.Why?.Listed, ReasonWords = request.Why?.Words,
    };

    /// <summary>What a message to a parent outside a turn may look at.</summary>
    public Facts ForParent(Instant now) => Outside(now, Audience.Parent);

    /// <summary>What a message to a coordinator outside a turn may look at.</summary>
    public Facts ForCoordinator(Instant now) => Outside(now, Audience.Coordinator);

    private Facts Outside(Instant now, Audience role) => new()
    {
        Now = Local(now), Lang = Lang.Et, Roles = [Audience.Parent, role], Organisation = new(settings.Organisation.Name, settings.Organisation.Contact), AnswerBy = Local(Deadline(now)),
    };

    /// <summary>What the worker, or nobody, holds today and is not over.</summary>
    private IEnumerable<RequestFact> Today(IUnit unit, PersonId worker)
    {
        var midnight = settings.Organisation.TimeZone.AtStartOfDay(Local(unit.Now).Date.PlusDays(1)).ToInstant();
        return memory.Appointments.Meetings(unit, unit.Now, midnight).Select(meeting => memory.Appointments.Find(unit, meeting.Request)).OfType<AppointmentRequest>()
            .Where(request => request.Owner is null || request.Owner == worker)
            .Select(request => Fact(unit, request, worker));
    }

    /// <summary>The last twelve months and this one.</summary>
    private IEnumerable<FeedbackFact> Feedback(IUnit unit) => memory.Appointments.Satisfaction(unit, Local(unit.Now).Date.PlusYears(-1)).GroupBy(found => found.Service)
        .Select(service => new FeedbackFact(service.Key, Count(service, 1), Count(service, 2), Count(service, 3)));

    private static int Count(IEnumerable<Satisfaction> found, int score) => found.Where(one => one.Score == score).Sum(one => one.Count);

    /// <summary>Local time at <paramref name="instant"/> in the organisation's time zone.</summary>
    public LocalDateTime Local(Instant instant) => instant.InZone(settings.Organisation.TimeZone).LocalDateTime;

    /// <summary>When somebody must have answered what is asked at <paramref name="instant"/>, in office hours.</summary>
    public Instant Deadline(Instant instant) => hours.Deadline(instant, settings.Organisation.AnswerWithin);

    /// <summary>As <see cref="Deadline(Instant)"/>, but early enough before a wished time that the answer still helps, where there is time for one.</summary>
    public Instant Deadline(Instant instant, LocalDateTime? wish)
    {
        var deadline = Deadline(instant);
        if (wish is not { } time)
            return deadline;
        var useful = hours.LatestUntil(settings.Organisation.TimeZone.AtLeniently(time).ToInstant() - beforeWish);
        return useful >= instant + leastTime ? Instant.Min(deadline, useful) : deadline;
    }

    /// <summary>Foreign and absent requests look alike.</summary>
    private RequestFact? Visible(IUnit unit, string id, PersonId reader, bool isCoordinator) =>
        Guid.TryParse(id, out var guid) && memory.Appointments.Find(unit, new(guid)) is { } request && (isCoordinator || request.Parent == reader)
            ? Fact(unit, request, reader) with { Before = request.Parent == reader ? null : DeclinedBefore(unit, request, reader) }
            : null;

    /// <summary>What this family was last told no to, and why: whoever answers now should know.</summary>
    private RequestFact? DeclinedBefore(IUnit unit, AppointmentRequest request, PersonId reader) =>
        memory.Appointments.Of(unit, request.Parent, ownLength).FirstOrDefault(other => other is { State: RequestState.Declined, Why: not null } && other.Id != request.Id) is { } before
            ? Fact(unit, before, reader) : null;

    private CodeFact Look(IUnit unit, string code, PersonId by)
    {
        var (state, role) = memory.Invitations.Look(unit, code, by);
        return new(code, state.ToString().ToLowerInvariant(), AsAudience(role)) { IsFamily = memory.Invitations.PurposeOf(unit, code)?.Family is not null };
    }

    /// <summary>What dialogues look at: a counsellor dictates, asks and is reminded as a support person.</summary>
    internal static ImmutableArray<Audience> Audiences(Person person) =>
        [.. person.Roles.Select(AsAudience), .. person.Roles.Contains(Role.Counsellor) && !person.Roles.Contains(Role.SupportPerson) ? [Audience.SupportPerson] : ImmutableArray<Audience>.Empty];

    /// <summary>A role as dialogues see it.</summary>
    internal static Audience AsAudience(Role role) => role switch
    {
        Role.SupportPerson => Audience.SupportPerson,
        Role.Coordinator => Audience.Coordinator,
        Role.Caseworker => Audience.Caseworker,
        Role.Administrator => Audience.Administrator,
        Role.Counsellor => Audience.Counsellor,
        _ => Audience.Parent,
    };
}
