using Assistant.Dialogs.Engine;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.People;

/// <summary>
/// How much of a talk the page and the terminal show again. Behind a code word, or where several people write, nothing of an earlier talk is shown
/// after a pause; channels that keep their own history are not ours to veil.
/// </summary>
public sealed class Veils(PeopleMemory memory)
{
    /// <summary>Nothing up to this number.</summary>
    public long UpTo(IUnit unit, StoredConversation talk) => IsPulled(talk) ? memory.Safe.VeilOf(unit, talk.Id) : 0;

    /// <summary>Nothing up to this moment: after a pause, before anybody has said who they are.</summary>
    public Instant Since(IUnit unit, StoredConversation talk) =>
        IsPulled(talk) && unit.Now - talk.Used >= SafeContact.Pause && talk.State.Length > 0 && ConversationJson.Read(talk.State).Gate is null
        && (memory.Safe.Of(unit, talk.Person).HasWord || memory.Profiles.Of(unit, talk.Person, talk.Channel).Length > 1)
            ? talk.Used : Instant.MinValue;

    private static bool IsPulled(StoredConversation talk) => talk.Channel is Channels.WebChat.WebChatChannel.ChannelId or Enrolment.Terminal;
}
