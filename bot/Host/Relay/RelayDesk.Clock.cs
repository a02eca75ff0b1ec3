using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Records.Relay;
using NodaTime;

namespace Assistant.Host.Relay;

/// <summary>What falls due for talks. Asks the tables what this moment needs, so it may run early, late or twice.</summary>
public sealed partial class RelayDesk
{
    /// <summary>Does for every open talk what is due.</summary>
    /// <returns>Messages queued.</returns>
    public async ValueTask<IReadOnlyList<Rendered>> Due(Instant now, CancellationToken cancellationToken)
    {
        var queued = new List<Rendered>();
        foreach (var talk in await memory.Store.Read(memory.Relays.Open, cancellationToken))
        {
            try
            {
                queued.AddRange(await memory.Store.Write(unit => Due(unit, talk.Id, now), cancellationToken));
            }
            catch (ConflictException)
            {
                // Somebody moved it at this very moment, which made that due moot.
            }
        }
        return queued;
    }

    /// <returns>When to look again; <see langword="null"/>: nothing waits.</returns>
    public Instant? NextDue(IUnit unit, Instant now) => memory.Relays.Open(unit)
        .SelectMany(talk => talk.Owner is { } owner && !onDuty.All(unit).Contains(owner) ? [now] : Ahead(unit, talk, now))
        .Select(at => (Instant?)at).Min();

    /// <summary>When anything falls due for a talk from now on. What is due but must not be said at night waits for the morning.</summary>
    private IEnumerable<Instant> Ahead(IUnit unit, RelayTalk talk, Instant now) => RelayPlan.Of(talk, memory.Relays.Pulse(unit, talk.Id), times, hours)
        .Select(due => NeedsStaff(due.What) ? onDuty.NextStaffed(unit, Instant.Max(now, due.At)) : due.At).Where(at => at > now);

    private IReadOnlyList<Rendered> Due(IUnit unit, RelayId id, Instant now)
    {
        if (memory.Relays.Find(unit, id) is not { IsOpen: true } talk) return [];
        var steps = Away(unit, talk, now) is { } released ? [released] : RelayPlan.Of(talk, memory.Relays.Pulse(unit, id), times, hours)
            .Where(due => due.At <= now && (!NeedsStaff(due.What) || onDuty.IsStaffed(unit, now)))
            .Select(due => Step(unit, talk, due.What, now)).ToList();
        var told = steps.SelectMany(step => step.Notices).ToList();
        foreach (var step in steps)
            step.Save(unit);
        delivery.Queue(unit, told);
        return told;
    }

    private static bool NeedsStaff(RelayDue due) => due is not (RelayDue.TellLate or RelayDue.TellBusy or RelayDue.Close);

    /// <summary>Who has it is no coordinator any more: it waits for another.</summary>
    private DeskStep? Away(IUnit unit, RelayTalk talk, Instant now) => talk.Owner is { } owner && !onDuty.All(unit).Contains(owner)
        ? Release(unit, talk, "leave", now, isTold: false)
        : null;

    private DeskStep Step(IUnit unit, RelayTalk talk, RelayDue due, Instant now)
    {
        var fact = relayFacts.Of(unit, talk, talk.Owner ?? talk.Person);
        var pulse = memory.Relays.Pulse(unit, talk.Id);
        var waits = $"relay:{talk.Id}:{due}:{(talk.IsLive ? pulse.Unanswered : talk.Asked.ToUnixTimeMilliseconds())}";
        return due switch
        {
            RelayDue.AskFirst or RelayDue.AskSecond or RelayDue.AskAll => New(unit, Ask(unit, talk, due).Select(to => (to, Asked(unit, talk, fact), AskKey(talk))), now),
            RelayDue.PromisePassed => New(unit,
            [
                .. onDuty.Chats(unit, onDuty.Present(unit)).Select(to => (to, RelayNotices.Overdue(fact), waits)),
                .. ToPerson(unit, talk, RelayNotices.Broken(talk.Id.ToString(), settings.Organisation.Contact), waits),
            ], now),
            // A time that has passed meanwhile is no promise.
            RelayDue.TellLate => RelayPlan.Promised(talk, times, hours) is var until && until <= now ? New(unit, [], now)
                : New(unit, ToPerson(unit, talk, RelayNotices.Late(facts.Local(until), facts.Local(now)), waits), now),
            RelayDue.TellBusy => New(unit, ToPerson(unit, talk, RelayNotices.Busy(), waits), now),
            RelayDue.Remind => New(unit, OwnerOf(unit, talk) is { } owner ? [(owner, RelayNotices.Remind(fact), waits)] : [], now),
            RelayDue.Release => Release(unit, talk, "release", now, isTold: true),
            RelayDue.Close => Close(unit, talk, fact, waits, now),
            _ => throw new InvalidOperationException($"No rule for {due}: add a case."),
        };
    }

