using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Protocol;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>Takes a chat off the person's screen where the channel can: somebody dangerous may be looking at it.</summary>
public sealed partial class Hiding(Memory memory, Delivery delivery, IClock clock, ILogger<Hiding> log)
{
    /// <summary>How far back vendors let us delete.</summary>
    private static readonly Duration reach = Duration.FromHours(48);

    /// <summary>More than anybody says in two days.</summary>
    private const int mostMessages = 10_000;

    /// <summary>Hides both sides' messages up to a number; what is answered to the wish itself stays. Never throws: what could not be hidden stays.</summary>
    public async Task Hide(Chat chat, long upTo)
    {
        if (delivery.Channel(chat.Conversation.Channel) is not IHidingChannel channel)
            return;
        try
        {
            var since = clock.GetCurrentInstant() - reach;
            var entries = await memory.Store.Read(unit => memory.Outbox.Log(unit, chat.Conversation.Id, after: 0, mostMessages), CancellationToken.None);
            var ids = entries.Where(entry => entry.At >= since && entry.Sequence <= upTo)
                .SelectMany(entry => entry.IsIncoming
                    ? [entry.Body is { } body ? JsonSerializer.Deserialize(body, WireJson.Default.Activity)?.Id : null]
                    : entry.Parts.Append(entry.ExternalId))
                .OfType<string>().ToList();
            await channel.Hide(chat.Address, ids, CancellationToken.None);
        }
#pragma warning disable CA1031 // nobody waits for it, so nobody could catch it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotHidden(log, fault.GetType().Name);
        }
    }

    [LoggerMessage(1103, LogLevel.Error, "A chat could not be hidden: {Fault}")]
    private static partial void NotHidden(ILogger log, string fault);
}
