using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using NodaTime;

namespace Assistant.Host.Broadcasts;

/// <summary>Which message to many somebody answers with what they write.</summary>
public sealed class BroadcastReplies(Memory memory, IBroadcasts broadcasts)
{
    /// <summary>So long what is written right after a message is taken as an answer to it: over a weekend.</summary>
    private static readonly Duration fresh = Duration.FromDays(3);

    /// <summary>So long the channel's own "reply" to it is still known for one: as long as what was sent is.</summary>
    private static readonly Duration known = Duration.FromDays(8);

    private const int most = 10;

    /// <summary>Adds what the turn asked for.</summary>
    public Facts Add(Facts facts, IUnit unit, Chat chat, Wish wish) => wish.Needs.HasFlag(Needs.Announced) ? facts with { Announced = Of(unit, chat, wish.Answers) } : facts;

    private AnnouncedFact? Of(IUnit unit, Chat chat, string? answers)
    {
        var sent = broadcasts.SentTo(unit, chat.Person.Id, unit.Now - (answers is null ? fresh : known), answers is null ? 1 : most);
        foreach (var (_, delivery) in sent)
            if (memory.Outbox.IsAnswered(unit, chat.Conversation.Id, delivery.Key, answers))
                return new(delivery.Broadcast.ToString(), IsNamed: answers is not null);
        return null;
    }
}