    private DeskStep Close(IUnit unit, RelayTalk talk, RelayFact fact, string key, Instant now)
    {
        var closed = GiveBack(unit, talk, Moved(talk.End(null, now)), by: null, key, now);
        return OwnerOf(unit, talk) is { } owner ? closed with { Notices = [.. closed.Notices, .. teller.Tell(RelayNotices.EndedByClock(fact), owner, key, now)] } : closed;
    }

    /// <summary>Gives a talk back to the queue: its owner is away.</summary>
    /// <param name="isTold">The person has waited: they are told until when somebody answers.</param>
    private DeskStep Release(IUnit unit, RelayTalk talk, string why, Instant now, bool isTold)
    {
        var next = Moved(talk.Release(onDuty.NextStaffed(unit, now)));
        var key = $"relay:{talk.Id}:{why}:{talk.Version}";
        var fact = relayFacts.Of(unit, next, talk.Person);
        var others = next.Asked > now ? [] : onDuty.Chats(unit, onDuty.Present(unit).Where(person => person != talk.Owner));
        List<Rendered> told =
        [
            .. isTold && OwnerOf(unit, talk) is { } owner ? teller.Tell(RelayNotices.Released(fact), owner, key, now) : [],
            .. others.SelectMany(to => teller.Tell(RelayNotices.Asked(fact), to, AskKey(next), now)),
            .. isTold && !talk.IsQuiet ? teller.Tell(RelayNotices.Late(facts.Local(RelayPlan.Promised(next, times, hours)), facts.Local(now)), PersonOf(unit, talk), key, now) : [],
        ];
        return Saved(next, why, null, told);
    }

    /// <summary>All talks of a coordinator who is away now go to others.</summary>
    public IEnumerable<DeskStep> ReleaseAll(IUnit unit, PersonId owner, Instant now) =>
        memory.Relays.Open(unit).Where(talk => talk.Owner == owner).Select(talk => Release(unit, talk, "away", now, isTold: false));

    /// <summary>Whom to ask.</summary>
    private ImmutableArray<Chat> Ask(IUnit unit, RelayTalk talk, RelayDue due)
    {
        var entered = onDuty.Entered(unit, unit.Now);
        IEnumerable<PersonId> people = (due, talk.State) switch
        {
            (RelayDue.AskFirst, RelayState.HandedOver) => [talk.Owner!.Value],
            // Whoever wrote to many knows best what the answer is about, while they are there.
            (RelayDue.AskFirst, _) when talk.Answers is { } about && broadcasts.Find(unit, about)?.Author is { } author && onDuty.Present(unit).Contains(author) => [author],
            (RelayDue.AskAll, _) => onDuty.Present(unit),
            _ when entered.IsEmpty => onDuty.Present(unit),
            (RelayDue.AskFirst, _) => entered.Take(1),
            _ => entered.Take(2),
        };
        var chats = onDuty.Chats(unit, people);
        // Nobody of them can be reached: whoever can.
        return chats.IsEmpty && due != RelayDue.AskAll ? onDuty.Chats(unit, onDuty.Present(unit)) : chats;
    }

    private IEnumerable<(Chat, IEnumerable<Effect.Say>, string)> ToPerson(IUnit unit, RelayTalk talk, IEnumerable<Effect.Say> says, string key) =>
        talk.IsQuiet ? [] : [(PersonOf(unit, talk), says, key)];

    /// <summary>Only what was not told before.</summary>
    private DeskStep New(IUnit unit, IEnumerable<(Chat To, IEnumerable<Effect.Say> Says, string Key)> messages, Instant now) => new(static _ => { },
        [.. messages.Where(message => memory.Outbox.StateOf(unit, Teller.Key(message.Key, message.To.Conversation.Id)) is null)
            .SelectMany(message => teller.Tell(message.Says, message.To, message.Key, now))], After: null, Deadline: null);
}
