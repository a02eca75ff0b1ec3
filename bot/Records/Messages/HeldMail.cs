using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Messages;

/// <summary>A message that waits, without its words.</summary>
public sealed record Held(long Number, ConversationId Conversation, Instant? Due);

/// <summary>Messages that wait for a better moment: the end of somebody's quiet time, or until they come by themselves.</summary>
public interface IHeldMail
{
    /// <summary>Keeps a message back. A key that waits or went out already is skipped.</summary>
    /// <param name="due"><see langword="null"/>: until the person comes.</param>
    void Hold(IUnit unit, Outgoing message, Instant? due);

    /// <returns>How many wait in this chat.</returns>
    int Count(IUnit unit, ConversationId conversation);

    /// <summary>What is due now, oldest first.</summary>
    ImmutableArray<Held> Due(IUnit unit);

    /// <summary>Takes back a message that is kept back.</summary>
    /// <returns>False: none with this key is.</returns>
    bool Drop(IUnit unit, string dedupe);

    /// <summary>Lets one wait until the person comes.</summary>
    void Keep(IUnit unit, long number);

    /// <summary>Moves one into the outbox, due now.</summary>
    void Release(IUnit unit, long number);

    /// <summary>Moves all of a chat into the outbox, in their order.</summary>
    /// <returns>How many.</returns>
    int ReleaseAll(IUnit unit, ConversationId conversation);
}
