using Assistant.Dialogs.Engine;
using Assistant.Host.Turns;
using Assistant.Records;
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
    public long UpTo(IUnit unit, string channel, ConversationId talk) => IsPulled(channel) ? memory.Safe.VeilOf(unit, talk) : 0;

    /// <summary>Nothing up to this moment: after a pause, before anybody has said who they are. <see langword="null"/>: everything may be seen.</summary>
    /// <param name="used">When the talk was used last. Its state is opened only after a pause: this is asked for every line that is shown.</param>
    public Instant? Since(IUnit unit, string channel, ConversationId id, Instant used) =>
        IsPulled(channel) && unit.Now - used >= SafeContact.Pause
        && memory.Conversations.Get(unit, id) is { State.Length: > 0 } talk && ConversationJson.Read(talk.State).Gate is null
        && (memory.Safe.Of(unit, talk.Person).HasWord || memory.Profiles.Of(unit, talk.Person, talk.Channel).Length > 1)
            ? used : null;

    private static bool IsPulled(string channel) => channel is Channels.WebChat.WebChatChannel.ChannelId or Enrolment.Terminal;
}
