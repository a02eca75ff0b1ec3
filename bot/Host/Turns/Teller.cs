using Assistant.Dialogs.Engine;
using Assistant.Records;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>Messages to people outside their own turn.</summary>
public sealed class Teller(MessageRenderer renderer, Delivery delivery)
{
    /// <summary>Renders for one chat, each message under a key of its own.</summary>
    /// <param name="key">Unique to what is told; chat and place are added.</param>
    /// <param name="kind">What to do when nobody knows whether it arrived; words about danger are always <see cref="OutgoingKind.Safety"/>.</param>
    /// <param name="owner">Whose words these are, when not the reader's: erased with them.</param>
    public IEnumerable<Rendered> Tell(IEnumerable<Effect.Say> says, Chat to, string key, Instant now, OutgoingKind kind = OutgoingKind.Reminder, PersonId? owner = null) =>
        says.Select((say, n) =>
        {
            var told = renderer.Render(say, to, Key(key, to.Conversation.Id, n), now, delivery.IsPulled(to.Conversation.Channel), alerts: true);
            return told with { Outgoing = told.Outgoing with { Kind = say.IsSafety ? OutgoingKind.Safety : kind, Owner = owner ?? told.Outgoing.Owner } };
        });

    /// <summary>The unique key of one message of <see cref="Tell"/>.</summary>
    public static string Key(string key, ConversationId to, int n = 0) => $"{key}:{to}:{n}";
}
