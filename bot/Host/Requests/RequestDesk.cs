using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>One step of a request, ready to be saved.</summary>
/// <param name="Save">Inside the turn's unit.</param>
/// <param name="Notices">What the other side is told.</param>
/// <param name="After">Once it is on disk.</param>
/// <param name="Deadline">Until when somebody answers, local.</param>
public sealed record DeskStep(Action<IUnit> Save, IReadOnlyList<Rendered> Notices, Action? After, LocalDateTime? Deadline)
{
    /// <summary>What the person of the turn is told.</summary>
    public IReadOnlyList<Effect.Say> Said { get; init; } = [];

    /// <summary>It goes otherwise than the dialogue thought, for a reason that fresh facts would not change: this is said instead, and the dialogue stays where it is.</summary>
    public Effect.Say? Instead { get; init; }

    internal static DeskStep No(Effect.Say why) => new(static _ => { }, [], null, null) { Instead = why };
}

/// <summary>Requests between parents and coordinators: files them, moves them on by the rules of the records, and tells the other side.</summary>
public sealed class RequestDesk(Memory memory, FactsLoader facts, RequestTelling telling, RequestTimes times, CalendarFiles calendar, IIds ids, RequestClock requestClock)
{
    /// <summary>Files a new request with its deadline.</summary>
    public async ValueTask<DeskStep> File(RequestDraft draft, Chat chat, Instant now)
    {
        var request = new AppointmentRequest(
            new(ids.Next()), ShortReference.From(ids.Token()), chat.Person.Id, chat.Conversation.Id,
            new(draft.Kind, draft.Service, draft.Wish, draft.WishWords, draft.Note, draft.Name, draft.Phone)
            {
                WishUntil = draft.WishUntil, OtherWishes = draft.OtherWishes, Place = draft.Place,
            },
            RequestState.Waiting, Owner: null, Proposed: null, Agreed: null, now, facts.Deadline(now, draft.Wish), Version: 1);
        var coordinators = await telling.Coordinators();
        var fact = facts.Fact(request, isMine: false, ownerName: null);
        return new(
            unit => memory.Appointments.Add(unit, request),
            [.. coordinators.SelectMany(to => telling.Tell(Notices.Filed(fact), to, $"{request.Id}:filed", now, isUnasked: true))],
            () => _ = requestClock.Watch(request),
            facts.Local(request.Deadline));
    }

    /// <summary>Moves a request on.</summary>
    /// <exception cref="ConflictException">The rules refuse, since somebody else moved it first: the turn is taken again and the dialogue sees why.</exception>
    public async ValueTask<DeskStep> Step(Effect.StepRequest step, Chat chat, Instant now)
    {
        var me = chat.Person.Id;
        var colleague = Guid.TryParse(step.Colleague, out var to) ? new PersonId(to) : (PersonId?)null;
        var was = await memory.Store.Read(unit =>
        {
            var request = memory.Appointments.Find(unit, new(Guid.Parse(step.RequestId))) ?? throw new ConflictException("The request is gone.");
            if (colleague is { } chosen && !memory.People.WithRole(unit, Role.Coordinator).Contains(chosen))
                throw new ConflictException("The colleague is none any more.");
            return new Before(request, telling.Parent(unit, request), telling.Answering(unit, request), memory.Appointments.MeetingOf(unit, request.Id),
                colleague is { } known ? memory.LastOf(unit, known) : null, request.Owner is { } owner ? memory.People.Get(unit, owner).Name : null)
            {
                Others = step.Step == RequestStep.Release ? [.. telling.Coordinators(unit).Where(other => other.Person.Id != me)] : [],
            };
        }, CancellationToken.None);

        var next = Next(step, was.Request, me, colleague, now);
        if (next.Refusal is { } reason)
            return reason switch
            {
                StepRefusal.Past => DeskStep.No(new(new("turn.time-has-passed"))),
                StepRefusal.NoTime => DeskStep.No(new(new("turn.time-is-missing"))),
                _ => throw new ConflictException(reason),
            };
        var moved = next.Next!;
        if (await Clash(step, moved) is { } other)
            return Taken(step, was, other, chat, now);
        var booked = IsBooking(step.Step) && moved.Agreed is not null ? Booked(moved, was.Meeting, now) : null;
        return new(
            unit =>
            {
                if (booked is not null && !memory.Appointments.Book(unit, booked))
                    throw new ConflictException("The time was taken a moment ago.");
                if (moved.State == RequestState.Cancelled)
                    memory.Appointments.Free(unit, moved.Id);
                memory.Appointments.Save(unit, moved, me);
            },
            [.. Told(step, was, moved, booked, chat, now)], () => _ = requestClock.Watch(moved), facts.Local(moved.Deadline));
    }

