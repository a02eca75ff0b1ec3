using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Records.Broadcasts;
using Assistant.Records.Messages;
using Assistant.Tests.Fakes;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Broadcasts;

/// <summary>
/// kill -9 of the real program while it plans and sends a message to many, again and again: nobody gets it twice, and whoever is said to have it has it.
/// </summary>
[Collection(Alone.Name)]
public sealed class BroadcastKillTests
{
    private const int recipients = 150;
    private const string words = "Homme on maja suletud.";

    [Fact]
    public async Task Whenever_the_program_is_killed_nobody_gets_it_twice_and_all_get_it_or_are_shown_as_uncertain()
    {
        using var data = new TempFolder();
        await using var world = await KilledProgram.World();
        var program = new KilledProgram(data.Path, world);
        var users = Enumerable.Range(0, recipients).Select(n => world.AddUser($"P{n}", "et", isOpen: true)).ToList();
        var id = await Prepared(program, users);
        await program.Run((storage, unit) => storage.Broadcasts.Find(unit, id)!.State == BroadcastState.Done);

        Assert.All(users, user => Assert.True(user.Heard.Count(message => message.Text == words) <= 1, $"{user.FirstName} got it {user.Heard.Length} times"));
        using var storage = program.Open();
        var found = await storage.Store.Read(unit => users.Select(user =>
        {
            var person = storage.People.Find(unit, KilledProgram.Identity(user))!.Id;
            var delivery = storage.Broadcasts.Deliveries(unit, id).Single(one => one.Person == person);
            return (user, Known: storage.Outbox.StateOf(unit, delivery.Key)?.State, delivery.State);
        }).ToList(), CancellationToken.None);
        Assert.Equal(recipients, found.Count);
        foreach (var (user, known, state) in found)
        {
            var heard = user.Heard.Count(message => message.Text == words);
            Assert.Equal(known == OutgoingState.Sent ? DeliveryState.Sent : DeliveryState.Uncertain, state);
            if (state == DeliveryState.Sent)
                Assert.Equal(1, heard);
            else
                // A crash between the call and its answer is the only way not to know.
                Assert.Equal(OutgoingState.Uncertain, known);
        }
    }

    private static async Task<BroadcastId> Prepared(KilledProgram program, IReadOnlyList<FakeUser> users)
    {
        using var storage = program.Open();
        return await storage.Store.Write(unit =>
        {
            foreach (var user in users)
                storage.People.Consent(unit, KilledProgram.Meet(storage, unit, user).Id, new("1", new('0', 64), "et", TelegramChannel.ChannelId));
            var author = storage.People.Meet(unit, new("terminal", "coordinator"), "et");
            storage.People.Grant(unit, author.Id, Assistant.Records.People.Role.Coordinator, by: null);
            var broadcast = new Broadcast(new(storage.Ids.Next()), "K7M2X", author.Id, BroadcastState.Planned, SystemClock.Instance.GetCurrentInstant(), Opened: null,
                new(AudienceKind.Role, nameof(Assistant.Records.People.Role.Parent)), new("et", words), SystemClock.Instance.GetCurrentInstant(), Version: 1);
            storage.Broadcasts.Add(unit, broadcast);
            return broadcast.Id;
        }, CancellationToken.None);
    }
}
