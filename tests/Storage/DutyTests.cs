using Assistant.Records;
using Assistant.Records.Duty;
using Assistant.Records.Messages;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class DutyTests : IDisposable
{
    private static readonly LocalDate today = new(2026, 3, 2);

    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly PersonId anne, kai;

    public DutyTests()
    {
        storage = folder.Open();
        (anne, kai) = (storage.Meet("anne").Id, storage.Meet("kai").Id);
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_roster_is_read_back_as_it_was_entered()
    {
        var shift = new DutyShift(folder.Ids.Next(), anne, DutyRank.Second, IsoDayOfWeek.Sunday, new(21, 30), new(7, 0));
        var exception = new DutyException(today, anne, kai);
        storage.Write(unit =>
        {
            storage.Duty.Add(unit, shift, anne);
            storage.Duty.Change(unit, new(today, anne, null), anne);
            storage.Duty.Change(unit, exception, anne);
        });
        var roster = storage.Read(unit => storage.Duty.Read(unit, today));
        Assert.Equal(shift, Assert.Single(roster.Shifts));
        Assert.Equal(exception, Assert.Single(roster.Exceptions));
        Assert.Empty(storage.Read(unit => storage.Duty.Read(unit, today.PlusDays(1))).Exceptions);

        storage.Write(unit => storage.Duty.Remove(unit, shift.Id, anne));
        Assert.Empty(storage.Read(unit => storage.Duty.Read(unit, today)).Shifts);
        Assert.Equal(["duty.add", "duty.change", "duty.change", "duty.remove"], storage.AuditRows().Select(row => row.Action));
    }

    [Fact]
    public void An_alert_is_told_once_a_step_and_chat_and_its_outcome_is_recorded_once()
    {
        var chat = storage.Chat("anne").Id;
        var alert = new Alert(folder.Ids.Next(), 1, anne, chat, folder.Clock.Now, null, null);
        Assert.True(storage.Write(unit => storage.Alerts.Add(unit, alert)));
        Assert.False(storage.Write(unit => storage.Alerts.Add(unit, alert)));
        Assert.Equal([alert], storage.Read(storage.Alerts.Unsettled));

        storage.Write(unit => storage.Alerts.Settle(unit, alert with { Outcome = OutgoingState.Failed, Reason = "blocked" }));
        storage.Write(unit => storage.Alerts.Settle(unit, alert with { Outcome = OutgoingState.Sent }));
        Assert.Equal([alert with { Outcome = OutgoingState.Failed, Reason = "blocked" }], storage.Read(unit => storage.Alerts.Of(unit, alert.Concern)));
        Assert.Equal(["safety.alert", "safety.alert.failed"], storage.AuditRows().Select(row => row.Action));
    }
}
