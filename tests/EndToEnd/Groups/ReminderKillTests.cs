using System.Text.Json;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Records.Messages;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Groups;

/// <summary>
/// kill -9 of the real program while it writes down and sends reminders of sessions, again and again: one row for each session, offset and person, nobody is reminded twice,
/// and what nobody knows is shown as such. <c>ASSISTANT_KILLS</c> sets the rounds; 4 by default.
/// </summary>
[Collection(Alone.Name)]
public sealed class ReminderKillTests
{
    private const int groups = 30, members = 5, offset = 60;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Whenever_the_program_is_killed_each_member_is_reminded_at_most_once_and_what_is_not_known_is_shown()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("ASSISTANT_KILLS"), out var given) ? given : 4;
        using var data = new TempFolder();
        await using var world = await TelegramDouble.Start(new() { SlowsHastyPolls = false, ConflictDelay = TimeSpan.FromMilliseconds(200) });
        var users = Enumerable.Range(0, groups * members).Select(n => world.AddUser($"P{n}", "et", isOpen: true)).ToList();
        // Quiet hours would make the outcome a matter of when this runs.
        var environment = new Dictionary<string, string> { ["Telegram__Token"] = world.Options.Token, ["Telegram__ApiRoot"] = world.Address.AbsoluteUri, ["Organisation__QuietHours"] = "03:00-03:00" };
        await Prepare(data.Path, users);

        for (var round = 0; round < rounds; round++)
        {
            await using var host = await HostProcess.Start(data.Path, environment);
            // Each round somewhat later in its life: while reminders are written down, while they are queued, while they are sent.
            await Task.Delay(150 * round);
            await host.Kill();
        }
        for (var began = TimeProvider.System.GetTimestamp(); !await AreSettled(data.Path);)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < patience, "the reminders do not come to their end");
            await using var host = await HostProcess.Start(data.Path, environment);
            await Task.Delay(TimeSpan.FromSeconds(6));
            Assert.Equal(0, await host.Stop());
        }

        using var storage = Open(data.Path);
        var all = await storage.Store.Read(All, CancellationToken.None);
        Assert.Equal(groups * members, all.Length);
        Assert.Equal(groups * members, all.DistinctBy(one => (one.Reminder.Session, one.Reminder.Before, one.Reminder.Person)).Count());
        foreach (var user in users)
        {
            var person = await storage.Store.Read(unit => storage.People.Find(unit, new(TelegramChannel.ChannelId, $"{user.Id}"))!.Id, CancellationToken.None);
            var (reminder, known) = Assert.Single(all, one => one.Reminder.Person == person);
            var heard = user.Heard.Count(message => message.Text.StartsWith("Meeldetuletus", StringComparison.Ordinal));
            Assert.True(heard <= 1, $"{user.FirstName} was reminded {heard} times");
            if (reminder.State == ReminderState.Sent)
                Assert.Equal((OutgoingState.Sent, 1), (known, heard));
            else
                // A crash between the call and its answer is the only way not to know, and the leader is shown it.
                Assert.Equal((ReminderState.Uncertain, OutgoingState.Uncertain, true), (reminder.State, known, reminder.IsNotReached));
        }
        // Of those that only waited for their turn, as most do, none is in doubt.
        Assert.True(all.Count(one => one.Reminder.State == ReminderState.Uncertain) < all.Length / 2);

        (SessionReminder Reminder, OutgoingState? Known)[] All(IUnit unit) => [.. storage.Groups.All(unit, groups).SelectMany(group => storage.Groups.Sessions(unit, group.Id))
            .SelectMany(session => storage.Groups.Reminders(unit, session.Id)).Select(reminder => (reminder, storage.Outbox.StateOf(unit, reminder.Key)?.State))];
    }

    private static async Task<bool> AreSettled(string folder)
    {
        using var storage = Open(folder);
        return await storage.Store.Read(unit => storage.Groups.Reminders(unit, Instant.MinValue, 1, ReminderState.Planned, ReminderState.Deferred, ReminderState.Queued).IsEmpty, CancellationToken.None);
    }

    private static SqliteStorage Open(string folder)
    {
        var settings = SettingsReader.Read(new ConfigurationBuilder().Build(), Surroundings.Test, new DataFolder(folder));
        return Assistant.Host.Server.StoreFolder.Open(settings, TimeProvider.System, new RandomIds(new TimeProviderClock(TimeProvider.System)));
    }

    /// <summary>Groups that meet in an hour and whose reminder was due a moment ago.</summary>
    private static async Task Prepare(string folder, IReadOnlyList<FakeUser> users)
    {
        using var storage = Open(folder);
        var zone = DateTimeZoneProviders.Tzdb["Europe/Tallinn"];
        var now = SystemClock.Instance.GetCurrentInstant();
        var starts = (now + Duration.FromMinutes(offset)).InZone(zone).LocalDateTime.With(TimeAdjusters.TruncateToMinute);
        await storage.Store.Write(unit =>
        {
            var leader = storage.People.Meet(unit, new("terminal", "leader"), "et").Id;
            foreach (var (some, n) in users.Chunk(members).Select((some, n) => (some, n)))
            {
                var group = new Cohort(new(storage.Ids.Next()), $"R{n:0000}", CohortState.Running, members, leader, Substitute: null, new(starts.DayOfWeek, starts.TimeOfDay, 120, starts.Date, starts.Date, MeetsOnHolidays: true),
                    new($"Rühm {n}", $"link-{n}", null, null, null) { RemindBefore = [offset] }, now, 1);
                storage.Groups.Add(unit, group, GroupSession.Of(group, storage.Ids.Next), zone, by: null);
                foreach (var user in some)
                {
                    var person = storage.People.Meet(unit, new(TelegramChannel.ChannelId, $"{user.Id}"), "et").Id;
                    var address = JsonSerializer.Serialize(new ConversationReference(TelegramChannel.ChannelId, $"{user.Id}", $"{user.Id}"), WireJson.Default.ConversationReference);
                    storage.Conversations.Open(unit, TelegramChannel.ChannelId, $"{user.Id}", address, person);
                    storage.Groups.Save(unit, new Membership(storage.Ids.Next(), group.Id, person, MemberState.Member, now - Duration.FromDays(1), now, new("X", null, null), 1), by: null);
                }
            }
            return true;
        }, CancellationToken.None);
    }
}
