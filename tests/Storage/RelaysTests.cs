using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Relay;
using Assistant.Records.Retention;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class RelaysTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;
    private readonly StoredConversation chat, desk;

    public RelaysTests()
    {
        storage = folder.Open();
        (chat, desk) = (storage.Chat("olga"), storage.Chat("anne"));
    }

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_talk_is_read_back_as_it_was_saved_with_its_history_and_audited()
    {
        var talk = Open();
        Assert.Equal(talk, storage.Read(unit => storage.Relays.OpenOf(unit, chat.Person)));
        var taken = Save(talk.Take(desk.Person, desk.Id).Next!, "take", desk.Person);
        Assert.Equal(taken, storage.Read(unit => storage.Relays.Find(unit, talk.Id)));
        Assert.Throws<ConflictException>(() => Save(talk.End(chat.Person, folder.Clock.Now).Next!, "end", chat.Person));
        var ended = Save(taken.End(desk.Person, folder.Clock.Now).Next!, "give-back", desk.Person);
        Assert.Null(storage.Read(unit => storage.Relays.OpenOf(unit, chat.Person)));
        Assert.Equal([("open", chat.Person), ("take", desk.Person), ("give-back", desk.Person)], storage.Read(unit => storage.Relays.History(unit, ended.Id)).Select(step => (step.Step, step.By!.Value)));
        Assert.Equal(["relay.open", "relay.take", "relay.give-back"], storage.AuditRows().Select(row => row.Action));
    }

    [Fact]
    public void A_person_has_one_open_talk()
    {
        Open();
        Assert.Throws<ConflictException>(() => Open());
    }

    [Fact]
    public void A_line_for_an_owner_who_changed_meanwhile_is_refused()
    {
        var talk = Open();
        Save(talk.Take(desk.Person, desk.Id).Next!, "take", desk.Person);
        Assert.Throws<ConflictException>(() => Say(talk, 1, RelaySide.Person, isPassed: false));
    }

    [Fact]
    public void Lines_that_wait_are_passed_exactly_as_they_were_read()
    {
        var talk = Open();
        Say(talk, 5, RelaySide.Person, isPassed: false);
        Say(talk, 7, RelaySide.Person, isPassed: false);
        var waiting = storage.Read(unit => storage.Relays.Unpassed(unit, talk, RelaySide.Person));
        Assert.Equal([5, 7], waiting.Select(line => line.Number));
        Say(talk, 9, RelaySide.Person, isPassed: false);
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Relays.Pass(unit, talk, RelaySide.Person, waiting)));
        storage.Write(unit => storage.Relays.Pass(unit, talk, RelaySide.Person, storage.Relays.Unpassed(unit, talk, RelaySide.Person)));
        Assert.Empty(storage.Read(unit => storage.Relays.Unpassed(unit, talk, RelaySide.Person)));
        Assert.Equal(["line 7", "line 9"], storage.Read(unit => storage.Relays.Lines(unit, talk, 2)).Select(line => line.Words));
    }

    [Fact]
    public void Who_waits_for_whom_is_read_from_the_lines()
    {
        var talk = Open();
        Assert.Equal(new(0, 0, null, null), Pulse());
        Say(talk, 1, RelaySide.Person);
        var first = folder.Clock.Now;
        folder.Clock.Now += Duration.FromMinutes(1);
        Say(talk, 2, RelaySide.Person);
        Assert.Equal(new(2, 1, first, folder.Clock.Now), Pulse());
        Say(talk, 3, RelaySide.Coordinator);
        Assert.Equal(new(2, 0, null, folder.Clock.Now), Pulse());

        RelayPulse Pulse() => storage.Read(unit => storage.Relays.Pulse(unit, talk.Id));
    }

    [Fact]
    public void Words_lie_sealed_and_go_with_the_person()
    {
        var talk = Open();
        Say(talk, 1, RelaySide.Person);
        Assert.Equal(-1, folder.DatabaseBytes().AsSpan().IndexOf("line 1"u8));
        storage.Write(unit => storage.Erasure.Erase(unit, chat.Person, by: null));
        Assert.Null(storage.Read(unit => storage.Relays.Find(unit, talk.Id)));
        Assert.Empty(storage.Read(unit => storage.Relays.History(unit, talk.Id)));
        Assert.Empty(storage.Verify().Findings);
    }

    [Fact]
    public void Words_are_kept_thirty_days_after_the_end_and_that_there_was_a_talk_for_a_year()
    {
        var talk = Open();
        Say(talk, 1, RelaySide.Person);
        var ended = Save(talk.End(chat.Person, folder.Clock.Now).Next!, "end", chat.Person);
        storage.Write(unit => storage.People.Consent(unit, chat.Person, new("1", "hash", "et", "webchat")));
        Assert.Equal((1, true), After(29));
        Assert.Equal((0, true), After(2));
        Assert.Equal((0, true), After(333));
        Assert.Equal((0, false), After(2));

        (int Lines, bool IsThere) After(int days)
        {
            folder.Clock.Now += Duration.FromDays(days);
            storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 100));
            storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 100));
            return storage.Read(unit => (storage.Relays.Lines(unit, ended, 10).Length, storage.Relays.Find(unit, talk.Id) is not null));
        }
    }

    [Fact]
    public void Somebody_who_waits_for_a_human_is_not_forgotten_though_they_never_consented()
    {
        Open();
        folder.Clock.Now += Duration.FromDays(15);
        storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 100));
        Assert.NotNull(storage.Read(unit => storage.Relays.OpenOf(unit, chat.Person)));
    }

    private RelayTalk Open()
    {
        var now = folder.Clock.Now;
        var talk = new RelayTalk(new(folder.Ids.Next()), $"CCCC{folder.Ids.Next().ToString("N")[^1]}", chat.Person, chat.Id, RelayState.Waiting, null, null, Holds: true, IsQuiet: false, now, now, null, 1);
        storage.Write(unit => storage.Relays.Add(unit, talk));
        return talk;
    }

    private RelayTalk Save(RelayTalk talk, string step, PersonId by)
    {
        storage.Write(unit => storage.Relays.Save(unit, talk, step, by));
        return talk with { Version = talk.Version + 1 };
    }

    private void Say(RelayTalk talk, long number, RelaySide side, bool isPassed = true) => storage.Write(unit => storage.Relays.AddLine(
        unit, talk, new(number, side, side == RelaySide.Person ? chat.Person : desk.Person, unit.Now, $"line {number}", isPassed)));
}
