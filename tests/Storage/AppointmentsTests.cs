using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Conversations;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class AppointmentsTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation chat;
    private readonly PersonId coordinator;

    public AppointmentsTests()
    {
        storage = folder.Open();
        chat = storage.Chat("anna");
        coordinator = storage.Meet("berta").Id;
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_request_is_read_back_as_it_was_filed_and_a_step_on_an_old_version_is_refused()
    {
        var request = File("K7M2C", hours: 8);
        Assert.Equal(request, storage.Read(unit => storage.Appointments.Find(unit, request.Id)));
        var taken = request.Take(coordinator).Next!;
        storage.Write(unit => storage.Appointments.Save(unit, taken, coordinator));
        Assert.Equal(taken with { Version = 2 }, storage.Read(unit => storage.Appointments.Find(unit, request.Id)));
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Appointments.Save(unit, request.Cancel(chat.Person, new(2026, 3, 2, 10, 0)).Next!, chat.Person)));
        Assert.Equal(["request.file", "request.taken"], storage.AuditRows().Select(row => row.Action));
        Assert.Null(storage.Read(unit => storage.Appointments.Find(unit, new(Guid.Empty))));
    }

    [Fact]
    public void The_queue_is_ordered_by_deadline_and_holds_only_what_needs_somebody()
    {
        var (late, soon, done) = (File("CCCCC", hours: 8), File("DDDDD", hours: 4), File("FFFFF", hours: 2));
        storage.Write(unit => storage.Appointments.Save(unit, done.Decline(coordinator).Next!, coordinator));
        Assert.Equal([soon.Id, late.Id], storage.Read(unit => storage.Appointments.Open(unit, 10)).Select(request => request.Id));
        Assert.Equal([soon.Id], storage.Read(unit => storage.Appointments.Overdue(unit, soon.Deadline)).Select(request => request.Id));
        Assert.Equal(3, storage.Read(unit => storage.Appointments.Of(unit, chat.Person, 10)).Length);
        Assert.Empty(storage.Read(unit => storage.Appointments.Of(unit, coordinator, 10)));
    }

    [Fact]
    public void A_taken_reference_is_a_conflict() => Assert.Throws<ConflictException>(() =>
    {
        File("CCCCC", 1);
        File("CCCCC", 1);
    });

    private AppointmentRequest File(string reference, int hours)
    {
        AppointmentRequest request = new(new(Guid.CreateVersion7()), reference, chat.Person, chat.Id,
            new("appointment", "support-person", new LocalDateTime(2026, 3, 4, 10, 0), "kolmapäeval kell 10", "väga väsinud", "Anna", "+3725551234"),
            RequestState.Waiting, null, null, null, folder.Clock.Now, folder.Clock.Now + Duration.FromHours(hours), 1);
        storage.Write(unit => storage.Appointments.Add(unit, request));
        return request;
    }
}
