using System.Collections.Concurrent;
using Assistant.Records;

namespace Assistant.Host.People;

/// <summary>Which chat and person an address is, remembered between messages.</summary>
public sealed class KnownChats
{
    /// <summary>Most chats remembered; beyond it the memory starts afresh.</summary>
    private const int mostKnown = 10_000;

    private readonly ConcurrentDictionary<(string Channel, string Conversation, string User), KnownChat> known = new();

    /// <returns><see langword="null"/>: look it up.</returns>
    public KnownChat? Find((string Channel, string Conversation, string User) key) => known.GetValueOrDefault(key);

    /// <summary>Only after the commit: what a rolled-back unit opened does not exist.</summary>
    public void Remember((string Channel, string Conversation, string User) key, KnownChat chat)
    {
        if (known.Count >= mostKnown)
            known.Clear();
        known[key] = chat;
    }

    /// <returns>Whether it was remembered.</returns>
    public bool Forget((string Channel, string Conversation, string User) key) => known.TryRemove(key, out _);

    /// <summary>Another person writes from the addresses of this one now, or nobody does.</summary>
    public void Forget(PersonId person)
    {
        foreach (var (key, chat) in known)
            if (chat.Person == person)
                known.TryRemove(key, out _);
    }
}

/// <param name="Reference">The channel's address of the chat, JSON.</param>
public sealed record KnownChat(ConversationId Conversation, PersonId Person, string Reference);
