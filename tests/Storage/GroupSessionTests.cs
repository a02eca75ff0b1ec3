using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>What somebody decided about a session is never undone by what another read before.</summary>
public sealed class GroupSessionTests : IDisposable
{
    private static readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Tallinn"];

    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly PersonId leader;
    private readonly GroupSession session;

    public GroupSessionTests()
    {
        storage = folder.Open();
        leader = storage.Meet("leader").Id;
        session = storage.Write(unit =>
        {
            var series = new SessionSeries(IsoDayOfWeek.Wednesday, new(18, 0), 120, new(2027, 1, 6), new(2027, 3, 3), MeetsOnHolidays: false);
            var group = new Cohort(new(folder.Ids.Next()), "ABCDE", CohortState.Running, 10, leader, null, series, new("Kolmapäev", "token", null, null, null), unit.Now, 1);
            storage.Groups.Add(unit, group, GroupSession.Of(group, folder.Ids.Next), zone, leader);
            return storage.Groups.Sessions(unit, group.Id)[0];
        });
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    private GroupSession Now => storage.Read(unit => storage.Groups.Session(unit, session.Id))!;

    private GroupSession Cancelled => session.Cancel(folder.Clock.Now, zone)!;

    private GroupSession Moved => session.Move(new(2027, 1, 7, 17, 0), folder.Clock.Now, zone)!;

    private void Save(GroupSession changed) => storage.Write(unit => storage.Groups.Save(unit, changed, zone, leader));

    [Fact]
    public void A_topic_chosen_from_what_was_read_before_undoes_no_cancellation()
    {
        Save(Cancelled);
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Groups.Plan(unit, session with { Topic = "piirid" }, null)));
        Assert.Equal((true, null), (Now.IsCancelled, Now.Topic));
    }

    [Fact]
    public void A_topic_and_a_move_leave_one_another_as_they_are()
    {
        storage.Write(unit => storage.Groups.Plan(unit, session with { Topic = "piirid" }, null));
        Save(Moved);
        storage.Write(unit => storage.Groups.Plan(unit, session with { Topic = "uni" }, "piirid"));
        Assert.Equal((new LocalDate(2027, 1, 7), "uni"), (Now.Date, Now.Topic));
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Groups.Plan(unit, session with { Topic = "kool" }, "piirid")));
    }

    [Fact]
    public void Of_a_move_and_a_cancellation_from_one_reading_the_first_holds()
    {
        Save(Cancelled);
        Assert.Throws<ConflictException>(() => Save(Moved));
        Assert.Throws<ConflictException>(() => Save(session with { IsAsked = true }));
        Assert.Equal((true, session.Date), (Now.IsCancelled, Now.Date));
        // The same step again is the same step.
        Save(Cancelled);
        Save(Now with { IsAsked = true });
        Assert.True(Now.IsAsked);
    }
}
