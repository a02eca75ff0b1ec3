using System.Collections.Immutable;
using Assistant.Records.Conversations;

namespace Assistant.Records.People;

/// <summary>One of several people on one device.</summary>
/// <param name="Name">As they called themselves there; <see langword="null"/>: who wrote before anybody else came.</param>
/// <param name="HasWord">Their talk is behind a code word.</param>
public sealed record Profile(PersonId Person, string? Name, bool HasWord);

/// <summary>Several people on one device, each with a record and a talk of their own.</summary>
public interface IProfiles
{
    /// <returns>Everybody who writes on the devices of this person on this channel, in the order they came; empty: nobody else does.</returns>
    ImmutableArray<Profile> Of(IUnit unit, PersonId person, string channel);

    /// <summary>Somebody new takes the device over; the talk of whoever wrote until now is parked. Audited.</summary>
    /// <param name="at">The talk of whoever writes now.</param>
    /// <param name="name"><see langword="null"/>: they did not say.</param>
    /// <returns>The new person's talk.</returns>
    StoredConversation Add(IUnit unit, ChannelIdentity identity, StoredConversation at, string? name, string language);

    /// <summary>Another known person takes the device over. Audited.</summary>
    /// <exception cref="ConflictException">They do not write there.</exception>
    StoredConversation Switch(IUnit unit, ChannelIdentity identity, StoredConversation at, PersonId to);

    /// <summary>The talk that is open on the device of a parked talk; <see langword="null"/>: this one is not parked.</summary>
    StoredConversation? InFrontOf(IUnit unit, ConversationId conversation);
}
