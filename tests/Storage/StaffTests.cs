using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Storage;
using Assistant.Storage.People;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class StaffTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;

    public StaffTests() => storage = folder.Open();

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_merge_carries_everything_over_and_leaves_nothing_behind()
    {
        var (gone, stays) = (storage.Chat("gone"), storage.Chat("stays"));
        var request = Request(gone, "HR937");
        storage.Write(unit =>
        {
            storage.People.Save(unit, storage.People.Get(unit, gone.Person) with { Name = "Olga" });
            storage.People.Consent(unit, gone.Person, new("1", "hash", "et", "webchat"));
            storage.Inbox.Take(unit, gone.Id, gone.Person, "webchat", "m1", """{"text":"tere"}""");
            storage.Outbox.Queue(unit, [new("out", gone.Id, gone.Person, OutgoingKind.Prompt, "vastus", unit.Now, IsPulled: true)]);
            storage.Held.Hold(unit, new("kept", gone.Id, gone.Person, OutgoingKind.Reminder, "hoitud", unit.Now, IsPulled: true), null);
            storage.Keyboards.Keep(unit, new("handle", gone.Id, gone.Person, ["a"], null, unit.Now + Duration.FromDays(1)));
            storage.Conversations.Save(unit, gone.Id, 1, "pooleli");
            storage.Appointments.Add(unit, request);
        });

        storage.Write(unit => storage.Staff.Merge(unit, gone.Person, stays.Person, stays.Person));

        Assert.Throws<KeyNotFoundException>(() => storage.Read(unit => storage.People.Get(unit, gone.Person)));
        var one = storage.Read(unit => storage.People.Get(unit, stays.Person));
        Assert.Equal(("Olga", "1"), (one.Name, one.ConsentVersion));
        Assert.Equal(stays.Person, storage.Read(unit => storage.People.Find(unit, new("webchat", "gone")))!.Id);
        Assert.Equal(2, storage.Read(unit => storage.Conversations.Of(unit, stays.Person)).Length);
        Assert.Equal("pooleli", storage.Read(unit => storage.Conversations.Get(unit, gone.Id)).State);
        Assert.Equal(["""{"text":"tere"}""", "vastus"], storage.Read(unit => storage.Outbox.Log(unit, gone.Id, 0, 10)).Select(entry => entry.Body));
        Assert.Equal(stays.Person, storage.Read(unit => storage.Keyboards.Find(unit, "handle"))!.Person);
        Assert.Equal(request.Content, storage.Read(unit => storage.Appointments.Of(unit, stays.Person, 10)).Single().Content);
        Assert.Equal(1, storage.Write(unit => storage.Held.ReleaseAll(unit, gone.Id)));
        Assert.Equal("hoitud", storage.Read(unit => storage.Outbox.Log(unit, gone.Id, 0, 10))[^1].Body);
        Assert.Empty(storage.Verify().Findings);
        Assert.Equal(["person.merge", "person.merge"], storage.AuditRows().Select(row => row.Action).TakeLast(2));
    }

    [Fact]
    public void A_merge_that_fails_changes_nothing()
    {
        var (gone, stays) = (storage.Chat("gone"), storage.Chat("stays"));
        Assert.Throws<InvalidOperationException>(() => storage.Write(unit =>
        {
            storage.Staff.Merge(unit, gone.Person, stays.Person, stays.Person);
            throw new InvalidOperationException("no");
        }));
        Assert.Equal(gone.Person, storage.Read(unit => storage.People.Find(unit, new("webchat", "gone")))!.Id);
        Assert.Empty(storage.Verify().Findings);
    }

    /// <summary>Columns that name a person and are no part of a merge: they tell what happened, or go with their row.</summary>
    private static readonly string[] history = ["tombstone.owner", "audit.actor"];

    [Fact]
    public void A_merge_knows_every_column_that_names_a_person()
    {
        using var database = Database.OpenReader(storage.DatabaseFile);
        var known = string.Join('\n', Owned.Plain);
        foreach (var table in database.Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Select(row => row[0]!))
            foreach (var column in database.Rows($"SELECT name FROM pragma_table_info('{table}')").Select(row => row[0]!)
                .Where(name => name is "person" or "owner" or "parent" or "worker" or "author" or "by" or "away" or "instead" or "stand_in" or "used_by" or "issued_by" or "granted_by" or "acknowledged_by"))
                Assert.True(history.Contains($"{table}.{column}") || known.Contains($"{table} SET {column} = @to", StringComparison.Ordinal)
                    || known.Contains($"{table} SET {column} = @to,", StringComparison.Ordinal), $"Owned.Plain forgets {table}.{column}");
    }

    [Fact]
    public void A_message_under_way_to_whoever_leaves_is_not_tried_again()
    {
        var (chat, boss) = (storage.Chat("ants"), storage.Chat("mari").Person);
        storage.Write(unit =>
        {
            storage.People.Grant(unit, chat.Person, Role.Coordinator, null);
            storage.Outbox.Queue(unit, [new("now", chat.Id, chat.Person, OutgoingKind.Prompt, "pere asi", unit.Now, IsPulled: false)]);
        });
        var claimed = Assert.Single(storage.Write(unit => storage.Outbox.Claim(unit, 10, 10)));

        storage.Write(unit => storage.Staff.Leave(unit, chat.Person, boss));

        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Outbox.Settle(unit, claimed.Number, OutgoingState.Due, unit.Now, null, null)));
        Assert.Empty(storage.Write(unit => storage.Outbox.Claim(unit, 10, 10)));
    }

    [Fact]
    public void Whoever_leaves_has_no_way_in_any_more()
    {
        var (chat, boss) = (storage.Chat("ants"), storage.Chat("mari").Person);
        storage.Write(unit =>
        {
            storage.People.Grant(unit, chat.Person, Role.Coordinator, null);
            storage.Keyboards.Keep(unit, new("handle", chat.Id, chat.Person, ["a"], null, unit.Now + Duration.FromDays(1)));
            storage.Outbox.Queue(unit, [new("late", chat.Id, chat.Person, OutgoingKind.Reminder, "pere asi", unit.Now, IsPulled: false)]);
        });
        var code = storage.Write(unit => storage.Invitations.Issue(unit, Role.Coordinator, chat.Person));

        storage.Write(unit => storage.Staff.Leave(unit, chat.Person, boss));

        Assert.Null(storage.Read(unit => storage.People.Find(unit, new("webchat", "ants"))));
        Assert.Null(storage.Read(unit => storage.Conversations.Find(unit, "webchat", "chat of ants")));
        Assert.Null(storage.Read(unit => storage.Keyboards.Find(unit, "handle")));
        Assert.Equal([Role.Parent], storage.Read(unit => storage.People.Get(unit, chat.Person)).Roles);
        Assert.Equal(Assistant.Records.Security.CodeState.Unknown, storage.Read(unit => storage.Invitations.Look(unit, code, boss)).State);
        Assert.Empty(storage.Write(unit => storage.Outbox.Claim(unit, 10, 10)));
        Assert.True(storage.Read(unit => storage.Staff.IsBarred(unit, new("webchat", "ants"))));
        Assert.False(storage.Read(unit => storage.Staff.IsBarred(unit, new("webchat", "mari"))));
        Assert.NotEqual(chat.Person, storage.Meet("ants").Id);
        Assert.Contains("person.leave", storage.AuditRows().Select(row => row.Action));
    }

    [Fact]
    public void Writers_on_one_device_never_reach_each_others_talk()
    {
        var first = storage.Chat("device");
        ChannelIdentity device = new("webchat", "device");
        var second = storage.Write(unit => storage.Profiles.Add(unit, device, storage.Conversations.Get(unit, first.Id), "Rebane", "et"));
        Assert.Equal(second.Person, storage.Read(unit => storage.People.Find(unit, device))!.Id);
        Assert.Equal(second.Id, storage.Read(unit => storage.Conversations.Find(unit, "webchat", "chat of device"))!.Id);
        Assert.Equal(second.Id, storage.Read(unit => storage.Profiles.InFrontOf(unit, first.Id))!.Id);
        Assert.Equal([null, "Rebane"], storage.Read(unit => storage.Profiles.Of(unit, first.Person, "webchat")).Select(writer => writer.Name));

        storage.Write(unit => storage.Profiles.Switch(unit, device, storage.Conversations.Get(unit, second.Id), first.Person));
        Assert.Equal(first.Id, storage.Read(unit => storage.Conversations.Find(unit, "webchat", "chat of device"))!.Id);
        var stranger = storage.Meet("stranger").Id;
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Profiles.Switch(unit, device, storage.Conversations.Get(unit, first.Id), stranger)));

        // Whoever is erased makes room for the other.
        storage.Write(unit => storage.Erasure.Erase(unit, first.Person, null));
        Assert.Equal(second.Person, storage.Read(unit => storage.People.Find(unit, device))!.Id);
        Assert.Equal(second.Id, storage.Read(unit => storage.Conversations.Find(unit, "webchat", "chat of device"))!.Id);
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void A_link_code_works_once_within_a_quarter_of_an_hour()
    {
        var anna = storage.Meet("anna").Id;
        storage.Write(unit => storage.Links(unit, anna, "HR937-K3MP4"));
        Assert.Equal(anna, storage.Read(unit => storage.LinkCodes.Look(unit, "HR937-K3MP4")));
        storage.Write(unit => storage.LinkCodes.Spend(unit, "HR937-K3MP4"));
        Assert.Null(storage.Read(unit => storage.LinkCodes.Look(unit, "HR937-K3MP4")));
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.LinkCodes.Spend(unit, "HR937-K3MP4")));
        storage.Write(unit => storage.Links(unit, anna, "KT394-CDFGH"));
        folder.Clock.Now += ILinkCodes.Validity;
        Assert.Null(storage.Read(unit => storage.LinkCodes.Look(unit, "KT394-CDFGH")));
    }

    private static AppointmentRequest Request(StoredConversation talk, string reference) => new(
        new(Guid.CreateVersion7()), reference, talk.Person, talk.Id, new("human", null, null, null, "mure", "Olga", "+37255550001"),
        RequestState.Waiting, null, null, null, Instant.FromUtc(2026, 3, 2, 8, 0), Instant.FromUtc(2026, 3, 3, 8, 0), 1);
}

internal static class LinkShortcut
{
    public static int Links(this SqliteStorage storage, IUnit unit, PersonId person, string code)
    {
        storage.LinkCodes.Issue(unit, person, code);
        return 0;
    }
}
