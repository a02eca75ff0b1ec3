using System.Collections.Immutable;
using Assistant.Dialogs;
using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Duty;
using Assistant.Host.People;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Knowledge.Duty;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Broadcasts;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Records.Relay;
using NodaTime;

namespace Assistant.Host.Relay;

/// <summary>
/// Talks between people and coordinators: opens them, passes each side's words to the other through the outbox, moves them on by the rules of the
/// records. A line that nobody can receive now is kept and passed when somebody can; every line is passed exactly once and in order.
/// </summary>
public sealed partial class RelayDesk(
    Memory memory, FactsLoader facts, RelayFacts relayFacts, OnDuty onDuty, Teller teller, Switchboard switchboard, Settings settings, OfficeHours hours,
    DutyPolicy policy, Delivery delivery, Courtesy courtesy, IBroadcasts broadcasts, IIds ids, DutyWatch watch)
{
    /// <summary>Lines shown to a coordinator who reads a talk.</summary>
    private const int mostShown = 30;

    /// <summary>A cloud chat without a processor's agreement: no names of families there.</summary>
    private const string carriesLittle = "telegram";

    private readonly RelayTimes times = policy.Talks();

    /// <summary>One act of a turn.</summary>
    /// <param name="chat">Who acts, where, as they are by now in this turn.</param>
    /// <param name="number">The message's number in the inbox.</param>
    /// <exception cref="ConflictException">Somebody else moved the talk first: the turn is taken again.</exception>
    public ValueTask<DeskStep> Do(RelayAct act, Chat chat, long number, Instant now) => memory.Store.Read(unit => act switch
    {
        RelayAct.Open open => Open(unit, open, chat, number, now),
        RelayAct.Say say => Known(unit, say.Id) is var talk && talk.Person == chat.Person.Id
            ? PersonSays(unit, talk, chat, say.Words, number, now)
            : CoordinatorSays(unit, talk, chat, say.Words, number, now),
        RelayAct.Step step => Step(unit, Known(unit, step.Id), step, chat, number, now),
        RelayAct.Read read => PersonReads(unit, Known(unit, read.Id), chat, number, now),
        RelayAct.Show show => Show(unit, Known(unit, show.Id), chat, number, now),
        _ => throw new InvalidOperationException($"No rule for {act.GetType().Name}: add a case."),
    }, CancellationToken.None);

    private RelayTalk Known(IUnit unit, string id) =>
        Guid.TryParse(id, out var guid) && memory.Relays.Find(unit, new(guid)) is { } talk ? talk : throw new ConflictException("The talk is gone.");

    private DeskStep Open(IUnit unit, RelayAct.Open wish, Chat chat, long number, Instant now)
    {
        var key = $"relay:open:{number}";
        if (memory.Relays.OpenOf(unit, chat.Person.Id) is { } open)
            return wish.Words is { } more ? PersonSays(unit, open, chat, more, number, now) : OpenAgain(unit, open, chat, key, now);
        var isStaffed = onDuty.IsStaffed(unit, now);
        var answered = now + Wait(unit, now, before: null);
        var talk = new RelayTalk(
            new(ids.Next()), ShortReference.From(ids.Token()), chat.Person.Id, chat.Conversation.Id, RelayState.Waiting, null, null,
            Holds: wish.Words is not null || isStaffed && onDuty.IsStaffed(unit, answered), IsQuiet: false, now, onDuty.NextStaffed(unit, now), null, Version: 1)
        {
            Answers = Guid.TryParse(wish.Answers, out var about) ? new(about) : null,
        };
        var fact = NewFact(talk, chat);
        var cards = talk.Asked > now ? [] : Ask(unit, talk, RelayDue.AskFirst)
            .SelectMany(to => teller.Tell(Asked(unit, talk, fact), to, AskKey(talk), now));
        return new(
            u =>
            {
                memory.Relays.Add(u, talk);
                if (wish.Words is { } words)
                    memory.Relays.AddLine(u, talk, new(number, RelaySide.Person, chat.Person.Id, now, words, IsPassed: false));
            },
            [.. teller.Tell(wish.Words is null ? Outlook(unit, talk, now) : Taken(talk, now), chat, key, now, OutgoingKind.Prompt), .. cards], watch.Look, Deadline: null);
    }

    /// <summary>To coordinators: somebody waits, and whether they answer a message to many.</summary>
    private IEnumerable<Effect.Say> Asked(IUnit unit, RelayTalk talk, RelayFact fact) =>
        talk.Answers is { } about && broadcasts.Find(unit, about) is { } message ? RelayNotices.Answered(fact, message.Reference) : RelayNotices.Asked(fact);

    /// <summary>What was said with the wish is with the humans now, or waits for them.</summary>
    private IEnumerable<Effect.Say> Taken(RelayTalk talk, Instant now) =>
        talk.Asked > now ? RelayNotices.KeptUntil(talk.Id.ToString(), facts.Local(talk.Asked), facts.Local(now)) : RelayNotices.Passed(talk.Id.ToString());

    /// <summary>The person asks for a human once more.</summary>
    private DeskStep OpenAgain(IUnit unit, RelayTalk talk, Chat chat, string key, Instant now)
    {
        var isMoved = talk.Conversation != chat.Conversation.Id;
        var next = talk with { Conversation = chat.Conversation.Id, Holds = talk.Holds || onDuty.IsStaffed(unit, now) };
        var says = talk.IsLive ? RelayNotices.Here(talk.Id.ToString()) : Outlook(unit, next, now);
        return new(u =>
        {
            if (isMoved || next.Holds != talk.Holds)
                memory.Relays.Save(u, next, "ask", chat.Person.Id);
        }, [.. teller.Tell(says, chat, key, now, OutgoingKind.Prompt)], watch.Look, Deadline: null);
    }

    /// <summary>What the person may expect, honestly.</summary>
    private IEnumerable<Effect.Say> Outlook(IUnit unit, RelayTalk talk, Instant now)
    {
        var answered = Instant.Max(now, talk.Asked) + Wait(unit, now, talk);
        return talk.Holds && onDuty.IsStaffed(unit, now) && onDuty.IsStaffed(unit, answered)
            ? RelayNotices.Waiting(talk.Id.ToString(), (int)Wait(unit, now, talk).TotalMinutes)
            : RelayNotices.Closed(talk.Id.ToString(), facts.Local(onDuty.NextStaffed(unit, onDuty.IsStaffed(unit, now) ? answered : now)), facts.Local(now));
    }

    /// <param name="before">Only who waited before this one counts; <see langword="null"/>: all who wait.</param>
    private Duration Wait(IUnit unit, Instant now, RelayTalk? before)
    {
        var people = onDuty.Entered(unit, now).Length is > 0 and var entered ? entered : onDuty.All(unit).Length;
        return RelayPlan.Wait(memory.Relays.Open(unit).TakeWhile(other => other.Id != before?.Id).Count(other => !other.IsLive), people, times);
    }

    private DeskStep PersonSays(IUnit unit, RelayTalk talk, Chat chat, string words, long number, Instant now)
    {
        if (!talk.IsOpen) throw new ConflictException("The talk is over.");
        var opens = onDuty.NextStaffed(unit, now);
        // Who had it left: the words wait for another.
        var isLive = OwnerOf(unit, talk) is not null;
        var next = (talk.IsLive && !isLive ? talk.Release(opens).Next! : talk) with { Conversation = chat.Conversation.Id, IsQuiet = false, Holds = true };
        var line = new RelayLine(number, RelaySide.Person, chat.Person.Id, now, words, IsPassed: isLive);
        var fact = relayFacts.Of(unit, talk, talk.Owner ?? talk.Person);
        var kept = memory.Relays.Unpassed(unit, talk, RelaySide.Coordinator);
        var isFirst = memory.Relays.Pulse(unit, talk.Id).Unanswered == 0;
        var messages = new List<Rendered>();
        messages.AddRange(Refused(unit, talk).SelectMany(lost => Pass(unit, next, lost, chat, now, again: true)));
        messages.AddRange(kept.SelectMany(held => Pass(unit, next, held, chat, now)));
        if (!isLive || (opens > now && isFirst))
            messages.AddRange(teller.Tell(opens > now ? RelayNotices.KeptUntil(talk.Id.ToString(), facts.Local(opens), facts.Local(now)) : RelayNotices.Kept(talk.Id.ToString()), chat, $"relay:kept:{number}", now, OutgoingKind.Prompt));
        if (OwnerOf(unit, talk) is { } owner)
            messages.AddRange(teller.Tell([RelayNotices.FromPerson(fact, words, HasOthers(unit, talk))], owner, LineKey(talk, number), now, OutgoingKind.Relayed, talk.Person));
        return new(u =>
        {
            var saved = Keep(u, talk, next, chat.Person.Id);
            memory.Relays.AddLine(u, saved, line);
            if (!kept.IsEmpty)
                memory.Relays.Pass(u, saved, RelaySide.Coordinator, kept);
        }, messages, watch.Look, Deadline: null);
    }

    private DeskStep CoordinatorSays(IUnit unit, RelayTalk talk, Chat chat, string words, long number, Instant now)
    {
        if (!talk.IsLive || talk.Owner != chat.Person.Id) throw new ConflictException("The talk is somebody else's, or over.");
        var next = talk with { OwnerConversation = chat.Conversation.Id };
        var person = PersonOf(unit, talk);
        var isOpen = courtesy.IsOpen(unit, person);
        var canPass = !talk.IsQuiet && person.Conversation.Silence is null && isOpen;
        var line = new RelayLine(number, RelaySide.Coordinator, chat.Person.Id, now, words, canPass);
        var fact = relayFacts.Of(unit, talk, chat.Person.Id);
        return new(u => memory.Relays.AddLine(u, Keep(u, talk, next, chat.Person.Id), line),
            canPass ? [.. Pass(unit, next, line, person, now)]
            :
            [
                .. teller.Tell(talk.IsQuiet || !isOpen ? RelayNotices.KeptForPerson(fact) : RelayNotices.Undelivered(fact), chat, $"relay:kept:{number}", now, OutgoingKind.Prompt),
                // Once until they look: it is held, or said in neutral words, as they want to be written to.
                .. talk.IsQuiet || isOpen || !memory.Relays.Unpassed(unit, talk, RelaySide.Coordinator).IsEmpty ? [] : teller.Tell(RelayNotices.Wrote(talk.Id.ToString()), person, $"relay:wrote:{number}", now),
            ],
            watch.Look, Deadline: null);
    }

    /// <summary>The person looks at what was kept for them.</summary>
    private DeskStep PersonReads(IUnit unit, RelayTalk talk, Chat chat, long number, Instant now)
    {
        if (talk.Person != chat.Person.Id || !talk.IsOpen) throw new ConflictException("The talk is over.");
        var kept = memory.Relays.Unpassed(unit, talk, RelaySide.Coordinator);
        var next = talk with { Conversation = chat.Conversation.Id, IsQuiet = false };
        return new(u => memory.Relays.Pass(u, Keep(u, talk, next, chat.Person.Id), RelaySide.Coordinator, kept),
            kept.IsEmpty ? [.. teller.Tell(RelayNotices.NothingNew(), chat, $"relay:read:{number}", now, OutgoingKind.Prompt)] : [.. kept.SelectMany(line => Pass(unit, next, line, chat, now))],
            After: null, Deadline: null);
    }

    /// <summary>One line of a coordinator to the person.</summary>
    private IEnumerable<Rendered> Pass(IUnit unit, RelayTalk talk, RelayLine line, Chat person, Instant now, bool again = false) => teller.Tell(
        [RelayNotices.FromCoordinator(memory.People.Get(unit, line.Author).Name, line.Words)], person, again ? AgainKey(talk, line.Number) : LineKey(talk, line.Number), now, OutgoingKind.Relayed);

    /// <summary>Lines of a coordinator that the person's channel refused, since they had blocked it; they write, so it is open again.</summary>
    private IEnumerable<RelayLine> Refused(IUnit unit, RelayTalk talk) => memory.Relays.Lines(unit, talk, mostShown).Where(line => line is { From: RelaySide.Coordinator, IsPassed: true }
        && memory.Outbox.StateOf(unit, Teller.Key(LineKey(talk, line.Number), talk.Conversation)) is (OutgoingState.Failed, _)
        && memory.Outbox.StateOf(unit, Teller.Key(AgainKey(talk, line.Number), talk.Conversation)) is null);

    /// <summary>Saves what a line changes besides itself: where its writer is now.</summary>
    private RelayTalk Keep(IUnit unit, RelayTalk talk, RelayTalk next, PersonId by)
    {
        if (next == talk) return talk;
        memory.Relays.Save(unit, next, "move", by);
        return next with { Version = next.Version + 1 };
    }

    private DeskStep Show(IUnit unit, RelayTalk talk, Chat chat, long number, Instant now)
    {
        if (talk.Owner != chat.Person.Id) throw new ConflictException("The talk is somebody else's.");
        var says = RelayNotices.Transcript(relayFacts.Of(unit, talk, chat.Person.Id),
            [.. memory.Relays.Lines(unit, talk, mostShown).Select(line => (facts.Local(line.At), line.From == RelaySide.Person, line.Words))]);
        return new(u => memory.Audit.Append(u, new("relay.read", talk.Id.ToString(), chat.Person.Id)),
            [.. teller.Tell(says, chat, $"relay:show:{number}", now, OutgoingKind.Prompt, talk.Person)], After: null, Deadline: null);
    }

    /// <summary>Where the coordinator reads who has it; <see langword="null"/>: nobody does now.</summary>
    private Chat? OwnerOf(IUnit unit, RelayTalk talk) => talk is { IsLive: true, Owner: { } owner, OwnerConversation: { } chat } && onDuty.All(unit).Contains(owner)
        ? Chat.Of(memory.Conversations.Get(unit, chat), memory.People.Get(unit, owner))
        : null;

    private Chat PersonOf(IUnit unit, RelayTalk talk) => Chat.Of(memory.Conversations.Get(unit, talk.Conversation), memory.People.Get(unit, talk.Person));

    private bool HasOthers(IUnit unit, RelayTalk talk) => memory.Relays.Open(unit).Any(other => other.IsLive && other.Owner == talk.Owner && other.Id != talk.Id);

    /// <summary>How a new talk, which the store does not know yet, is shown to coordinators.</summary>
    private static RelayFact NewFact(RelayTalk talk, Chat chat) =>
        new(talk.Id.ToString(), talk.Reference, "waiting", IsMine: false, null, chat.Person.Language, 0, talk.Holds, IsQuiet: false, 0);

    private static string LineKey(RelayTalk talk, long number) => $"relay:{talk.Id}:{number}";

    private static string AgainKey(RelayTalk talk, long number) => $"{LineKey(talk, number)}:again";

    /// <summary>Each coordinator is asked once for each time somebody waits.</summary>
    private static string AskKey(RelayTalk talk) => $"relay:{talk.Id}:ask:{talk.Asked.ToUnixTimeMilliseconds()}";
}
