using Assistant.Dialogs.Engine;
using Assistant.Dialogs.SafeContact;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.People;

/// <summary>
/// Writes to nobody at a time or in words they asked us not to: what nobody waits for is held until their quiet time is over, or until they come, and
/// only a neutral word goes out meanwhile. Danger is never held.
/// </summary>
public sealed class Courtesy(PeopleMemory memory, MessageRenderer renderer, Settings settings)
{
    /// <summary>Holds what must wait.</summary>
    /// <returns>What goes out now, neutral words in place of what waits among it.</returns>
    public IReadOnlyList<Rendered> Hold(IUnit unit, IReadOnlyList<Rendered> messages)
    {
        if (messages.All(message => !IsUnasked(message)))
            return messages;
        List<Rendered> now = [];
        foreach (var message in messages)
        {
            var at = Instant.Max(unit.Now, message.Outgoing.Due);
            if (!IsUnasked(message) || ReachOf(unit, message.To, at, out var until, out var front) is Reach.Open)
            {
                now.Add(message);
                continue;
            }
            // What is meant for later is looked at again then.
            memory.Held.Hold(unit, message.Outgoing, until ?? (at > unit.Now ? at : null));
            if (until is null && at == unit.Now)
                now.Add(Neutral(unit, message.To, front, message.Outgoing.IsPulled));
        }
        return now;
    }

    /// <summary>Whether the person wants to be written to just now, in full.</summary>
    public bool IsOpen(IUnit unit, Chat to) => ReachOf(unit, to, unit.Now, out _, out _) is Reach.Open;

    /// <summary>Says to a worker that somebody will read what they just sent later than now.</summary>
    public async ValueTask<IReadOnlyList<Effect.Say>> Tell(IReadOnlyList<Rendered> notices, Chat worker) => await memory.Store.Read<IReadOnlyList<Effect.Say>>(unit =>
    {
        List<Effect.Say> said = [];
        foreach (var to in notices.Where(IsUnasked).Select(notice => notice.To).Where(to => to.Person.Id != worker.Person.Id).DistinctBy(to => to.Conversation.Id))
            switch (ReachOf(unit, to, unit.Now, out var until, out _))
            {
                case Reach.Later:
                    var zone = settings.Organisation.TimeZone;
                    said.Add(new(Line.Of("safe.deferred", Slot.Of("time", until!.Value.InZone(zone).LocalDateTime, unit.Now.InZone(zone).LocalDateTime))));
                    break;
                case Reach.Neutral:
                    said.Add(new(new("safe.until-comes")));
                    break;
            }
        return said;
    }, CancellationToken.None);

    /// <summary>Sends what was held until now: as it is, or as neutral words while the rest waits for the person.</summary>
    /// <returns>What was said, and to whom something was released.</returns>
    public (IReadOnlyList<Rendered> Neutral, IReadOnlyList<Chat> Released) Release(IUnit unit)
    {
        List<Rendered> neutral = [];
        List<Chat> released = [];
        foreach (var held in memory.Held.Due(unit))
        {
            var conversation = memory.Conversations.Get(unit, held.Conversation);
            var chat = Chat.Of(conversation, memory.People.Get(unit, conversation.Person));
            switch (ReachOf(unit, chat, unit.Now, out _, out var front))
            {
                case Reach.Open:
                    memory.Held.Release(unit, held.Number);
                    released.Add(chat);
                    break;
                case Reach.Neutral:
                    memory.Held.Keep(unit, held.Number);
                    neutral.Add(Neutral(unit, chat, front, IsPulled(chat)));
                    break;
            }
        }
        return (neutral, released);
    }

    /// <param name="until">When it goes out, if later; <see langword="null"/>: at once, or when the person comes.</param>
    /// <param name="front">The talk of whoever writes on the person's device now, if that is somebody else.</param>
    private Reach ReachOf(IUnit unit, Chat to, Instant at, out Instant? until, out Chat? front)
    {
        (until, front) = (null, null);
        // Workers are written to about their work.
        if (to.Person.Roles.Any(role => role != Role.Parent))
            return Reach.Open;
        var zone = settings.Organisation.TimeZone;
        var safe = memory.Safe.Of(unit, to.Person.Id);
        var talk = memory.Conversations.Get(unit, to.Conversation.Id);
        if (memory.Profiles.InFrontOf(unit, talk.Id) is { } open)
            front = Chat.Of(open, memory.People.Get(unit, open.Person));
        var reach = safe.ReachAt(at, zone, talk.Used, front is not null);
        if (reach == Reach.Later)
            until = safe.QuietEnd(at, zone);
        return reach;
    }

    /// <summary>Once in each silence.</summary>
    private Rendered Neutral(IUnit unit, Chat to, Chat? front, bool isPulled)
    {
        var used = memory.Conversations.Get(unit, to.Conversation.Id).Used.ToUnixTimeMilliseconds();
        Effect.Say say = front is null
            ? new(new("safe.neutral")) { Choices = [Threshold.Show] }
            : new(new("who.waiting")) { Choices = [Threshold.List] };
        return renderer.Render(say, front ?? to, $"neutral:{to.Conversation.Id}:{used}", unit.Now, isPulled);
    }

    private static bool IsUnasked(Rendered message) => message.Outgoing.Kind == OutgoingKind.Reminder;

    private static bool IsPulled(Chat chat) => chat.Conversation.Channel is Channels.WebChat.WebChatChannel.ChannelId or Enrolment.Terminal;
}
