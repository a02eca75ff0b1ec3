using Assistant.Dialogs;
using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Records.Relay;
using NodaTime;

namespace Assistant.Host.Relay;

/// <summary>The steps of either side.</summary>
public sealed partial class RelayDesk
{
    private DeskStep Step(IUnit unit, RelayTalk talk, RelayAct.Step step, Chat chat, long number, Instant now)
    {
        var me = chat.Person.Id;
        var key = $"relay:{talk.Id}:{step.What}:{number}";
        if (step.What is RelayStep.Take or RelayStep.HandOver or RelayStep.GiveBack && !chat.Person.Roles.Contains(Role.Coordinator))
            throw new ConflictException("Not a coordinator any more.");
        return step.What switch
        {
            RelayStep.Take => Take(unit, talk, chat, key, now),
            RelayStep.HandOver => HandOver(unit, talk, Colleague(unit, step.To), chat, key, now),
            RelayStep.GiveBack => GiveBack(unit, talk, Moved(talk.End(me, now)), me, key, now),
            RelayStep.End => Saved(Moved(talk.End(me, now)), "end", me, OwnerOf(unit, talk) is { } owner
                ? teller.Tell(RelayNotices.EndedByPerson(relayFacts.Of(unit, talk, owner.Person.Id)), owner, key, now) : []),
            RelayStep.Hold => Saved(Moved(talk.Hold(me, holds: true)), "hold", me, []),
            RelayStep.LetGo => Saved(Moved(talk.Hold(me, holds: false)), "let-go", me, []),
            RelayStep.Quiet => Saved(Moved(talk.Quiet(me, isQuiet: true)), "quiet", me, OwnerOf(unit, talk) is { } owner
                ? teller.Tell(RelayNotices.IsQuiet(relayFacts.Of(unit, talk, owner.Person.Id)), owner, key, now) : []),
            _ => throw new InvalidOperationException($"No rule for step {step.What}: add a case."),
        };
    }

    /// <summary>What the rules refuse was moved by somebody else first.</summary>
    private static RelayTalk Moved(RelayResult result) => result.Next ?? throw new ConflictException(result.Refusal!);

    private DeskStep Saved(RelayTalk next, string step, PersonId? by, IEnumerable<Rendered> notices) =>
        new(unit => memory.Relays.Save(unit, next, step, by), [.. notices], watch.Look, Deadline: null);

    private DeskStep Take(IUnit unit, RelayTalk talk, Chat chat, string key, Instant now)
    {
        var next = Moved(talk.Take(chat.Person.Id, chat.Conversation.Id));
        var waiting = memory.Relays.Unpassed(unit, talk, RelaySide.Person);
        var person = PersonOf(unit, talk);
        var fact = relayFacts.Of(unit, next, chat.Person.Id) with { Name = MayBeNamed(person.Person, chat) ? person.Person.Name : null };
        List<Rendered> told =
        [
            .. teller.Tell(RelayNotices.Taken(fact), chat, key, now, OutgoingKind.Prompt, talk.Person),
            .. waiting.SelectMany(line => teller.Tell([RelayNotices.FromPerson(fact, line.Words, HasOthers(unit, next))], chat, LineKey(talk, line.Number), now, OutgoingKind.Relayed, talk.Person)),
        ];
        if (!talk.IsQuiet)
            told.AddRange(teller.Tell(RelayNotices.HumanIsHere(talk.Id.ToString(), chat.Person.Name), person, key, now));
        var conversation = ConversationJson.Read(person.Conversation.State);
        var held = Switchboard.Hold(conversation);
        return new(u =>
        {
            memory.Relays.Save(u, next, "take", chat.Person.Id);
            memory.Relays.Pass(u, next, RelaySide.Person, waiting);
            if (held != conversation)
                memory.Conversations.Save(u, person.Conversation.Id, person.Conversation.Version, ConversationJson.Write(held));
        }, told, watch.Look, Deadline: null);
    }

    /// <summary>A name is a person's to give: only with consent in force, and not into a cloud chat.</summary>
    private static bool MayBeNamed(Person person, Chat reader) => person.ConsentVersion == ConsentDialog.Version && reader.Conversation.Channel != carriesLittle;

    private DeskStep HandOver(IUnit unit, RelayTalk talk, Person to, Chat chat, string key, Instant now)
    {
        var next = Moved(talk.HandOver(chat.Person.Id, to.Id, now));
        var fact = relayFacts.Of(unit, next, to.Id);
        List<Rendered> told =
        [
            .. teller.Tell([new(RelayNotices.HandedDone(fact))], chat, key, now, OutgoingKind.Prompt),
            .. onDuty.Chats(unit, [to.Id]).SelectMany(colleague => teller.Tell(RelayNotices.HandedTo(fact, chat.Person.Name), colleague, AskKey(next), now)),
        ];
        if (!talk.IsQuiet)
            told.AddRange(teller.Tell(RelayNotices.AnotherComes(to.Name), PersonOf(unit, talk), key, now));
        return Saved(next, "hand-over", chat.Person.Id, told);
    }

    private Person Colleague(IUnit unit, string? id) => Guid.TryParse(id, out var guid) && onDuty.All(unit).Contains(new(guid))
        ? memory.People.Get(unit, new(guid))
        : throw new ConflictException("Not a coordinator any more.");

    /// <summary>The human is gone: the bot says so, and what waited is asked again.</summary>
    private DeskStep GiveBack(IUnit unit, RelayTalk talk, RelayTalk ended, PersonId? by, string key, Instant now)
    {
        var person = PersonOf(unit, talk);
        var conversation = ConversationJson.Read(person.Conversation.State);
        var lang = Langs.Parse(person.Person.Language) ?? Lang.Et;
        var known = facts.Load(unit, person, switchboard.WishOf(conversation, new("", lang)), ConsentDialog.Version) with { Relay = null };
        var (next, effects) = switchboard.GoOn(conversation, known);
        var notice = by is null ? RelayNotices.Closed() : RelayNotices.GivenBack();
        return new(u =>
        {
            memory.Relays.Save(u, ended, by is null ? "close" : "give-back", by);
            memory.Conversations.Save(u, person.Conversation.Id, person.Conversation.Version, ConversationJson.Write(next));
        }, talk.IsQuiet ? [] : [.. teller.Tell([.. notice, .. effects.OfType<Effect.Say>()], person, key, now)], watch.Look, Deadline: null);
    }
}
