using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Dialogs;

public sealed class AppointmentTests
{
    [Theory]
    [InlineData("homme kell 10", "2026-11-24 10:00")]
    [InlineData("teisipäeval kell 10 või kolmapäeval kell 14", "2026-11-24 10:00, or 2026-11-25 14:00")]
    [InlineData("во вторник в 10 или в среду в 14", "2026-11-24 10:00, or 2026-11-25 14:00")]
    [InlineData("Tuesday at 10 or Wednesday at 2 pm", "2026-11-24 10:00, or 2026-11-25 14:00")]
    [InlineData("homme kell 10 või kell 12", "2026-11-24 10:00, or 2026-11-24 12:00")]
    [InlineData("homme kell 10 või 12", "2026-11-24 10:00, or 2026-11-24 12:00")]
    [InlineData("homme kell kümme, kaksteist või 14.30", "2026-11-24 10:00, or 2026-11-24 12:00, or 2026-11-24 14:30")]
    [InlineData("homme 10 või 12 sobiks", "2026-11-24 10:00, or 2026-11-24 12:00")]
    [InlineData("завтра в 10 или 12", "2026-11-24 10:00, or 2026-11-24 12:00")]
    [InlineData("завтра в десять либо в двенадцать", "2026-11-24 10:00, or 2026-11-24 12:00")]
    [InlineData("tomorrow at 10 or 12 works", "2026-11-24 10:00, or 2026-11-24 12:00")]
    [InlineData("tomorrow at ten or noon", "2026-11-24 10:00, or 2026-11-24 12:00")]
    [InlineData("homme kell 10 ja 2 last tulevad kaasa", "2026-11-24 10:00")]
    [InlineData("завтра в 10 и 2 ребенка", "2026-11-24 10:00")]
    [InlineData("завтра kell 10 или в четверг kell 15", "2026-11-24 10:00, or 2026-11-26 15:00")]
    [InlineData("kolmapäeval kella viiest seitsmeni", "2026-11-25 17:00-19:00")]
    [InlineData("esmaspäeval või teisipäeval kell 10", "2026-11-24 10:00, or 2026-11-30 10:00")]
    public void One_or_several_times_are_taken_as_they_were_said(string words, string wishes)
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        foreach (var said in new[] { "tere", "soovin aega", "tugiisik", words, "keskuses", "siin", "vahele", "vahele", "jah" }) chat.Say(said);
        var draft = Assert.Single(chat.Done.OfType<Effect.FileRequest>()).Draft;
        Assert.Equal(wishes, $"{draft.Wish:uuuu-MM-dd HH:mm}{(draft.WishUntil is { } until ? $"-{until:HH:mm}" : "")}{string.Concat(draft.OtherWishes.Select(other => $", or {other:uuuu-MM-dd HH:mm}"))}");
        Assert.Equal("office", draft.Place);
    }

    [Theory]
    [InlineData("kodus", "home")]
    [InlineData("tulge palun meile koju", "home")]
    [InlineData("keskuses", "office")]
    [InlineData("koolis oleks hea", "school")]
    [InlineData("telefoni teel", "phone")]
    [InlineData("videokõnega", "online")]
    [InlineData("по телефону", "phone")]
    [InlineData("в школе", "school")]
    [InlineData("у нас дома", "home")]
    [InlineData("at our place", "home")]
    [InlineData("on zoom please", "online")]
    [InlineData("kuu peal", null)]
    [InlineData("kas kodus või koolis", null)]
    public void A_place_is_understood_in_ones_own_words(string words, string? place) => Assert.Equal(place, Known.Understanding.Places.Read(words, null));

    [Fact]
    public void To_meet_by_phone_a_number_is_asked_however_we_answer()
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        foreach (var said in new[] { "tere", "soovin aega", "tugiisik", "homme kell 10", "telefonis", "siin" }) chat.Say(said);
        Assert.Equal("phone", chat.Conversation.Current?.Asked);
    }

    [Fact]
    public void A_wished_time_is_stored_and_read_back_whatever_was_said_with_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<string>(), (n, words) =>
        {
            var start = new LocalDateTime(2026, 1, 1, 0, 0).PlusMinutes(Math.Abs((long)n * 31) % 500_000);
            var own = WishedTime.OwnWords(words ?? "");
            foreach (var place in (string?[])[null, "home"])
                foreach (var until in (LocalTime?[])[null, new LocalTime(23, 59)])
                {
                    var time = new WishedTime(start.Date, n % 3 == 0 ? null : start.TimeOfDay, own) { Until = until, Place = place };
                    Assert.Equal(time, WishedTime.Parse(time.Write()));
                }
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void A_stored_wish_of_an_earlier_release_is_one_wish() =>
        Assert.Equal(new WishedTime(new(2026, 11, 25), new LocalTime(17, 0), "kolmapäeval kell 17"), WishedTime.Parse("2026-11-25T17:00 kolmapäeval kell 17"));

    [Theory]
    [InlineData("neljapäeval kell 14 keskuses", "2026-11-26 14:00", "office")]
    [InlineData("в пятницу в 10 по телефону", "2026-11-27 10:00", "phone")]
    [InlineData("Friday at 10 at school", "2026-11-27 10:00", "school")]
    public void A_coordinator_offers_time_and_place_in_one_breath(string words, string time, string place)
    {
        var chat = Coordinator(Request("taken"));
        chat.Press("request:propose:r1", null);
        chat.Say(words);
        var step = Assert.Single(chat.Done.OfType<Effect.StepRequest>());
        Assert.Equal((time, place), ($"{step.Time:uuuu-MM-dd HH:mm}", step.Place));
    }

    [Fact]
    public void Of_several_wished_times_the_coordinator_taps_or_names_one()
    {
        var request = Request("taken") with { Draft = Request("taken").Draft with { Wish = new(2026, 11, 24, 10, 0), OtherWishes = [new(2026, 11, 26, 0, 0)] } };
        var chat = Coordinator(request);
        chat.Press("request:confirm:r1", null);
        chat.Say("neljapäev");
        Assert.Equal("hour", chat.Conversation.Current?.Asked);
        chat.Say("kell 11");
        Assert.Equal(new LocalDateTime(2026, 11, 26, 11, 0), Assert.Single(chat.Done.OfType<Effect.StepRequest>()).Time);
    }

    [Theory]
    [InlineData("~reason:full", null, "full")]
    [InlineData(null, "Vabu aegu ei ole", "full")]
    [InlineData(null, "Proovi palun detsembris", null)]
    public void A_reason_is_chosen_or_written(string? pressed, string? written, string? reason)
    {
        var chat = Coordinator(Request("taken"));
        chat.Press("request:decline:r1", null);
        if (pressed is not null) chat.Press(pressed, chat.Conversation.Current!.Serial);
        else chat.Say(written!);
        var step = Assert.Single(chat.Done.OfType<Effect.StepRequest>());
        Assert.Equal((reason, reason is null ? written : null), (step.Reason, step.Words));
    }

    [Fact]
    public void Ones_own_list_begins_with_the_next_meeting()
    {
        RequestFact[] mine =
        [
            Request("expired", "a"), Request("waiting", "b"), Request("confirmed", "c", new(2026, 11, 26, 10, 0)), Request("confirmed", "d", new(2026, 11, 24, 10, 0)), Request("confirmed", "e", new(2026, 11, 20, 10, 0)),
        ];
        var shown = RequestDoor.Mine(Known.Facts with { MyRequests = [.. mine] }).Cast<Effect.Say>().ToArray();
        Assert.Equal(["d", "c", "b", null, null], shown.Select(say => say.Choices is [.., var choice] ? choice.Id.Split(':')[^1] : null));
        Assert.Equal(["requests.meeting", "requests.meeting", "requests.item", "requests.item", "requests.held"], shown.Select(say => say.Text.Key));
    }

    [Theory]
    [InlineData(1, 1, 1, null)]
    [InlineData(0, 0, 4, null)]
    [InlineData(0, 0, 5, "😀 5 · 🙂 0 · 😕 0")]
    [InlineData(1, 2, 9, "😀 9 · 🙂 alla 3 · 😕 alla 3")]
    [InlineData(3, 4, 9, "😀 9 · 🙂 4 · 😕 3")]
    public void What_few_people_said_is_not_shown(int little, int some, int much, string? shown)
    {
        var says = RequestDoor.Feedback(Known.Facts with { Feedback = [new("support-person", little, some, much)] }).Cast<Effect.Say>().ToArray();
        Assert.Equal(shown is null ? "Vastuseid on veel liiga vähe, et neid näidata." : $"Tugiisik\n{shown}", Known.Texts.Render(Lang.Et, says[^1].Text));
    }

    [Fact]
    public void What_a_parent_hears_of_a_meeting_names_no_service()
    {
        var request = Request("confirmed", "r1", new(2026, 11, 24, 10, 0)) with { Draft = Request("confirmed").Draft with { Service = "support-person" } };
        foreach (var lang in Langs.All)
            Assert.All([.. Notices.Reminder(request, Known.Facts), .. Notices.HowWasIt(request)], say =>
                Assert.DoesNotContain(Known.Texts.Get(lang, "services.support-person.name"), Known.Texts.Render(lang, say.Text), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_coordinator_who_is_alone_can_give_a_request_back_to_the_queue()
    {
        var chat = Coordinator(Request("taken"));
        chat.Press("request:handover:r1", null);
        chat.Tap("Tagasi järjekorda");
        Assert.Equal(RequestStep.Release, Assert.Single(chat.Done.OfType<Effect.StepRequest>()).Step);
    }

    private static RequestFact Request(string state, string id = "r1", LocalDateTime? agreed = null) => new(id, "K7M2C", state, IsMine: true,
        new("appointment", null, null, null, null, null, null) { Place = "home" }, null, agreed, new(2026, 11, 24, 16, 0), null);

    private static Chat Coordinator(RequestFact request) => new(Known.Board, Known.Facts with { Roles = [Audience.Parent, Audience.Coordinator], Queue = [request], Request = request, HasConsent = true });
}
