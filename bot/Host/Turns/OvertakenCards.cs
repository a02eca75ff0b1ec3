using System.Text.Json;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Protocol;
using Assistant.Records.Messages;

namespace Assistant.Host.Turns;

/// <summary>
/// A draft that was put right or agreed to in words still stands above with its buttons, though nothing they would do is meant any more: they are taken off it. A press does that by itself.
/// </summary>
public sealed partial class OvertakenCards(Memory memory, Delivery delivery, ILogger<OvertakenCards> log)
{
    /// <summary>How far back the draft is looked for: between it and the words stand what was asked in passing, and reminders.</summary>
    private const int mostBetween = 20;

    /// <returns>What is to be done once the turn is on disk; <see langword="null"/>: nothing was overtaken.</returns>
    public Action? After(InboxItem item, Chat chat, Utterance said, Conversation before, Conversation next) =>
        said.Pressed is null && before.Current is { IsReviewed: true, Serial: var serial } && next.Current?.Serial != serial && delivery.Channel(chat.Conversation.Channel) is IClosingChannel channel
            ? () => _ = Close(channel, chat, serial, item.Sequence)
            : null;

    /// <summary>Never throws: what could not be closed stays, and its buttons say kindly that they are over.</summary>
    private async Task Close(IClosingChannel channel, Chat chat, int serial, long before)
    {
        try
        {
            foreach (var (id, message) in await memory.Store.Read(unit => memory.Outbox.Arrived(unit, chat.Conversation.Id, before, mostBetween)
                .Select(entry => (entry.ExternalId!, Message: JsonSerializer.Deserialize(entry.Body!, WireJson.Default.Message)!))
                .Where(sent => sent.Message is { KeepsButtons: false, Buttons: [var first, ..] } && memory.Keyboards.Find(unit, first.Handle[..first.Handle.LastIndexOf(':')])?.Prompt == serial).ToList(), CancellationToken.None))
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