    /// <summary>What there was before a step.</summary>
    /// <param name="Owners">Whoever is told as the coordinator.</param>
    /// <param name="Colleague">Chat of the one it is handed over to.</param>
    private sealed record Before(AppointmentRequest Request, Chat Parent, IReadOnlyList<Chat> Owners, Meeting? Meeting, Chat? Colleague, string? OwnerName)
    {
        /// <summary>With a release: everybody else who may take it.</summary>
        public IReadOnlyList<Chat> Others { get; init; } = [];
    }

    private StepResult Next(Effect.StepRequest step, AppointmentRequest request, PersonId me, PersonId? colleague, Instant now) => step.Step switch
    {
        RequestStep.Take => request.Take(me),
        RequestStep.Propose => request.Propose(me, Time(step), facts.Local(now), facts.Deadline(now, step.Time), step.Until, step.Place),
        RequestStep.Confirm => request.Confirm(me, step.Time, facts.Local(now), step.Until),
        RequestStep.Decline => request.Decline(me, DeclineReason.From(step.Reason, step.Words)),
        RequestStep.Accept => request.Accept(me, facts.Local(now)),
        RequestStep.Refuse => request.Refuse(me, facts.Deadline(now)),
        RequestStep.Cancel => request.Cancel(me, facts.Local(now)),
        RequestStep.Move => request.Move(me, request.Content with { Wish = Time(step), WishUntil = step.Until, WishWords = step.Words, OtherWishes = step.Others },
            facts.Local(now), facts.Deadline(now, request.Agreed is { } agreed ? LocalDateTime.Min(agreed, Time(step)) : step.Time)),
        RequestStep.CallOff => request.CallOff(me, facts.Local(now), DeclineReason.From(step.Reason, step.Words)),
        RequestStep.HandOver => request.HandOver(me, colleague ?? throw new InvalidOperationException("It is handed over to somebody."), facts.Local(now)),
        RequestStep.Release => request.Release(me),
        _ => throw new InvalidOperationException($"No rule for step {step.Step}: add a case."),
    };

    private static LocalDateTime Time(Effect.StepRequest step) => step.Time ?? throw new InvalidOperationException($"{step.Step} has a time.");

    /// <summary>After these the agreed time is the owner's.</summary>
    private static bool IsBooking(RequestStep step) => step is RequestStep.Confirm or RequestStep.Accept or RequestStep.HandOver;

    /// <returns>A meeting that the worker has in the time that would be agreed or offered; <see langword="null"/>: none.</returns>
    private async ValueTask<Meeting?> Clash(Effect.StepRequest step, AppointmentRequest moved)
    {
        Interval? wanted = step.Step == RequestStep.Propose ? times.Slot(moved.Proposed!.Value, moved.ProposedUntil)
            : IsBooking(step.Step) && moved.Agreed is not null ? times.Slot(moved) : null;
        return wanted is not { } slot || moved.Owner is not { } worker ? null : await memory.Store.Read(
            unit => memory.Appointments.Meetings(unit, slot.Start, slot.End, worker).FirstOrDefault(meeting => meeting.Request != moved.Id), CancellationToken.None);
    }

    /// <summary>The worker has another meeting then. The coordinator offers another time; a parent who accepted is told kindly, and the coordinator too.</summary>
    private DeskStep Taken(Effect.StepRequest step, Before was, Meeting other, Chat chat, Instant now)
    {
        if (step.Step == RequestStep.HandOver)
            return DeskStep.No(new(new("turn.slot-taken-colleague")));
        if (step.Step != RequestStep.Accept)
            return DeskStep.No(new(Line.Of("turn.slot-taken", Slot.Of("time", facts.Local(other.Start), facts.Local(now)))) { Choices = step.Step == RequestStep.Confirm ? [Notices.Propose(step.RequestId)] : [] });
        var back = was.Request.Refuse(chat.Person.Id, facts.Deadline(now)).Next ?? throw new ConflictException("It is not proposed any more.");
        var fact = facts.Fact(back, isMine: true, was.OwnerName);
        return new(
            unit => memory.Appointments.Save(unit, back, chat.Person.Id),
            [.. was.Owners.SelectMany(to => telling.Tell(Notices.TimeGone(fact), to, $"{back.Id}:{back.Version}", now))], () => _ = requestClock.Watch(back), facts.Local(back.Deadline))
        {
            Instead = new(new("turn.time-gone")),
        };
    }

