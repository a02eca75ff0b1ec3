using Assistant.Dialogs.Relay;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Records.Relay;
using NodaTime;

namespace Assistant.Host.Relay;

/// <summary>What merging two records does to their talks.</summary>
/// <param name="Before">Before the records are one.</param>
/// <param name="After">When they are.</param>
/// <param name="Notices">Who is told.</param>
internal sealed record RelayJoin(Action<IUnit> Before, Action<IUnit> After, IReadOnlyList<Rendered> Notices);

partial class RelayDesk
{
    /// <summary>Two records turn out to be one person's. Of two open talks one goes on, with every word of both: the one a human is in, else the one of the record that stays.</summary>
    /// <returns><see langword="null"/>: there is at most one, and it goes along by itself.</returns>
    internal RelayJoin? Join(IUnit unit, PersonId from, PersonId to, PersonId by, Instant now)
    {
        if (memory.Relays.OpenOf(unit, from) is not { } gone || memory.Relays.OpenOf(unit, to) is not { } own)
            return null;
        var (stays, ends) = gone.IsLive && !own.IsLive ? (gone, own) : (own, gone);
        var reader = OwnerOf(unit, stays);
        var waiting = reader is null ? [] : memory.Relays.Unpassed(unit, ends, RelaySide.Person);
        var person = memory.People.Get(unit, to);
        List<Rendered> told = [];
        if (reader is not null)
        {
            var fact = relayFacts.Of(unit, stays, reader.Person.Id);
            told.AddRange(teller.Tell(RelayNotices.Joined(fact, ends.Reference), reader, $"relay:{stays.Id}:join:{ends.Id}", now));
            told.AddRange(waiting.SelectMany(line => teller.Tell([RelayNotices.FromPerson(fact, line.Words, HasOthers(unit, stays))], reader, LineKey(stays, line.Number), now, OutgoingKind.Relayed, to)));
            if (!ends.IsQuiet && !ends.IsLive)
                told.AddRange(teller.Tell(RelayNotices.HumanIsHere(stays.Id.ToString(), reader.Person.Name), Chat.Of(memory.Conversations.Get(unit, ends.Conversation), person), $"relay:{ends.Id}:join", now));
        }
        if (OwnerOf(unit, ends) is { } other && other.Person.Id != reader?.Person.Id)
            told.AddRange(teller.Tell(RelayNotices.JoinedAway(relayFacts.Of(unit, ends, other.Person.Id), stays.Reference), other, $"relay:{ends.Id}:join-away", now));
        return new(
            u => memory.Relays.Save(u, Moved(ends.End(by: null, now)), "join", by),
            u =>
            {
                memory.Relays.Move(u, ends.Id, stays.Id);
                if (!waiting.IsEmpty)
                    memory.Relays.Pass(u, stays with { Person = to }, RelaySide.Person, waiting);
            },
            told);
    }
}
