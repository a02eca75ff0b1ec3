using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Records.Retention;
using Assistant.Storage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class SafeContactTests : IDisposable
{
    private static readonly DateTimeZone tallinn = DateTimeZoneProviders.Tzdb["Europe/Tallinn"];
    private static readonly Instant noon = Instant.FromUtc(2026, 11, 23, 10, 0);

    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;

    public SafeContactTests() => storage = folder.Open();

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("Sinilill", "sinilill", true)]
    [InlineData("Sinilill", " SINI LILL! ", true)]
    [InlineData("jõhvikas", "johvikas", true)]
    [InlineData("Ромашка", "ромашка", true)]
    [InlineData("Sinilill", "sinilil", false)]
    [InlineData("!!", "!!", true)]
    [InlineData("!!", "??", false)]
    public void A_code_word_is_known_by_its_letters(string word, string typed, bool fits)
    {
        var (anna, berta) = (storage.Meet("anna").Id, storage.Meet("berta").Id);
        storage.Write(unit => storage.SafeContacts.SetWord(unit, anna, word));
        Assert.Equal(fits, storage.Read(unit => storage.SafeContacts.Fits(unit, anna, typed)));
        Assert.False(storage.Read(unit => storage.SafeContacts.Fits(unit, berta, typed)));
        Assert.True(folder.DatabaseBytes().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word.Length > 3 ? word : "no such word")) < 0, "the word stands in a file");
    }

    [Fact]
    public void Three_wrong_words_lock_for_an_hour_and_a_right_one_forgets_them()
    {
        var anna = storage.Meet("anna").Id;
        SafeContact Now() => storage.Read(unit => storage.SafeContacts.Of(unit, anna));
        storage.Write(unit => storage.SafeContacts.SetWord(unit, anna, "vikerkaar"));
        foreach (var isRight in new[] { false, false, true, false, false })
            storage.Write(unit => storage.SafeContacts.Tried(unit, anna, isRight));
        Assert.Equal((2, null), (Now().Misses, Now().LockedUntil));
        storage.Write(unit => storage.SafeContacts.Tried(unit, anna, false));
        Assert.Equal(folder.Clock.Now + SafeContact.Lock, Now().LockedUntil);
    }

    [Theory]
    [InlineData("10:00", Reach.Open)]
    [InlineData("16:59", Reach.Open)]
    [InlineData("17:00", Reach.Later)]
    [InlineData("23:59", Reach.Later)]
    [InlineData("00:00", Reach.Later)]
    [InlineData("07:59", Reach.Later)]
    [InlineData("08:00", Reach.Open)]
    public void Nothing_unasked_reaches_somebody_in_their_quiet_time(string time, Reach expected)
    {
        var safe = SafeContact.None with { QuietFrom = new(17, 0), QuietTo = new(8, 0) };
        var now = tallinn.AtLeniently(new LocalDate(2026, 11, 23).At(NodaTime.Text.LocalTimePattern.ExtendedIso.Parse(time + ":00").Value)).ToInstant();
        Assert.Equal(expected, safe.ReachAt(now, tallinn, now - Duration.FromHours(2), isParked: false));
        Assert.Equal(Reach.Open, safe.ReachAt(now, tallinn, now - Duration.FromMinutes(5), isParked: false));
    }

    [Fact]
    public void After_the_quiet_end_nothing_is_quiet() => Prop.ForAll(ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<byte>(), ArbMap.Default.ArbFor<ushort>(), (from, to, minutes) =>
    {
        var safe = SafeContact.None with { QuietFrom = new(from % 24, 0), QuietTo = new(to % 24, 30) };
        var now = noon + Duration.FromMinutes(minutes);
        var end = safe.QuietEnd(now, tallinn);
        return end >= now && end - now <= Duration.FromHours(25) && safe.ReachAt(end, tallinn, end - Duration.FromDays(1), isParked: false) == Reach.Open;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    [Theory]
    [InlineData(false, false, false, 1, Reach.Open)]
    [InlineData(true, false, false, 1, Reach.Neutral)]
    [InlineData(false, true, false, 1, Reach.Neutral)]
    [InlineData(false, false, true, 1, Reach.Neutral)]
    [InlineData(false, false, false, 61, Reach.Neutral)]
    public void Outside_an_open_talk_only_neutral_words_go_to_whoever_asked_for_it(bool isNeutral, bool hasWord, bool isParked, int silentDays, Reach expected) =>
        Assert.Equal(expected, (SafeContact.None with { IsNeutral = isNeutral, HasWord = hasWord }).ReachAt(noon, tallinn, noon - Duration.FromDays(silentDays), isParked));

    [Fact]
    public void Held_messages_go_out_once_in_their_order()
    {
        var chat = storage.Chat("anna");
        Outgoing Message(string key) => new(key, chat.Id, chat.Person, OutgoingKind.Reminder, $"sõnum {key}", folder.Clock.Now, IsPulled: true);
        storage.Write(unit =>
        {
            storage.Held.Hold(unit, Message("a"), null);
            storage.Held.Hold(unit, Message("b"), unit.Now + Duration.FromHours(1));
            storage.Held.Hold(unit, Message("a"), null);
        });
        Assert.Equal(2, storage.Read(unit => storage.Held.Count(unit, chat.Id)));
        Assert.Empty(storage.Read(storage.Held.Due));
        folder.Clock.Now += Duration.FromHours(1);
        Assert.Single(storage.Read(storage.Held.Due));
        Assert.Equal(2, storage.Write(unit => storage.Held.ReleaseAll(unit, chat.Id)));
        storage.Write(unit => storage.Held.Hold(unit, Message("a"), null));
        Assert.Equal(0, storage.Read(unit => storage.Held.Count(unit, chat.Id)));
        Assert.Equal(["sõnum a", "sõnum b"], storage.Read(unit => storage.Outbox.Log(unit, chat.Id, 0, 10)).Select(entry => entry.Body));
    }

    [Fact]
    public void What_helped_nobody_any_more_when_the_person_came_is_settled_as_late_and_not_sent()
    {
        var chat = storage.Write(unit =>
        {
            var person = storage.People.Meet(unit, new("telegram", "anna"), "et").Id;
            return storage.Conversations.Open(unit, "telegram", "chat of anna", "{}", person);
        });
        Outgoing Message(string key, Duration useful) => new(key, chat.Id, chat.Person, OutgoingKind.Reminder, $"sõnum {key}", folder.Clock.Now, IsPulled: false) { Expires = folder.Clock.Now + useful };
        storage.Write(unit =>
        {
            storage.Held.Hold(unit, Message("short", Duration.FromHours(1)), null);
            storage.Held.Hold(unit, Message("long", Duration.FromHours(3)), null);
        });
        folder.Clock.Now += Duration.FromHours(2);
        storage.Write(unit => storage.Held.ReleaseAll(unit, chat.Id));
        Assert.Equal(["sõnum long"], storage.Write(unit => storage.Outbox.Claim(unit, 10, 10)).Select(claimed => claimed.Body));
        Assert.Equal((OutgoingState.Failed, IOutbox.Late), storage.Read(unit => storage.Outbox.StateOf(unit, "short")));
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(15, false)]
    public void Whoever_took_consent_back_is_erased_after_two_weeks_of_silence(int days, bool isThere)
    {
        var chat = storage.Chat("anna");
        storage.Write(unit => storage.People.Consent(unit, chat.Person, new("1", "hash", "et", "webchat")));
        storage.Write(unit => storage.People.WithdrawConsent(unit, chat.Person));
        Assert.Equal(isThere, IsThereAfter(chat.Person, days));
    }

    [Theory]
    [InlineData(729, true)]
    [InlineData(731, false)]
    public void Whoever_consented_and_never_came_back_is_erased_after_two_years(int days, bool isThere)
    {
        var chat = storage.Chat("anna");
        storage.Write(unit => storage.People.Consent(unit, chat.Person, new("1", "hash", "et", "webchat")));
        Assert.Equal(isThere, IsThereAfter(chat.Person, days));
    }

    private bool IsThereAfter(Assistant.Records.PersonId person, int days)
    {
        folder.Clock.Now += Duration.FromDays(days);
        storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 100));
        return storage.Read(unit => storage.People.Find(unit, new("webchat", "anna"))) is { } found && found.Id == person;
    }
}
