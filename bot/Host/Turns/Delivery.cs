using Assistant.Host.Composition;
using Assistant.Host.People;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Messages;

namespace Assistant.Host.Turns;

/// <summary>Queues rendered messages inside a unit, and wakes whoever delivers them once the unit is on disk.</summary>
public sealed class Delivery(Memory memory, IEnumerable<IChannel> channels, SenderSignal sender, Courtesy courtesy)
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

    /// <summary>Queues messages as they are, whenever their readers want to be written to.</summary>
    /// <param name="keyboardsOf">Whose keyboards to keep besides.</param>
    public void Put(IUnit unit, IReadOnlyList<Rendered> messages, IReadOnlyList<Rendered>? keyboardsOf = null)
    {
        memory.Outbox.Queue(unit, [.. messages.Select(message => message.Outgoing)]);
        foreach (var message in keyboardsOf is null ? messages : messages.Union(keyboardsOf))
            if (message.Keyboard is { } keyboard)
                memory.Keyboards.Keep(unit, keyboard);
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
    public async ValueTask Wake(IReadOnlyList<Rendered> messages)
    {
        foreach (var message in messages)
            if (Channel(message.To.Conversation.Channel) is { Abilities.IsPulled: true } pulled)
                await pulled.Send(message.To.Address, message.Message, number: Committed, CancellationToken.None);
        if (messages.Any(message => !message.Outgoing.IsPulled))
            sender.Set();
    }

    /// <summary>Number given to a pulled channel for a message that is in its log already.</summary>
    public const long Committed = 1;
}

/// <summary>Wakes the sender.</summary>
public sealed class SenderSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>Something is due.</summary>
    public void Set()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already set: the sender will look at everything that is due.
        }
    }

    /// <summary>Waits for <see cref="Set"/> or until the time is over.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancellationToken) => await signal.WaitAsync(atMost, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => signal.Dispose();
}
