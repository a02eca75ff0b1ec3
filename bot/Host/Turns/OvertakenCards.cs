using System.Text.Json;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Protocol;
using Assistant.Records.Messages;

namespace Assistant.Host.Turns;

/// <summary>
/// A draft that was put right or agreed to in words still stands above with its buttons, though nothing they would do is meant any more: they are taken off it. A press does that by
/// itself to the card it is on; where the same draft was shown several times, the others are closed here.
/// </summary>
public sealed partial class OvertakenCards(Memory memory, Delivery delivery, ILogger<OvertakenCards> log)
{
    /// <summary>How far back the draft is looked for: between it and the words stand what was asked in passing, and reminders.</summary>
    private const int mostBetween = 20;

    /// <returns>What is to be done once the turn is on disk; <see langword="null"/>: nothing was overtaken.</returns>
    public Action? After(InboxItem item, Chat chat, Conversation before, Conversation next) =>
        before.Current is { IsReviewed: true, Serial: var serial } && next.Current?.Serial != serial && delivery.Channel(chat.Conversation.Channel) is IClosingChannel channel
            ? () => _ = Close(channel, chat, serial, item)
            : null;

    /// <summary>Never throws: what could not be closed stays, and its buttons say kindly that they are over.</summary>
    private async Task Close(IClosingChannel channel, Chat chat, int serial, InboxItem item)
    {
        try
        {
            var pressed = Press.Of(JsonSerializer.Deserialize(item.Activity, WireJson.Default.Activity)!)?.Handle;
            foreach (var (id, message) in await memory.Store.Read(unit => memory.Outbox.Arrived(unit, chat.Conversation.Id, item.Sequence, mostBetween)
                .Select(entry => (entry.ExternalId!, Message: JsonSerializer.Deserialize(entry.Body!, WireJson.Default.Message)!))
                .Where(sent => sent.Message is { KeepsButtons: false, Buttons: [var first, ..] } && first.Handle[..first.Handle.LastIndexOf(':')] is var handle && handle != pressed && memory.Keyboards.Find(unit, handle)?.Prompt == serial)
                .ToList(), CancellationToken.None))
                await channel.Close(chat.Address, id, message, CancellationToken.None);
        }
#pragma warning disable CA1031 // nobody waits for it, so nobody could catch it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotClosed(log, fault.GetType().Name);
        }
    }

    [LoggerMessage(1106, LogLevel.Warning, "A draft that was overtaken keeps its buttons: {Fault}")]
    private static partial void NotClosed(ILogger log, string fault);
}
