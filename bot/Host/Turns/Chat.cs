using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.People;
using Assistant.Protocol;
using System.Text.Json;

namespace Assistant.Host.Turns;

/// <summary>One conversation and whose it is, with the address its channel needs.</summary>
public sealed record Chat(StoredConversation Conversation, Person Person, ConversationReference Address)
{
    /// <summary>Reads the address kept with the conversation.</summary>
    public static Chat Of(StoredConversation conversation, Person person) => new(
        conversation, person, JsonSerializer.Deserialize(conversation.Reference, WireJson.Default.ConversationReference)
            ?? throw new InvalidDataException("A conversation is stored without its address."));
}

/// <summary>How chats and people go together.</summary>
public static class Chats
{
    /// <returns>The chat this person used last; <see langword="null"/>: they have none.</returns>
    public static Chat? LastOf(this Composition.Memory memory, IUnit unit, PersonId person) =>
        memory.Conversations.Of(unit, person) is [var last, ..] ? Chat.Of(last, memory.People.Get(unit, person)) : null;
}
