using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Conversations;
using Assistant.Storage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class MeetingsTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation chat;
    private readonly PersonId berta, carl;
    private int last;

    public MeetingsTests()
    {
        storage = folder.Open();
        chat = storage.Chat("anna");
        (berta, carl) = (storage.Meet("berta").Id, storage.Meet("carl").Id);
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0, 60, false)]
    [InlineData(-30, 30, true)]
    [InlineData(-60, 60, true)]
    [InlineData(-59, 60, false)]
    [InlineData(-120, 240, false)]
    [InlineData(15, 15, false)]
    [InlineData(60, 60, true)]
    [InlineData(59, 1, false)]
    public void A_workers_time_is_given_once_and_ends_touch(int from, int length, bool isFree)
    {
        Assert.True(Book(berta, 600, 60));
        Assert.Equal(isFree, Book(berta, 600 + from, length));
        Assert.True(Book(carl, 600 + from, length));
    }

    [Fact]
    public void Moving_gives_the_old_time_back_and_calling_off_too()
    {
        var request = File();
        Assert.True(Book(berta, 600, 60, request));
        Assert.True(Book(berta, 630, 60, request, sequence: 1));
        Assert.Equal((1, At(630)), storage.Read(unit => storage.Appointments.MeetingOf(unit, request)) is { } moved ? (moved.Sequence, moved.Start) : default);
        Assert.True(Book(berta, 570, 60));
        Assert.False(Book(berta, 640, 10));
        storage.Write(unit => storage.Appointments.Free(unit, request));
        Assert.Null(storage.Read(unit => storage.Appointments.MeetingOf(unit, request)));
        Assert.True(Book(berta, 640, 10));
    }

    [Fact]
    public void Whatever_is_booked_in_whatever_order_no_two_meetings_of_a_worker_overlap() => Prop.ForAll(ArbMap.Default.ArbFor<(int Start, int Length, bool Who)[]>(), wishes =>
    {
        foreach (var old in storage.Read(unit => storage.Appointments.Meetings(unit, Instant.MinValue, Instant.MaxValue)))
            storage.Write(unit => storage.Appointments.Free(unit, old.Request));
        foreach (var (start, length, who) in wishes)
            Book(who ? berta : carl, Math.Abs(start % 300), 1 + Math.Abs(length % 90));
        foreach (var worker in (PersonId[])[berta, carl])
        {
            var meetings = storage.Read(unit => storage.Appointments.Meetings(unit, Instant.MinValue, Instant.MaxValue, worker));
            Assert.All(meetings.Zip(meetings.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
        }
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(60));

    [Fact]
    public void Reserved_time_goes_with_the_request_and_is_nobodys_where_the_new_owner_has_none()
    {
        Book(berta, 600, 60);
        var request = storage.Read(unit => storage.Appointments.Find(unit, File()))! with { Owner = carl };
        Book(carl, 630, 60, request.Id);
        storage.Write(unit => storage.Appointments.Follow(unit, request with { Owner = berta }));
        Assert.Equal(new PersonId(request.Id.Value), storage.Read(unit => storage.Appointments.MeetingOf(unit, request.Id))!.Worker);
        storage.Write(unit => storage.Appointments.Follow(unit, request));
        Assert.Equal(carl, storage.Read(unit => storage.Appointments.MeetingOf(unit, request.Id))!.Worker);
        storage.Write(unit => storage.Appointments.Follow(unit, request with { Owner = null }));
        Assert.True(Book(carl, 630, 60));
    }

    [Fact]
    public void A_reminder_is_seen_to_once_for_each_time_of_the_meeting()
    {
        var request = File();
        Book(berta, 600, 60, request);
        var meeting = storage.Read(unit => storage.Appointments.MeetingOf(unit, request))!;
        Assert.True(storage.Write(unit => storage.Appointments.Reminded(unit, meeting, Duration.FromDays(1))));
        Assert.False(storage.Write(unit => storage.Appointments.Reminded(unit, meeting, Duration.FromDays(1))));
        Assert.True(storage.Write(unit => storage.Appointments.Reminded(unit, meeting, Duration.FromHours(2))));
        Assert.True(storage.Write(unit => storage.Appointments.Reminded(unit, meeting with { Start = At(900) }, Duration.FromDays(1))));
    }

    [Fact]
    public void How_a_meeting_was_is_counted_once_after_it_was_asked_and_says_not_who()
    {
        var request = File();
        Book(berta, 600, 60, request);
        Assert.False(storage.Write(unit => storage.Appointments.Rate(unit, request, "support-person", 3)));
        Assert.True(storage.Write(unit => storage.Appointments.Asked(unit, request)));
        Assert.False(storage.Write(unit => storage.Appointments.Asked(unit, request)));
        Assert.True(storage.Write(unit => storage.Appointments.Rate(unit, request, "support-person", 3)));
        Assert.False(storage.Write(unit => storage.Appointments.Rate(unit, request, "support-person", 1)));
        Assert.Equal([new Satisfaction("support-person", 3, 1)], storage.Read(unit => storage.Appointments.Satisfaction(unit, new(2026, 1, 1))));
        Assert.Empty(storage.Read(unit => storage.Appointments.Satisfaction(unit, new(2026, 4, 1))));
        Assert.DoesNotContain(storage.AuditRows(), row => row.Action.Contains("rate", StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_is_erased_leaves_no_meeting_behind()
    {
        var request = File();
        Book(berta, 600, 60, request);
        storage.Write(unit => storage.Erasure.Erase(unit, chat.Person, by: null));
        Assert.Empty(storage.Read(unit => storage.Appointments.Meetings(unit, Instant.MinValue, Instant.MaxValue)));
        Assert.True(storage.Verify().IsSound);
    }

    [Fact]
    public void All_that_was_wished_offered_and_agreed_is_read_back()
    {
        var request = storage.Read(unit => storage.Appointments.Find(unit, File()))!;
        var full = request with
        {
            State = RequestState.Proposed, Owner = berta, Proposed = new LocalDateTime(2026, 3, 5, 9, 0), ProposedUntil = new LocalTime(10, 30), ProposedPlace = "school",
            Agreed = new LocalDateTime(2026, 3, 4, 9, 0), AgreedUntil = new LocalTime(9, 45),
            Content = request.Content with { WishUntil = new LocalTime(11, 0), Place = "home", OtherWishes = [new LocalDateTime(2026, 3, 6, 9, 0), new LocalDateTime(2026, 3, 7, 0, 0)] },
        };
        storage.Write(unit => storage.Appointments.Save(unit, full, berta));
        var read = storage.Read(unit => storage.Appointments.Find(unit, request.Id))!;
        Assert.Equal(full.Content.OtherWishes, read.Content.OtherWishes);
        Assert.Equal(full with { Version = 2, Content = full.Content with { OtherWishes = read.Content.OtherWishes } }, read);
    }

    private static Instant At(int minute) => Instant.FromUtc(2026, 3, 4, 0, 0) + Duration.FromMinutes(minute);

    private bool Book(PersonId worker, int start, int length, RequestId? request = null, int sequence = 0)
    {
        var id = request ?? File();
        return storage.Write(unit => storage.Appointments.Book(unit, new(id, worker, At(start), At(start + length), unit.Now, sequence)));
    }

    private RequestId File()
    {
        AppointmentRequest request = new(new(Guid.CreateVersion7()), $"{++last:00000}", chat.Person, chat.Id, new("appointment", "support-person", null, null, null, null, null),
            RequestState.Waiting, null, null, null, folder.Clock.Now, folder.Clock.Now + Duration.FromHours(8), 1);
        storage.Write(unit => storage.Appointments.Add(unit, request));
        return request.Id;
    }
}
