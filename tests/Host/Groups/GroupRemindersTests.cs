using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Tests.Transcripts;
using NodaTime;

namespace Assistant.Tests.Host.Groups;

/// <summary>Each reminder of a session goes out once, at the right local time, whatever happens to clock and process; what does not is told.</summary>
public sealed class GroupRemindersTests
{
    private static readonly Speaker coordinator = GroupWorld.Coordinator, olga = new("parent", "olga", Lang.Et), jaan = new("parent", "jaan", Lang.Et);

    [Fact]
    public async Task A_whole_season_over_both_changes_of_the_clock_has_two_reminders_a_session_at_the_right_hour()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 10. novembrini 2027", olga);
        List<LocalDateTime> at = [];
        for (var day = new LocalDate(2026, 11, 24); day <= new LocalDate(2027, 11, 10); day = day.PlusDays(1))
            foreach (var hour in new[] { 15, 16, 17, 18 })
            {
                await world.Advance(day.At(new(hour, 0)));
                var reminded = (await world.Read(olga)).Count(text => text.StartsWith("Meeldetuletus", StringComparison.Ordinal));
                at.AddRange(Enumerable.Repeat(day.At(new(hour, 0)), reminded));
                // Whoever is silent for sixty days is written to in neutral words alone.
                if (reminded > 0 && at.Count % 12 == 1) await world.Press(olga, "Tulen");
            }
        var sessions = await world.Sessions();
        // 51 Wednesdays, of which Independence Day and Victory Day are left out.
        Assert.Equal(49, sessions.Length);
        Assert.Equal(sessions.SelectMany(session => new[] { session.Date.PlusDays(-1).At(new(18, 0)), session.Date.At(new(16, 0)) }).Order(), at.Select(time => time).Order());
    }

    [Fact]
    public async Task However_often_and_in_whatever_order_the_clock_strikes_a_reminder_goes_out_once()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Advance(new(2026, 11, 24, 18, 0));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await world.Advance(new(2026, 11, 24, 18, 0))));
        // An hour back and forth again, and a day back.
        await world.Advance(new(2026, 11, 24, 17, 0));
        await world.Advance(new(2026, 11, 23, 18, 0));
        await world.Advance(new(2026, 11, 24, 18, 0));
        Assert.Single(await world.Read(olga), text => text.StartsWith("Meeldetuletus", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_restart_nothing_is_sent_twice_and_what_fell_due_meanwhile_is_sent_if_it_still_helps()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Advance(new(2026, 11, 24, 18, 0));
        await world.Again();
        await world.Advance(new(2026, 11, 24, 18, 1));
        Assert.Single(await world.Read(olga));
        await world.Again();
        await world.Advance(new(2026, 11, 25, 16, 20));
        Assert.Single(await world.Read(olga));
        // Twenty minutes late is late: the coordinator hears of it.
        Assert.Contains(await world.Read(coordinator), text => text.Contains("ei läinud õigel ajal välja", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_slept_through_is_reported_and_not_sent()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Read(coordinator);
        await world.Advance(new(2026, 11, 25, 18, 30));
        Assert.DoesNotContain(await world.Read(olga), text => text.StartsWith("Meeldetuletus", StringComparison.Ordinal));
        Assert.Equal([ReminderState.Missed, ReminderState.Missed], (await world.Reminders(0)).Select(reminder => reminder.State));
        Assert.Contains(await world.Read(coordinator), text => text.Contains("ei läinud õigel ajal välja", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_cannot_come_is_not_reminded_again_and_a_quiet_time_defers_visibly()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga, jaan);
        await world.Quiet(jaan, new(17, 0), new(19, 0));
        await world.Advance(new(2026, 11, 24, 18, 0));
        Assert.Single(await world.Read(olga));
        Assert.Empty(await world.Read(jaan));
        Assert.Contains((await world.Reminders(0)).Where(one => one.State == ReminderState.Deferred), one => one.Reason == "quiet" && world.Local(one.Due) == new LocalDateTime(2026, 11, 24, 19, 0));
        await world.Press(olga, "Ei saa");
        await world.Advance(new(2026, 11, 24, 19, 0));
        Assert.Single(await world.Read(jaan));
        await world.Read(olga);
        await world.Advance(new(2026, 11, 25, 16, 0));
        Assert.Empty(await world.Read(olga));
        Assert.Single(await world.Read(jaan));
        Assert.Contains(await world.Reminders(0), one => one.State == ReminderState.NotNeeded);
    }

    [Fact]
    public async Task A_moved_session_is_told_at_once_and_reminded_of_at_its_new_time_alone()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Say(coordinator, "rühmad");
        await world.Press(coordinator, "Kohtumised");
        await world.Press(coordinator, "Muuda aega");
        await world.Say(coordinator, "neljapäeval kell 17");
        Assert.Equal("Kohtumine kolmapäev, 25. november, kell 18.00 on nüüd: neljapäev, 26. november, kell 17.00. Kas tuled? [Tulen | Ei saa | Hilinen]", Assert.Single(await world.Read(olga)));
        await world.Advance(new(2026, 11, 24, 18, 0));
        Assert.Empty(await world.Read(olga));
        await world.Advance(new(2026, 11, 25, 17, 0));
        Assert.Single(await world.Read(olga));
    }

    [Fact]
    public async Task A_running_dialogue_goes_on_though_a_reminder_comes_and_is_answered()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Say(olga, "soovin aega");
        await world.Press(olga, "Tugiisik");
        await world.Read(olga);
        await world.Advance(new(2026, 11, 24, 18, 0));
        await world.Press(olga, "Tulen");
        Assert.StartsWith("Millal sulle sobiks?", (await world.Read(olga))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminders_that_do_not_leave_in_the_vendors_pace_and_five_minutes_are_told_to_coordinators_once()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.BehindClosedDoor(olga);
        await world.Read(coordinator);
        await world.Advance(new(2026, 11, 24, 18, 0));
        await world.Advance(new(2026, 11, 24, 18, 5));
        Assert.Equal(ReminderState.Queued, Assert.Single(await world.Reminders(0)).State);
        Assert.Empty(await world.Read(coordinator));
        await world.Advance(new(2026, 11, 24, 18, 6));
        Assert.Equal("Meeldetuletused (kolmapäev, 25. november, kell 18.00) ei läinud õigel ajal välja: 1. Palun vaata, kellele helistada. [Kes ei saanud teadet]", Assert.Single(await world.Read(coordinator)));
        await world.Advance(new(2026, 11, 24, 18, 30));
        Assert.Empty(await world.Read(coordinator));
    }

    [Fact]
    public async Task A_sleep_of_ten_minutes_over_its_time_makes_a_reminder_late_and_single()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Advance(new(2026, 11, 24, 17, 55));
        Assert.Empty(await world.Read(olga));
        await world.Advance(new(2026, 11, 24, 18, 5));
        Assert.StartsWith("Meeldetuletus", Assert.Single(await world.Read(olga)), StringComparison.Ordinal);
        await world.Advance(new(2026, 11, 24, 18, 10));
        Assert.Empty(await world.Read(olga));
    }

    [Fact]
    public async Task A_session_that_is_new_shortly_before_its_reminder_is_queued_at_once_for_its_time()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.BehindClosedDoor(olga);
        await world.Advance(new LocalDateTime(2026, 11, 24, 16, 59, 50));
        await world.Say(coordinator, "rühmad");
        await world.Press(coordinator, "Kohtumised");
        await world.Press(coordinator, "Muuda aega");
        await world.Say(coordinator, "kolmapäeval kell 17");
        var (next, now) = await world.NextLook();
        Assert.Equal(now, next);
        await world.Advance(new LocalDateTime(2026, 11, 24, 16, 59, 50));
        var reminder = Assert.Single(await world.Reminders(0));
        Assert.Equal((ReminderState.Queued, new LocalDateTime(2026, 11, 24, 17, 0)), (reminder.State, world.Local(reminder.Due)));
        Assert.DoesNotContain(await world.Claimed(), body => body.Contains("Kas tuled?", StringComparison.Ordinal) && body.Contains("Meeldetuletus", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    public async Task A_leap_of_the_clock_forth_and_back_reminds_at_most_once_of_each_session_and_offset(int hours)
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        var before = new LocalDateTime(2026, 11, 24, 17, 50);
        await world.Advance(before);
        await world.Advance(before.PlusHours(hours));
        await world.Advance(before);
        for (var at = before; at < new LocalDateTime(2026, 11, 25, 18, 0); at = at.PlusMinutes(10))
            await world.Advance(at);
        var reminders = await world.Reminders(0);
        Assert.Equal(2, reminders.DistinctBy(reminder => reminder.Before).Count());
        Assert.Equal(2, reminders.Length);
        Assert.All(reminders, reminder => Assert.Contains(reminder.State, new[] { ReminderState.Sent, ReminderState.Missed }));
        Assert.Equal(reminders.Count(reminder => reminder.State == ReminderState.Sent), (await world.Read(olga)).Count(text => text.StartsWith("Meeldetuletus", StringComparison.Ordinal)));
        // A day's leap over the session's own time leaves nothing that helps: somebody hears of it.
        Assert.Equal(reminders.All(reminder => reminder.State == ReminderState.Missed), (await world.Read(coordinator)).Any(text => text.Contains("ei läinud õigel ajal välja", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_queued_ahead_does_not_go_out_when_the_session_is_called_off_or_the_member_does_not_come()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga, jaan);
        await world.BehindClosedDoor(olga);
        await world.BehindClosedDoor(jaan);
        await world.Advance(new LocalDateTime(2026, 11, 24, 17, 59, 40));
        Assert.All(await world.Reminders(0), reminder => Assert.Equal(ReminderState.Queued, reminder.State));
        // Not before its time.
        Assert.Empty(await world.Claimed());
        await world.Say(jaan, "minu rühm");
        await world.Press(jaan, "Ei saa");
        Assert.Equal([ReminderState.NotNeeded, ReminderState.Queued], (await world.Reminders(0)).Select(reminder => reminder.State).Order().Reverse());
        await world.Say(coordinator, "rühmad");
        await world.Press(coordinator, "Kohtumised");
        await world.Press(coordinator, "Jäta ära");
        await world.Say(coordinator, "jah");
        Assert.All(await world.Reminders(0), reminder => Assert.Equal(ReminderState.NotNeeded, reminder.State));
    }

    [Fact]
    public async Task Who_reads_here_has_it_ready_ahead_unseen_and_sees_it_at_its_moment_once()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga, jaan);
        await world.Advance(new LocalDateTime(2026, 11, 24, 17, 59, 40));
        Assert.All(await world.Reminders(0), reminder => Assert.Equal(ReminderState.Queued, reminder.State));
        Assert.DoesNotContain(await world.Read(olga), IsReminder);
        // Who writes meanwhile has read on beyond it.
        await world.Say(jaan, "minu rühm");
        Assert.DoesNotContain(await world.Read(jaan), IsReminder);
        foreach (var at in new[] { new LocalDateTime(2026, 11, 24, 18, 0), new(2026, 11, 24, 18, 1) })
            await world.Advance(at);
        Assert.Single(await world.Read(olga), IsReminder);
        Assert.Single(await world.Read(jaan), IsReminder);
        Assert.All(await world.Reminders(0), reminder => Assert.Equal(ReminderState.Sent, reminder.State));
    }

    [Fact]
    public async Task What_was_ready_for_who_reads_here_is_never_seen_when_they_do_not_come_or_the_session_is_called_off()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga, jaan);
        await world.Advance(new LocalDateTime(2026, 11, 24, 17, 59, 40));
        await world.Say(jaan, "minu rühm");
        await world.Press(jaan, "Ei saa");
        await world.Read(jaan);
        await world.Say(coordinator, "rühmad");
        await world.Press(coordinator, "Kohtumised");
        await world.Press(coordinator, "Jäta ära");
        await world.Say(coordinator, "jah");
        Assert.All(await world.Reminders(0), reminder => Assert.Equal(ReminderState.NotNeeded, reminder.State));
        await world.Advance(new(2026, 11, 24, 18, 1));
        Assert.DoesNotContain(await world.Read(olga), IsReminder);
        Assert.DoesNotContain(await world.Read(jaan), IsReminder);
    }

    private static bool IsReminder(string text) => text.StartsWith("Meeldetuletus", StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_due_and_still_waits_or_is_kept_for_somebody_does_not_go_out_either_when_the_session_is_called_off(bool isKept)
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await (isKept ? world.Neutral(olga) : world.BehindClosedDoor(olga));
        await world.Advance(new(2026, 11, 24, 18, 1));
        Assert.Equal(ReminderState.Queued, Assert.Single(await world.Reminders(0)).State);
        await world.Say(coordinator, "rühmad");
        await world.Press(coordinator, "Kohtumised");
        await world.Press(coordinator, "Jäta ära");
        await world.Say(coordinator, "jah");
        Assert.Equal(ReminderState.NotNeeded, Assert.Single(await world.Reminders(0)).State);
    }

    [Fact]
    public async Task What_could_not_leave_while_it_helped_is_missed_and_never_sent()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.BehindClosedDoor(olga);
        await world.Advance(new(2026, 11, 24, 18, 0));
        // A day's sleep: the session is over.
        await world.Advance(new(2026, 11, 25, 20, 30));
        Assert.Empty(await world.Claimed());
        await world.Advance(new(2026, 11, 25, 20, 31));
        Assert.All(await world.Reminders(0), reminder => Assert.Equal((ReminderState.Missed, "late"), (reminder.State, reminder.Reason)));
    }

    [Fact]
    public async Task Reminders_that_leave_in_time_alarm_nobody()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini", olga);
        await world.Read(coordinator);
        foreach (var minute in new[] { 0, 5, 6, 30 })
            await world.Advance(new(2026, 11, 24, 18, minute));
        Assert.Empty(await world.Read(coordinator));
    }

    [Fact]
    public async Task What_a_leader_who_works_here_no_more_should_hear_is_told_to_coordinators()
    {
        await using var world = new GroupWorld();
        Speaker maria = new("support-person", "maria", Lang.Et);
        await world.Begin("igal kolmapäeval kell 18 kuni 30. detsembrini");
        await world.Enter(maria);
        await world.Lead(maria);
        await world.Ask(olga);
        Assert.Contains(await world.Read(maria), text => text.Contains("keegi soovib liituda", StringComparison.Ordinal));
        Assert.DoesNotContain(await world.Read(coordinator), text => text.Contains("keegi soovib liituda", StringComparison.Ordinal));
        await world.Leave(maria);
        await world.Ask(jaan);
        Assert.DoesNotContain(await world.Read(maria), text => text.Contains("keegi soovib liituda", StringComparison.Ordinal));
        Assert.Contains(await world.Read(coordinator), text => text.Contains("keegi soovib liituda", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_leaders_who_meet_on_one_holiday_meet_once()
    {
        await using var world = new GroupWorld();
        await world.Begin("igal kolmapäeval kell 18 kuni 31. märtsini 2027");
        var (first, second) = (await world.Meet(new(2027, 2, 24)), await world.Meet(new(2027, 2, 24)));
        await world.Save(first);
        await Assert.ThrowsAsync<ConflictException>(() => world.Save(second));
        Assert.Single(await world.Sessions(), session => session.Date == new LocalDate(2027, 2, 24));
    }
}
