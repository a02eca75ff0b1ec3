using Assistant.Host.Composition;
using Assistant.Host.People;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Messages;

namespace Assistant.Host.Turns;

/// <summary>Queues rendered messages inside a unit, and wakes whoever delivers them once the unit is on disk.</summary>
public sealed class Delivery(Memory memory, IEnumerable<IChannel> channels, SenderSignal sender, AheadSignal ahead, Courtesy courtesy)
{
    private readonly Dictionary<string, IChannel> byId = channels.ToDictionary(channel => channel.Id);

    /// <returns><see langword="null"/>: the channel is switched off; its messages wait in the outbox.</returns>
    public IChannel? Channel(string id) => byId.GetValueOrDefault(id);

    /// <summary>Whether the channel's client reads our log.</summary>
    public bool IsPulled(string channel) => byId.TryGetValue(channel, out var known) && known.Abilities.IsPulled;

    /// <summary>Queues messages and keeps their keyboards.</summary>
    public void Queue(IUnit unit, IReadOnlyList<Rendered> messages)
    {
        if (messages.Count == 0)
            return;
        // Buttons of what is held are good from now on, whenever they are seen.
        Put(unit, courtesy.Hold(unit, messages), keyboardsOf: messages);
    }

    /// <summary>As <see cref="Queue"/>, for what a turn says: what may go at once is taken.</summary>
    /// <returns>What the courier must be given once the unit is on disk.</returns>
    public Begun Begin(IUnit unit, IReadOnlyList<Rendered> messages)
    {
        if (messages.Count == 0)
            return Begun.Nothing;
        var open = courtesy.Hold(unit, messages);
        var queued = memory.Outbox.Begin(unit, [.. open.Select(message => message.Outgoing)]);
        Keep(unit, ReferenceEquals(open, messages) ? messages : open.Union(messages));
        if (!queued.Any(one => one.IsTaken))
            return new([], IsMore: open.Any(message => !message.Outgoing.IsPulled));
        var errands = new List<Errand>();
        var covered = 0;
        for (var n = 0; n < open.Count; n++)
            if (queued[n].IsTaken)
            {
                var to = open[n].To.Conversation.Id;
                // Reminders take a line of their own, and what was skipped breaks no order.
                var behind = Enumerable.Range(n, open.Count - n).Where(other => open[other].To.Conversation.Id == to)
                    .TakeWhile(other => open[other].Outgoing.Kind != OutgoingKind.Reminder && queued[other].Number > 0).Select(other => (queued[other].Number, open[other])).ToArray();
                covered += behind.Length;
                errands.Add(new(open[n].To, behind));
            }
        return new(errands, IsMore: covered < open.Count(message => !message.Outgoing.IsPulled));
    }

    /// <summary>Queues messages as they are, whenever their readers want to be written to.</summary>
    /// <param name="keyboardsOf">Whose keyboards to keep besides.</param>
    public void Put(IUnit unit, IReadOnlyList<Rendered> messages, IReadOnlyList<Rendered>? keyboardsOf = null)
    {
        memory.Outbox.Queue(unit, [.. messages.Select(message => message.Outgoing)]);
        Keep(unit, keyboardsOf is null ? messages : messages.Union(keyboardsOf));
    }

    private void Keep(IUnit unit, IEnumerable<Rendered> messages)
    {
        foreach (var message in messages)
            if (message.Keyboard is { } keyboard)
                memory.Keyboards.Keep(unit, keyboard);
    }

    /// <summary>One unit of work that says something, from the writing to the waking of who delivers it.</summary>
    /// <param name="work">Writes, and says what is to be queued in the same unit.</param>
    /// <returns>How many messages.</returns>
    public async ValueTask<int> Tell(Func<IUnit, IReadOnlyList<Rendered>> work, CancellationToken cancellationToken)
    {
        var told = await memory.Store.Write(unit =>
        {
            var messages = work(unit);
            Queue(unit, messages);
            return messages;
        }, cancellationToken);
        await Wake(told);
        return told.Count;
    }

    /// <summary>After the commit: something was put into this chat.</summary>
    public async ValueTask Wake(Chat chat)
    {
        if (Channel(chat.Conversation.Channel) is { Abilities.IsPulled: true } pulled)
            await pulled.Send(chat.Address, new() { Text = "" }, number: Committed, CancellationToken.None);
        else
            sender.Set();
    }

    /// <summary>After the commit: pulled channels look into the log, the sender into the outbox.</summary>
    public ValueTask Wake(IReadOnlyList<Rendered> messages) => Wake(messages, forSender: messages.Any(message => !message.Outgoing.IsPulled));

    /// <param name="forSender">Whether something is for the sender.</param>
    public async ValueTask Wake(IReadOnlyList<Rendered> messages, bool forSender)
    {
        foreach (var message in messages)
            if (message.Outgoing is { IsPulled: true, IsAhead: true })
                ahead.Set();
            else if (Channel(message.To.Conversation.Channel) is { Abilities.IsPulled: true } pulled)
                await pulled.Send(message.To.Address, message.Message, number: Committed, CancellationToken.None);
        if (forSender)
            sender.Set();
    }

    /// <summary>Number given to a pulled channel for a message that is in its log already.</summary>
    public const long Committed = 1;
}

/// <summary>What is to follow the commit of what a turn said.</summary>
/// <param name="Errands">For the courier.</param>
/// <param name="IsMore">Something is for the sender.</param>
public readonly record struct Begun(IReadOnlyList<Errand> Errands, bool IsMore)
{
    /// <summary>A turn without words.</summary>
    public static Begun Nothing => new([], IsMore: false);
}
