using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Conversations;

/// <summary>One chat as kept between messages.</summary>
/// <param name="Channel">As in <see cref="People.ChannelIdentity.Channel"/>.</param>
/// <param name="Reference">The channel's address of this chat, JSON (the wire's ConversationReference), sealed at rest.</param>
/// <param name="State">The dialogue's state, JSON; sealed at rest; empty for a new conversation.</param>
/// <param name="Version">Optimistic version; grows by one each turn.</param>
public sealed record StoredConversation(
    ConversationId Id, PersonId Person, string Channel, string Reference, string State, int Version)
{
    /// <summary>When its last turn was saved: when the person last wrote.</summary>
    public Instant Used { get; init; }

    /// <summary>Why the channel takes nothing for this chat any more; <see langword="null"/>: it does.</summary>
    public Silence? Silence { get; init; }
}

/// <summary>A chat that cannot be written to until the person writes again or lets us.</summary>
/// <param name="Reason">The channel's short code: one of <see cref="Lasting"/>.</param>
public sealed record Silence(string Reason, Instant Since)
{
    /// <summary>Reasons that hold until the person acts; others are about one message only.</summary>
    public static ImmutableArray<string> Lasting { get; } = [Blocked, "deactivated", "unknown-chat", "kicked"];

    /// <summary>The person does not want to be written to here.</summary>
    public const string Blocked = "blocked";
}

/// <summary>Conversations by their channel's address.</summary>
public interface IConversations
{
    /// <param name="external">The channel's id of the chat.</param>
    StoredConversation? Find(IUnit unit, string channel, string external);

    /// <summary>Which conversation it is and when it was used last, without opening what it holds.</summary>
    /// <param name="channel">The channel's id.</param>
    /// <param name="external">The channel's id of the chat.</param>
    /// <exception cref="KeyNotFoundException">Its person was erased.</exception>
    (ConversationId Id, Instant Used)? Look(IUnit unit, string channel, string external);

    /// <exception cref="KeyNotFoundException">No such conversation.</exception>
    StoredConversation Get(IUnit unit, ConversationId id);

    /// <summary>Finds or opens; refreshes <paramref name="reference"/> when it changed.</summary>
    /// <exception cref="InvalidOperationException">The chat belongs to another person.</exception>
    StoredConversation Open(IUnit unit, string channel, string external, string reference, PersonId person);

    /// <summary>The channel knows this chat under another address now. Nothing happens when a chat is known there already: then that is the person's chat.</summary>
    /// <param name="external">The channel's new id of the chat.</param>
    void Move(IUnit unit, ConversationId id, string external, string reference);

    /// <summary>Saves the state of one turn.</summary>
    /// <exception cref="ConflictException">Another turn was saved first.</exception>
    /// <param name="person">Whose talk it was at that version, for a caller who knows: it need not be looked up then.</param>
    void Save(IUnit unit, ConversationId id, int expectedVersion, string state, PersonId? person = null);

    /// <summary>Notes that the channel takes nothing for this chat any more. The first reason stands.</summary>
    /// <returns>Whether that is news.</returns>
    bool Silence(IUnit unit, ConversationId id, string reason);

    /// <summary>Whether the channel takes nothing for this chat; false for one that is gone.</summary>
    bool IsSilent(IUnit unit, ConversationId id);

    /// <summary>The chat can be written to again: the person wrote, or let us.</summary>
    void Reach(IUnit unit, ConversationId id);

    /// <summary>All chats of one person, the one used last first.</summary>
    ImmutableArray<StoredConversation> Of(IUnit unit, PersonId person);
}
