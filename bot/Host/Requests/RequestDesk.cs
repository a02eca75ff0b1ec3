using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using Assistant.Records.Security;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>One step of a request, ready to be saved.</summary>
/// <param name="Save">Inside the turn's unit.</param>
/// <param name="Notices">What the other side is told.</param>
/// <param name="After">Once it is on disk.</param>
/// <param name="Deadline">Until when somebody answers, local.</param>
public sealed record DeskStep(Action<IUnit> Save, IReadOnlyList<Rendered> Notices, Action? After, LocalDateTime? Deadline)
{
    /// <summary>The rules say no for a reason that fresh facts would not change: this is said instead.</summary>
    public Line? Instead { get; init; }

    internal static DeskStep No(Line why) => new(static _ => { }, [], null, null) { Instead = why };
}

/// <summary>Requests between parents and coordinators: files them, moves them on by the rules of the records, and tells the other side.</summary>
public sealed class RequestDesk(
    Memory memory, FactsLoader facts, MessageRenderer renderer, Delivery delivery, Settings settings, IIds ids, RequestClock requestClock)
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
        var coordinators = await Coordinators();
        var fact = facts.Fact(request, isMine: false, ownerName: null);
        return new(
            unit => memory.Appointments.Add(unit, request),
            [.. coordinators.SelectMany(to => Tell(Notices.Filed(fact), to, $"{request.Id}:filed", now))],
            () => _ = requestClock.Watch(request),
            facts.Local(request.Deadline));
    }

    /// <summary>Moves a request on.</summary>
    /// <exception cref="ConflictException">The rules refuse, since somebody else moved it first: the turn is taken again and the dialogue sees why.</exception>
    public async ValueTask<DeskStep> Step(Effect.StepRequest step, Chat chat, Instant now)
    {
        var (request, parent, owner) = await memory.Store.Read(unit =>
        {
            var request = memory.Appointments.Find(unit, new(Guid.Parse(step.RequestId))) ?? throw new ConflictException("The request is gone.");
            var parentChat = Chat.Of(memory.Conversations.Get(unit, request.Conversation), memory.People.Get(unit, request.Parent));
            return (request, parentChat, request.Owner is { } owner ? memory.LastOf(unit, owner) : null);
        }, CancellationToken.None);

        var me = chat.Person.Id;
        var next = step.Step switch
        {
            RequestStep.Take => request.Take(me),
            RequestStep.Propose => request.Propose(me, step.Time ?? throw new InvalidOperationException("A proposal has a time."), facts.Local(now), facts.Deadline(now)),
            RequestStep.Confirm => request.Confirm(me, step.Time, facts.Local(now)),
            RequestStep.Decline => request.Decline(me),
            RequestStep.Accept => request.Accept(me, facts.Local(now)),
            RequestStep.Refuse => request.Refuse(me, facts.Deadline(now)),
            RequestStep.Cancel => request.Cancel(me),
            _ => throw new InvalidOperationException($"No rule for step {step.Step}: add a case."),
        };
        if (next.Refusal is { } reason)
            return reason switch
            {
                StepRefusal.Past => DeskStep.No(new("turn.time-has-passed")),
                StepRefusal.NoTime => DeskStep.No(new("turn.time-is-missing")),
                _ => throw new ConflictException(reason),
            };

        var moved = next.Next!;
        var fact = facts.Fact(moved, isMine: true, ownerName: moved.Owner == me ? chat.Person.Name : owner?.Person.Name);
        var key = $"{moved.Id}:{moved.Version}";
        var coordinators = moved.Owner is null || owner is null ? await Coordinators() : [owner];
        IEnumerable<Rendered> notices = step.Step switch
        {
            RequestStep.Take => Tell(Notices.Taken(fact), parent, key, now),
            RequestStep.Propose => Tell(Notices.Proposed(fact), parent, key, now),
            RequestStep.Confirm => Tell(Notices.Confirmed(fact), parent, key, now),
            RequestStep.Decline => Tell(Notices.Declined(fact, step.Words, step.Reason), parent, key, now),
            RequestStep.Accept => coordinators.SelectMany(to => Tell(Notices.Accepted(fact), to, key, now)),
            RequestStep.Refuse => coordinators.SelectMany(to => Tell(Notices.Refused(fact, step.Words), to, key, now)),
            _ => coordinators.SelectMany(to => Tell(Notices.Cancelled(fact), to, key, now)),
        };
        return new(unit => memory.Appointments.Save(unit, moved, me), [.. notices], () => _ = requestClock.Watch(moved), facts.Local(moved.Deadline));
    }

    /// <summary>Ends what nobody answered in time, and warns the coordinators of what is about to. Safe to run at any time and twice.</summary>
    /// <returns>How many requests expired.</returns>
    /// <param name="tries">How often to look again when somebody answers at this very moment.</param>
    public async ValueTask<int> Sweep(Instant now, CancellationToken cancellationToken, int tries = 5)
    {
        var (overdue, near) = await memory.Store.Read(unit => (
            memory.Appointments.Overdue(unit, now),
            memory.Appointments.Overdue(unit, now + requestClock.WarnBefore)), cancellationToken);
        if (near.IsEmpty)
            return 0;
        var coordinators = await Coordinators();
        var messages = new List<Rendered>();
        foreach (var request in near.Where(request => overdue.All(late => late.Id != request.Id)))
            messages.AddRange(coordinators.SelectMany(to => Tell(Notices.DeadlineNear(facts.Fact(request, isMine: true, ownerName: null)), to, $"{request.Id}:{request.Version}:near", now)));

        var expired = new List<AppointmentRequest>();
        foreach (var request in overdue)
        {
            if (request.Expire(now) is not { Next: { } ended })
                continue;
            expired.Add(ended);
            var fact = facts.Fact(ended, isMine: true, ownerName: null);
            var parent = await memory.Store.Read(
                unit => Chat.Of(memory.Conversations.Get(unit, request.Conversation), memory.People.Get(unit, request.Parent)), cancellationToken);
            messages.AddRange(Tell(Notices.ExpiredToParent(fact, settings.Organisation.Contact), parent, $"{ended.Id}:expired", now));
            messages.AddRange(coordinators.SelectMany(to => Tell(Notices.ExpiredToCoordinators(fact), to, $"{ended.Id}:expired", now)));
        }

        try
        {
            await memory.Store.Write(unit =>
            {
                foreach (var ended in expired)
                    memory.Appointments.Save(unit, ended, by: null);
                delivery.Queue(unit, messages);
                return true;
            }, cancellationToken);
        }
        catch (ConflictException) when (tries > 1)
        {
            // Somebody answered at this very moment: look again at what is left.
            return await Sweep(now, cancellationToken, tries - 1);
        }
        await delivery.Wake(messages);
        return expired.Count;
    }

    private ValueTask<IReadOnlyList<Chat>> Coordinators() => memory.Store.Read<IReadOnlyList<Chat>>(
        unit => [.. memory.People.WithRole(unit, Role.Coordinator).Select(person => memory.LastOf(unit, person)).OfType<Chat>()], CancellationToken.None);

    private IEnumerable<Rendered> Tell(IEnumerable<Effect.Say> says, Chat to, string key, Instant now) =>
        says.Select((say, n) => renderer.Render(
            say, to, $"request:{key}:{to.Conversation.Id}:{n}", now, delivery.IsPulled(to.Conversation.Channel), alerts: true));
}
