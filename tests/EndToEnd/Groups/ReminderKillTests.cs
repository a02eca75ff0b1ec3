using Assistant.Fakes.Telegram;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Records.Messages;
using Assistant.Tests.Fakes;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Groups;

/// <summary>
/// kill -9 of the real program while it writes down and sends reminders of sessions, again and again: one row for each session, offset and person, nobody is reminded twice,
/// and what nobody knows is shown as such.
/// </summary>
[Collection(Alone.Name)]
public sealed class ReminderKillTests
{
    private const int groups = 30, members = 5, offset = 60;

    [Fact]
    public async Task Whenever_the_program_is_killed_each_member_is_reminded_at_most_once_and_what_is_not_known_is_shown()
    {
        using var data = new TempFolder();
        await using var world = await KilledProgram.World();
        var program = new KilledProgram(data.Path, world);
        var users = Enumerable.Range(0, groups * members).Select(n => world.AddUser($"P{n}", "et", isOpen: true)).ToList();
        await Prepare(program, users);
        await program.Run((storage, unit) => storage.Groups.Reminders(unit, Instant.MinValue, 1, ReminderState.Planned, ReminderState.Deferred, ReminderState.Queued).IsEmpty);

        using var storage = program.Open();
        var all = await storage.Store.Read(All, CancellationToken.None);
        Assert.Equal(groups * members, all.Length);
        Assert.Equal(groups * members, all.DistinctBy(one => (one.Reminder.Session, one.Reminder.Before, one.Reminder.Person)).Count());
        foreach (var user in users)
        {
            var person = await storage.Store.Read(unit => storage.People.Find(unit, KilledProgram.Identity(user))!.Id, CancellationToken.None);
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

    /// <summary>Groups that meet in an hour and whose reminder was due a moment ago.</summary>
    private static async Task Prepare(KilledProgram program, IReadOnlyList<FakeUser> users)
    {
        using var storage = program.Open();
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
                    storage.Groups.Save(unit, new Membership(storage.Ids.Next(), group.Id, KilledProgram.Meet(storage, unit, user).Id, MemberState.Member, now - Duration.FromDays(1), now, new("X", null, null), 1), by: null);
            }
            return true;
        }, CancellationToken.None);
    }
}
