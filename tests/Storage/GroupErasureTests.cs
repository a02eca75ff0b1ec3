using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Records.Retention;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

/// <summary>Whoever is erased leaves a nameless mark on the sheets that a group's contract demands, and nothing else.</summary>
public sealed class GroupErasureTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Tallinn"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_sheet_goes_on_counting_somebody_without_a_name()
    {
        using var storage = folder.Open();
        var person = EncryptionTests.FillWithCanaries(storage);
        var group = Open(storage, person);
        storage.Write(unit => storage.Groups.Take(unit, storage.Groups.Sessions(unit, group)[0].Id, [(person, Attendance.Present)], person));

        storage.Write(unit => storage.Erasure.Erase(unit, person, null));

        var (member, presence) = storage.Read(unit => (Assert.Single(storage.Groups.Members(unit, group)), Assert.Single(storage.Groups.Presences(unit, storage.Groups.Sessions(unit, group)[0].Id))));
        Assert.Equal((MemberState.Left, null, null, null), (member.State, member.Content.Name, member.Content.Phone, member.Content.Before));
        Assert.Equal((Attendance.Present, null, null), (presence.Was!.Value, presence.Said, presence.Why));
        Assert.Equal(member.Person, presence.Person);
        Assert.NotEqual(person, member.Person);
        Assert.Empty(storage.Read(unit => storage.Groups.Of(unit, person)));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void Where_no_sheet_was_taken_nothing_stays()
    {
        using var storage = folder.Open();
        var person = EncryptionTests.FillWithCanaries(storage);
        var group = Open(storage, person);

        storage.Write(unit => storage.Erasure.Erase(unit, person, null));

        Assert.Empty(storage.Read(unit => storage.Groups.Members(unit, group)));
        Assert.Empty(storage.Read(unit => storage.Groups.Presences(unit, storage.Groups.Sessions(unit, group)[0].Id)));
    }

    [Fact]
    public void Five_years_after_its_last_session_a_group_goes_with_its_sheets_its_materials_and_its_key_and_not_a_day_sooner()
    {
        using var storage = folder.Open();
        var person = EncryptionTests.FillWithCanaries(storage);
        var group = Open(storage, person);
        var sessions = storage.Read(unit => storage.Groups.Sessions(unit, group));
        storage.Write(unit =>
        {
            storage.Groups.Take(unit, sessions[0].Id, [(person, Attendance.Present)], person);
            storage.Groups.Rate(unit, sessions[0].Id, person, 3);
            storage.Groups.Count(unit, group, OpinionMoment.Middle, "safe", person, 2);
            storage.Materials.Add(unit, new(folder.Ids.Next(), group, sessions[0].Id, 1, person, unit.Now, new("Tööleht") { File = new("leht.pdf", "application/pdf", new byte[] { 1 }) }));
        });
        folder.Clock.Now = sessions[^1].End(zone) + RetentionPolicy.Default.FinishedGroup - Duration.FromSeconds(1);
        Sweep();
        Assert.NotNull(storage.Read(unit => storage.Groups.Find(unit, group)));
        Assert.Single(storage.Read(unit => storage.Materials.Of(unit, sessions[0].Id)));

        folder.Clock.Now += Duration.FromSeconds(1);
        Sweep();

        Assert.Null(storage.Read(unit => storage.Groups.Find(unit, group)));
        Assert.Empty(storage.Read(unit => storage.Groups.Sessions(unit, group)));
        Assert.Empty(storage.Read(unit => storage.Materials.Of(unit, sessions[0].Id)));
        Assert.True(storage.Read(unit => storage.Erasure.IsErased(unit, group.Value)));
        Assert.Empty(storage.Verify().Findings);

        void Sweep()
        {
            while (storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 1)).Values.Any(removed => removed > 0)) { }
        }
    }

    private GroupId Open(SqliteStorage storage, PersonId person) => storage.Write(unit =>
    {
        var leader = storage.People.Meet(unit, new("webchat", "leader"), "et").Id;
        var series = new SessionSeries(IsoDayOfWeek.Wednesday, new(18, 0), 120, new(2027, 1, 6), new(2027, 3, 3), MeetsOnHolidays: false);
        var group = new Cohort(new(Guid.CreateVersion7()), "ABCDE", CohortState.Running, 10, leader, null, series, new("Kolmapäev", "token", null, null, null), unit.Now, 1);
        var ids = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).GetEnumerator();
        storage.Groups.Add(unit, group, GroupSession.Of(group, () => ids.MoveNext() ? ids.Current : Guid.Empty), zone, leader);
        storage.Groups.Save(unit, new Membership(Guid.CreateVersion7(), group.Id, person, MemberState.Member, unit.Now, unit.Now, new("Olga", "+37255550101", "school", Before: 4), 1), leader);
        storage.Groups.Answer(unit, storage.Groups.Sessions(unit, group.Id)[0].Id, person, Rsvp.Coming, why: null);
        return group.Id;
    });
}
