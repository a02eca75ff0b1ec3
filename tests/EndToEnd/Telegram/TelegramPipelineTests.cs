using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Knowledge;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;
using Microsoft.AspNetCore.Http;

namespace Assistant.Tests.EndToEnd.Telegram;

[Collection(Alone.Name)]
public sealed class TelegramPipelineTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Et);
    private static readonly Speaker coordinator = new("coordinator", null, Lang.Et);

    [Fact]
    public async Task Nothing_is_said_to_somebody_who_blocks_the_bot_or_comes_back()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        world.Person(parent).Block();
        world.Person(parent).Unblock();
        Assert.Empty(await world.Read(parent));
        await world.Say(parent, "keel");
        Assert.Single(await world.Read(parent));
    }

    [Fact]
    public async Task The_same_update_twice_makes_one_turn()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        var update = world.Person(parent).Write("abi");
        var once = await world.Read(parent);
        world.World.Repeat(update);
        await world.Say(parent, "keel");
        Assert.NotEmpty(once);
        Assert.Single(await world.Read(parent));
    }

    [Fact]
    public async Task An_old_question_is_answered_in_passing_and_its_buttons_go()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        await world.Say(parent, "soovin aega");
        await world.Read(parent);
        await world.Say(parent, "jah");
        await world.Read(parent);
        // From a client that still shows the buttons.
        await world.Press(parent, "Nõustun");
        var told = await world.Read(parent);
        Assert.Equal(Known.Texts.Get(Lang.Et, "engine.passed"), told[0]);
        Assert.Contains(Known.Texts.Get(Lang.Et, "engine.passed"), world.Person(parent).Toasts);
        Assert.DoesNotContain(world.Person(parent).Heard, message => message.Buttons.Contains("Nõustun"));
    }

    [Fact]
    public async Task What_workers_read_cannot_be_forwarded_and_what_parents_read_can()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(coordinator);
        world.Person(coordinator).ReadsCases = true;
        await world.Enter(parent);
        await world.Asks(parent);
        await world.Say(coordinator, "järjekord");
        await world.Read(coordinator);
        await world.Read(parent);
        Assert.All(world.Person(coordinator).Heard, message => Assert.True(message.IsProtected));
        Assert.All(world.Person(parent).Heard, message => Assert.False(message.IsProtected));
        Assert.Empty(world.World.Violations());
    }

    [Fact]
    public async Task The_hour_of_an_answer_can_be_put_into_the_readers_calendar()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        foreach (var words in (string[])["soovin aega", "jah", "lihtsalt mure", "25.11 kell 17.15", "vastake siin", "Anna"])
            await world.Say(parent, words);
        await world.Read(parent);
        var moments = world.Person(parent).Heard.SelectMany(message => message.Entities.Select(entity => (message, entity: entity!))).ToList();
        Assert.True(moments.Count > 0, string.Join("\n", world.Person(parent).Heard.Select(message => message.Text)));
        Assert.All(moments, found =>
        {
            Assert.Equal("date_time", found.entity["type"]!.GetValue<string>());
            var told = found.message.Text.Substring(found.entity["offset"]!.GetValue<int>(), found.entity["length"]!.GetValue<int>());
            var local = DateTimeOffset.FromUnixTimeSeconds(found.entity["unix_time"]!.GetValue<long>()).ToOffset(TimeSpan.FromHours(2));
            Assert.EndsWith($"kell {local:HH.mm}", told);
        });
    }

    [Theory]
    [InlineData("group")]
    [InlineData("x")]
    public async Task A_link_from_a_group_opens_the_chat_as_any_start_does(string payload)
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        world.Person(parent).Start();
        var plain = await world.Read(parent);
        world.Person(parent).Start(payload);
        Assert.Equal(plain, await world.Read(parent));
        Assert.NotEmpty(plain);
    }

    [Fact]
    public async Task A_link_with_an_invitation_gives_the_role_once()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        await world.Say(parent, "/start {code support-person}");
        var welcome = await world.Read(parent);
        await world.Say(parent, "/start {last code}");
        Assert.NotEqual(welcome, await world.Read(parent));
    }

    [Fact]
    public async Task Standing_buttons_can_be_pressed_again()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        await world.Press(parent, "Teenused");
        await world.Read(parent);
        Assert.Contains(world.Person(parent).Heard, message => message.Buttons.Contains("Teenused"));
    }

    [Theory]
    [InlineData(Lang.Et)]
    [InlineData(Lang.Ru)]
    [InlineData(Lang.En)]
    public async Task The_channels_own_sentences_come_in_the_persons_language(Lang lang)
    {
        await using var world = await TelegramChatWorld.Started();
        var who = parent with { Lang = lang };
        await world.Enter(who);
        world.Person(who).Speak();
        await world.Person(who).Hears(Known.Texts.Get(lang, "telegram.voice"));
    }

    [Fact]
    public async Task Hiding_takes_both_sides_words_off_the_screen()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        await world.Say(parent, "teenused");
        await world.Read(parent);
        // What the channel answers by itself stands in no log, and is hidden all the same.
        world.Person(parent).Speak();
        await world.Person(parent).Hears(Known.Texts.Get(Lang.Et, "telegram.voice"));
        var before = world.Person(parent).Chat.Length;
        await world.Say(parent, "/peida");
        Assert.True(before >= 5);
        await world.World.Until(() => world.Person(parent).Chat.IsEmpty ? "hidden" : null, TimeSpan.FromSeconds(10));
        Assert.Empty(world.Person(parent).Chat);
    }

    [Fact]
    public async Task A_prompt_of_unknown_fate_is_dropped_when_the_person_writes_on()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        world.World.Faults.Add(FaultKind.DropAfter, "sendMessage");
        await world.Say(parent, "keel");
        await world.Person(parent).Hears(message => message.Buttons.Contains("English") && !message.Buttons.Contains("Alustame"));
        await world.Say(parent, "aitäh");
        await world.Person(parent).Hears(Known.Texts.Get(Lang.Et, "menu.thanks"));
        await world.Later(TimeSpan.FromMinutes(5));
        await world.Say(parent, "tänan");
        await world.Person(parent).Hears(message => message.Text == Known.Texts.Get(Lang.Et, "menu.thanks"), after: world.Person(parent).Heard.Length - 1);
        Assert.Single(world.Person(parent).Heard, message => message.Text == Known.Texts.Get(Lang.Et, "menu.which-language"));
    }

    [Fact]
    public async Task A_prompt_of_unknown_fate_is_sent_once_more_when_nobody_answers()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        world.World.Faults.Add(FaultKind.DropBefore, "sendMessage");
        await world.Say(parent, "keel");
        await ChannelHost.Until(() => world.World.Journal.Entries.Any(call => call.Description == "dropped before"), "it is lost");
        // Its fate is written down a moment later, and the waiting counts from there.
        for (var tries = 0; tries < 100 && world.Person(parent).Heard.All(message => message.Text != Known.Texts.Get(Lang.Et, "menu.which-language")); tries++)
        {
            await Task.Delay(200);
            await world.Later(TimeSpan.FromSeconds(26));
        }
        await world.Person(parent).Hears(Known.Texts.Get(Lang.Et, "menu.which-language"));
    }

    [Fact]
    public async Task A_chat_whose_calls_hang_holds_nobody_up()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Enter(coordinator);
        await world.Read(parent);
        await world.Read(coordinator);
        world.World.Faults.Add(FaultKind.HangBefore, "sendMessage");
        await world.Say(parent, "keel");
        await ChannelHost.Until(() => world.World.Hanging == 1, "it hangs");
        await world.Say(coordinator, "keel");
        await world.Person(coordinator).Hears(Known.Texts.Get(Lang.Et, "menu.which-language"));
    }

    [Fact]
    public async Task Who_blocked_the_bot_is_not_written_to_and_whoever_answers_is_told_to_call()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Enter(coordinator);
        await world.Read(parent);
        await world.Read(coordinator);
        var reference = await world.Asks(parent);
        world.Person(parent).Block();
        await world.Person(coordinator).Hears(message => message.Text.Contains(reference, StringComparison.Ordinal) && message.Text.EndsWith("Palun helista.", StringComparison.Ordinal));
        await world.Say(coordinator, "järjekord");
        await world.Person(coordinator).Hears(message => message.Text == $"Soov {reference}: siin ei saa perele kirjutada, palun helista.");
        await world.Read(coordinator);
        var calls = world.World.Journal.Entries.Length;

        await world.Press(coordinator, "Võtan");
        await world.Person(coordinator).Hears(message => message.Text.Contains("nüüd sinu", StringComparison.Ordinal));
        Assert.DoesNotContain(world.World.Journal.Entries.Skip(calls), call => call.Parameters["chat_id"]?.GetValue<long>() == world.Person(parent).Id);

        world.Person(parent).Unblock();
        await world.Say(parent, "keel");
        await world.Person(parent).Hears(Known.Texts.Get(Lang.Et, "menu.which-language"));
        var heard = world.Person(coordinator).Heard.Length;
        await world.Say(coordinator, "järjekord");
        await world.Person(coordinator).Hears(message => message.Text.Contains("koordinaator tegeleb", StringComparison.Ordinal), after: heard);
        Assert.DoesNotContain(world.Person(coordinator).Heard.Skip(heard), message => message.Text.Contains("palun helista", StringComparison.Ordinal));
        Assert.Empty(world.World.Violations());
    }

    [Fact]
    public async Task Who_writes_out_of_a_silence_nobody_told_the_end_of_is_answered_then_and_later()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        await world.Refused(parent);

        await world.Say(parent, "ma ei taha enam elada");
        await world.Person(parent).Hears("112");
        var heard = world.Person(parent).Heard.Length;
        await world.Say(parent, "keel");
        await ChannelHost.Until(() => world.Person(parent).Heard.Length > heard, "the next answer");
    }

    [Fact]
    public async Task Unblocking_alone_opens_the_chat_again()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Enter(coordinator);
        var reference = await world.Asks(parent);
        world.Person(parent).Block();
        await world.Person(coordinator).Hears(message => message.Text.Contains(reference, StringComparison.Ordinal) && message.Text.EndsWith("Palun helista.", StringComparison.Ordinal));
        world.Person(parent).Unblock();
        await world.Read(parent);
        var heard = world.Person(coordinator).Heard.Length;
        await world.Say(coordinator, "järjekord");
        await world.Person(coordinator).Hears(reference, after: heard);
        Assert.DoesNotContain(world.Person(coordinator).Heard.Skip(heard), message => message.Text.Contains("palun helista", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_program_goes_down_telegram_is_told_to_come_again()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Read(parent);
        world.GoDown();
        var http = new DefaultHttpContext { RequestServices = world.Rooms };
        http.Request.Method = "POST";
        http.Request.Headers["X-Telegram-Bot-Api-Secret-Token"] = TelegramChatWorld.Secret;
        http.Request.Body = new MemoryStream([.. """{"update_id":7,"message":{"message_id":9,"date":1,"chat":{"id":5,"type":"private"},"from":{"id":5,"is_bot":false,"first_name":"x"},"text":"tere"}}"""u8]);
        await world.Webhook.Post(http);
        Assert.Equal((StatusCodes.Status503ServiceUnavailable, "2"), (http.Response.StatusCode, $"{http.Response.Headers.RetryAfter}"));
    }
}
