using Assistant.Host.Composition;
using Assistant.Host.Turns;
using Assistant.Records.Messages;
using Assistant.Storage;
using Assistant.Tests.EndToEnd.Telegram;
using Assistant.Tests.Fakes;
using Assistant.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assistant.Tests.Host.Turns;

/// <summary>Of a reminder in parts only what is missing is sent after a restart: what arrived is on disk before the next part leaves.</summary>
[Collection(Alone.Name)]
public sealed class HandoverTests
{
    [Fact]
    public async Task A_part_that_arrived_is_known_to_whoever_sends_the_message_next_and_the_next_part_begins_anew()
    {
        await using var world = await TelegramChatWorld.Started();
        var memory = world.Rooms.GetRequiredService<Memory>();
        var book = world.Rooms.GetRequiredService<DeliveryBook>();
        var anna = world.Rooms.GetRequiredService<SqliteStorage>().Chat("anna");
        // Queued and taken in one unit: nobody else sends it.
        var claimed = Assert.Single(await memory.Store.Write(unit =>
        {
            memory.Outbox.Queue(unit, [new("parts", anna.Id, anna.Person, OutgoingKind.Reminder, "{}", unit.Now, IsPulled: false)]);
            return memory.Outbox.Claim(unit, 1, 1);
        }, TestContext.Current.CancellationToken));

        Handover first = new(memory, book, claimed), afterwards = new(memory, book, claimed);
        Assert.True(await first.Begins());
        Assert.Equal(0, await first.PartsSent());
        await first.PartSent("41");
        Assert.True(await first.Begins());
        Assert.Equal(1, await afterwards.PartsSent());
        await afterwards.PartSent("42");
        Assert.Equal(2, await first.PartsSent());
    }
}