    private Meeting Booked(AppointmentRequest request, Meeting? before, Instant now)
    {
        var worker = request.Worker();
        var slot = times.Slot(request);
        return before is null ? new(request.Id, worker, slot.Start, slot.End, now, Sequence: 0)
            : before.Start == slot.Start && before.End == slot.End ? before with { Worker = worker }
            : new(request.Id, worker, slot.Start, slot.End, now, before.Sequence + 1);
    }

    private IEnumerable<Rendered> Told(Effect.StepRequest step, Before was, AppointmentRequest moved, Meeting? booked, Chat chat, Instant now)
    {
        var key = $"{moved.Id}:{moved.Version}";
        var ownerName = moved.Owner == chat.Person.Id ? chat.Person.Name : was.Colleague is { } colleague ? colleague.Person.Name : was.OwnerName;
        var fact = facts.Fact(moved, isMine: true, ownerName);
        var isKept = moved.State == RequestState.Confirmed && step.Step == RequestStep.Decline;
        IEnumerable<Rendered> told = step.Step switch
        {
            RequestStep.Take => ToParent(Notices.Taken(fact)),
            RequestStep.Propose => ToParent(Notices.Proposed(fact)),
            RequestStep.Confirm => ToParent(Notices.Confirmed(fact)),
            RequestStep.Decline => ToParent(isKept ? Notices.Kept(fact, step.Words, step.Reason) : Notices.Declined(fact, step.Words, step.Reason)),
            RequestStep.Accept => ToOwners(Notices.Accepted(fact)),
            RequestStep.Refuse => ToOwners(Notices.Refused(fact, step.Words)),
            RequestStep.Cancel => ToOwners(Notices.Cancelled(fact)),
            RequestStep.Move => ToOwners(Notices.Moving(fact)),
            RequestStep.CallOff => ToParent(Notices.CalledOff(fact, step.Words, step.Reason)),
            RequestStep.HandOver => [.. ToColleague(), .. ToParent(Notices.NewOwner(fact))],
            RequestStep.Release => was.Others.SelectMany(to => telling.Tell(Notices.Filed(fact), to, key, now, isUnasked: true)),
            _ => throw new InvalidOperationException($"Nobody is told of {step.Step}: add a case."),
        };
        if (booked is not null && step.Step != RequestStep.HandOver)
            return told.Concat(telling.Tell(Notices.Calendar(isOff: false, calendar.Of(moved, booked, was.Parent.Person, now)), was.Parent, $"{key}:calendar", now));
        return moved.State == RequestState.Cancelled && was.Meeting is { } off
            ? told.Concat(telling.Tell(Notices.Calendar(isOff: true, calendar.Off(moved, off, was.Parent.Person, now)), was.Parent, $"{key}:calendar", now))
            : told;

        IEnumerable<Rendered> ToParent(IEnumerable<Effect.Say> says) => telling.Tell(says, was.Parent, key, now);
        IEnumerable<Rendered> ToOwners(IEnumerable<Effect.Say> says) => was.Owners.SelectMany(to => telling.Tell(says, to, key, now));
        IEnumerable<Rendered> ToColleague() => was.Colleague is { } to ? telling.Tell(Notices.HandedOver(fact, chat.Person.Name, facts.ForCoordinator(now)), to, $"{key}:colleague", now) : [];
    }

    /// <summary>Counts how a meeting was.</summary>
    public DeskStep Rate(Effect.RateMeeting rating, Chat chat) => Guid.TryParse(rating.RequestId, out var id)
        ? new(
            unit =>
            {
                if (memory.Appointments.Find(unit, new(id)) is { } request && request.Parent == chat.Person.Id)
                    memory.Appointments.Rate(unit, request.Id, request.Content.Service, rating.Score);
                else
                    memory.Audit.Append(unit, new("request.deny", "-", chat.Person.Id));
            },
            [], After: null, Deadline: null)
        : new(static _ => { }, [], After: null, Deadline: null);
}
