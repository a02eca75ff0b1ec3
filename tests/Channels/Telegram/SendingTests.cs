using System.Collections.Immutable;
using Assistant.Channels.Telegram;
using Assistant.Channels.Telegram.Sending;
using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

[Collection(Alone.Name)]
public sealed class SendingTests
{
    private static readonly DoubleOptions quick = new() { SlowsHastyPolls = false, ChatBurst = 50 };

    private static ConversationReference To(FakeUser user) => new(TelegramChannel.ChannelId, $"{user.Id}", $"{user.Id}");

    private static async Task<(ChannelHost Host, FakeUser Mari)> Open(DoubleOptions? world = null, Func<TelegramOptions, TelegramOptions>? adjust = null)
    {
        var host = await ChannelHost.Started(world ?? quick, adjust, host => host.Receiver.Reply = _ => null);
        var mari = host.World.AddUser("Mari", "et");
        mari.Start();
        await ChannelHost.Until(() => host.Receiver.Received.Count == 1, "Mari is known");
        return (host, mari);
    }

    private static ValueTask<SendResult> Send(ChannelHost host, FakeUser to, Message message, long number = 1) => host.Channel.Send(To(to), message, number, CancellationToken.None);

    [Fact]
    public async Task Words_arrive_as_they_are_without_previews()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        var result = await Send(host, mari, new() { Text = "<b>*Tere*</b> https://example.org & 5 < 6" });
        Assert.Equal((SendOutcome.Delivered, $"{mari.Heard[0].Id}"), (result.Outcome, result.MessageId));
        Assert.Equal("<b>*Tere*</b> https://example.org & 5 < 6", mari.Heard[0].Text);
        Assert.False(mari.Heard[0].HasPreview);
        Assert.False(mari.Heard[0].IsProtected);
    }

    [Fact]
    public async Task Case_matters_cannot_be_forwarded()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        await Send(host, mari, new() { Text = "Kokkuvõte", IsConfidential = true });
        Assert.True(mari.Heard[0].IsProtected);
    }

    [Fact]
    public async Task A_moment_is_offered_in_the_readers_own_calendar_and_the_words_stay()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        var at = new DateTimeOffset(2026, 11, 25, 17, 0, 0, TimeSpan.FromHours(2));
        const string words = "Kohtume \u0007kolmapäeval kell 17.00 majas.";
        await Send(host, mari, new() { Text = words, Moments = [new(words.IndexOf("kolma", StringComparison.Ordinal), "kolmapäeval kell 17.00".Length, at)] });
        var entity = Assert.Single(mari.Heard[0].Entities)!;
        Assert.Equal(("date_time", at.ToUnixTimeSeconds(), ""), (entity["type"]!.GetValue<string>(), entity["unix_time"]!.GetValue<long>(), entity["date_time_format"]!.GetValue<string>()));
        Assert.Equal("kolmapäeval kell 17.00", mari.Heard[0].Text.Substring(entity["offset"]!.GetValue<int>(), entity["length"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_long_text_comes_in_parts_with_the_buttons_under_the_last()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        var text = string.Join("\n\n", Enumerable.Range(0, 300).Select(i => $"Lõik {i}: kirjeldus, mis on üsna pikk ja räägib päevast."));
        Assert.Equal(SendOutcome.Delivered, (await Send(host, mari, new() { Text = text, Buttons = [new("h:0", "Selge")] })).Outcome);
        Assert.True(mari.Heard.Length > 3);
        Assert.Equal(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), mari.Heard.SelectMany(message => message.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.All(mari.Heard[..^1], message => Assert.Empty(message.Buttons));
        Assert.Equal(["Selge"], mari.Heard[^1].Buttons);
    }

    [Fact]
    public async Task A_try_after_a_fault_goes_on_where_the_last_one_ended()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        var message = new Message { Text = new string('a', 4000) + "\n\n" + new string('b', 4000) };
        host.Receiver.Channel = host.Channel;
        Assert.Equal(SendOutcome.Delivered, (await Send(host, mari, new() { Text = "esimene" })).Outcome);
        // The second part of the long message is refused once.
        host.World.Faults.Add(FaultKind.SlowBody, "sendMessage");
        host.World.Faults.Add(FaultKind.Restart, "sendMessage");
        var kept = new KeptParts();
        Assert.Equal(SendOutcome.Retry, (await host.Channel.Send(To(mari), message, 2, kept, CancellationToken.None)).Outcome);
        Assert.Equal([$"{mari.Heard[^1].Id}"], kept.Ids);
        Assert.Equal(SendOutcome.Delivered, (await host.Channel.Send(To(mari), message, 2, kept, CancellationToken.None)).Outcome);
        Assert.Equal(["esimene", new string('a', 4000), new string('b', 4000)], mari.Heard.Select(sent => sent.Text));
    }

    [Fact]
    public async Task A_document_comes_with_its_words()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        byte[] bytes = [1, 2, 3, 0, 255];
        await Send(host, mari, new() { Text = "Siin on leping", File = new("leping õ.pdf", "application/pdf", [.. bytes]), IsConfidential = true });
        var sent = Assert.Single(mari.Heard);
        Assert.Equal(("Siin on leping", "leping õ.pdf", true), (sent.Text, sent.FileName, sent.IsProtected));
        Assert.Equal(bytes, sent.File);
    }

    [Fact]
    public async Task Words_too_long_for_a_caption_come_before_the_document()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        await Send(host, mari, new() { Text = new string('a', 2000), File = new("a.txt", "text/plain", [1]) });
        Assert.Equal([null, "a.txt"], mari.Heard.Select(sent => sent.FileName));
    }

    [Fact]
    public async Task A_message_can_be_replaced()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        var first = await Send(host, mari, new() { Text = "Kell 10" });
        Assert.Equal(first.MessageId, (await Send(host, mari, new() { Text = "Kell 11", Replaces = first.MessageId }, 2)).MessageId);
        Assert.Equal(["Kell 11"], mari.Heard.Select(sent => sent.Text));
        // The same again changes nothing and is as good as done; one that is gone is sent anew.
        Assert.Equal(SendOutcome.Delivered, (await Send(host, mari, new() { Text = "Kell 11", Replaces = first.MessageId }, 3)).Outcome);
        Assert.Equal(SendOutcome.Delivered, (await Send(host, mari, new() { Text = "Kell 12", Replaces = "999999" }, 4)).Outcome);
        Assert.Equal(["Kell 11", "Kell 12"], mari.Heard.Select(sent => sent.Text));
    }

    [Fact]
    public async Task A_phone_is_asked_for_with_a_key_that_goes_away_afterwards()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        await Send(host, mari, new() { Text = "Mis on teie number?", Language = "et", Input = new(InputKind.Phone), Buttons = [new("h:0", "Jäta vahele")] });
        Assert.Equal(["[share-number:et]", "Jäta vahele"], mari.Heard[0].Buttons);
        mari.ShareOwnNumber("37255512345");
        await ChannelHost.Until(() => host.Receiver.Received.Any(received => received.Activity.Text == "+37255512345"), "the number arrives");
        await Send(host, mari, new() { Text = "Aitäh" }, 2);
        Assert.True(mari.Heard[1].Markup!["remove_keyboard"]!.GetValue<bool>());
        await Send(host, mari, new() { Text = "Veel" }, 3);
        Assert.Null(mari.Heard[2].Markup);
    }

    [Theory]
    [InlineData(FaultKind.DropBefore, SendOutcome.Unknown, 0)]
    [InlineData(FaultKind.DropAfter, SendOutcome.Unknown, 1)]
    [InlineData(FaultKind.HangBefore, SendOutcome.Unknown, 0)]
    [InlineData(FaultKind.HangAfter, SendOutcome.Unknown, 1)]
    [InlineData(FaultKind.Html502, SendOutcome.Unknown, 1)]
    [InlineData(FaultKind.CutBody, SendOutcome.Unknown, 1)]
    [InlineData(FaultKind.Internal, SendOutcome.Unknown, 0)]
    [InlineData(FaultKind.Restart, SendOutcome.Retry, 0)]
    [InlineData(FaultKind.TooManyRequests, SendOutcome.Retry, 0)]
    [InlineData(FaultKind.SlowBody, SendOutcome.Delivered, 1)]
    public async Task A_fault_is_told_as_what_it_is(FaultKind fault, SendOutcome outcome, int heard)
    {
        var (host, mari) = await Open(adjust: options => options with { CallTimeout = TimeSpan.FromSeconds(2) });
        await using var _ = host;
        host.World.Faults.Add(fault, "sendMessage", seconds: 7);
        var result = await Send(host, mari, new() { Text = "Tere" });
        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(fault == FaultKind.TooManyRequests ? TimeSpan.FromSeconds(7) : null, result.RetryAfter);
        Assert.Equal(heard, mari.Heard.Length);
    }

    [Fact]
    public async Task Without_a_connection_a_message_certainly_did_not_arrive()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        await host.World.DisposeAsync();
        // A message on a connection that was kept open, and breaks under it, is of unknown fate; those few are soon used up.
        var outcome = SendOutcome.Unknown;
        for (var kept = 0; kept < 20 && outcome == SendOutcome.Unknown; kept++)
            outcome = (await Send(host, mari, new() { Text = "Tere" })).Outcome;
        Assert.Equal(SendOutcome.Retry, outcome);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_data()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        mari.Block();
        Assert.Equal(new SendResult(SendOutcome.Refused, Reason: "blocked"), await Send(host, mari, new() { Text = "Tere" }));
        mari.Unblock();
        Assert.Equal(SendOutcome.Delivered, (await Send(host, mari, new() { Text = "Tere" })).Outcome);
        mari.Deactivate();
        Assert.Equal("deactivated", (await Send(host, mari, new() { Text = "Tere" })).Reason);
        Assert.Equal("unknown-chat", (await Send(host, host.World.AddUser("Never wrote"), new() { Text = "Tere" })).Reason);
        Assert.Equal("unknown-chat", (await host.Channel.Send(new(TelegramChannel.ChannelId, "4242", "4242"), new() { Text = "Tere" }, 1, CancellationToken.None)).Reason);
        Assert.Equal("address", (await host.Channel.Send(new(TelegramChannel.ChannelId, "not a chat", "1"), new() { Text = "Tere" }, 1, CancellationToken.None)).Reason);

        var other = host.World.AddGroup("Teine", mari);
        host.World.Kick(other, mari);
        Assert.Equal("kicked", (await host.Channel.Send(new(TelegramChannel.ChannelId, $"{other}", "1"), new() { Text = "Tere" }, 1, CancellationToken.None)).Reason);
    }

    [Fact]
    public async Task A_message_follows_a_group_that_became_a_supergroup()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        var group = host.World.AddGroup("Grupp", mari);
        var there = host.World.Migrate(group, host.World.AddUser("Jüri"));
        var result = await host.Channel.Send(new(TelegramChannel.ChannelId, $"{group}", "1"), new() { Text = "Tere" }, 1, CancellationToken.None);
        Assert.Equal((SendOutcome.Delivered, $"{there}", "1"), (result.Outcome, result.Moved?.Conversation, result.Moved?.User));
        Assert.Single(host.World.Visible(there), message => message.Text == "Tere");
    }

    [Fact]
    public async Task Blocking_and_unblocking_are_told()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        mari.Block();
        mari.Unblock();
        await ChannelHost.Until(() => host.Receiver.Received.Count(received => received.Activity.Name == "reachability") == 2, "both are told");
    }

    [Fact]
    public async Task While_asked_for_quiet_nothing_is_called()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        host.World.Faults.Add(FaultKind.TooManyRequests, "sendMessage", seconds: 30);
        await Send(host, mari, new() { Text = "Tere" });
        var again = await Send(host, mari, new() { Text = "Tere" });
        Assert.Equal(SendOutcome.Retry, again.Outcome);
        Assert.InRange(again.RetryAfter!.Value, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(30));
        Assert.Single(host.World.Journal.Of("sendMessage"));
    }

    [Fact]
    public async Task A_button_that_telegram_would_refuse_is_left_out_and_the_words_arrive()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        await Send(host, mari, new() { Text = "Vali", Buttons = [new(new string('õ', 33), "Liiga pikk"), new("h:1", "Hea")] });
        Assert.Equal(["Hea"], mari.Heard[0].Buttons);
    }

    [Fact]
    public async Task A_chat_is_not_flooded()
    {
        var (host, mari) = await Open(new() { SlowsHastyPolls = false });
        await using var _ = host;
        for (var i = 0; i < 6; i++)
            Assert.Equal(SendOutcome.Delivered, (await Send(host, mari, new() { Text = $"{i}" }, 10 + i)).Outcome);
        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"{i}"), mari.Heard.Select(sent => sent.Text));
        Assert.DoesNotContain(host.World.Journal.Entries, entry => entry.Code == 429);
    }

    [Fact]
    public async Task Words_that_are_refused_for_a_rule_unknown_to_us_come_once_more_plainly_with_their_choices()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        host.World.Faults.Add(FaultKind.BadRequest, "sendMessage");
        var text = new string('a', RichText.MaxMessage);
        Assert.Equal(SendOutcome.Delivered, (await Send(host, mari, new() { Text = text, Buttons = [new("h:0", "Jah"), new("h:1", "Ei")], IsConfidential = true })).Outcome);
        Assert.Equal([text, "• Jah\n• Ei"], mari.Heard.Select(sent => sent.Text));
        Assert.All(mari.Heard, sent => Assert.True(sent is { IsProtected: true, HasPreview: false, Buttons.Count: 0 }));
    }

    [Fact]
    public async Task Words_refused_twice_are_a_failure_that_is_told()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        host.World.Faults.Add(FaultKind.BadRequest, "sendMessage", times: 2);
        Assert.Equal(new SendResult(SendOutcome.Refused, Reason: "refused"), await Send(host, mari, new() { Text = "Tere" }));
        Assert.Equal(2, host.World.Journal.Of("sendMessage").Length);
    }

    [Theory]
    [InlineData(1, "leht.pdf", SendOutcome.Delivered)]
    [InlineData(2, null, SendOutcome.Refused)]
    public async Task What_stands_under_a_document_arrives_even_when_the_document_is_refused(int times, string? file, SendOutcome outcome)
    {
        var (host, mari) = await Open();
        await using var _ = host;
        host.World.Faults.Add(FaultKind.BadRequest, "sendDocument", times);
        Assert.Equal(outcome, (await Send(host, mari, new() { Text = "Siin on leht", File = new("leht.pdf", "application/pdf", [1, 2]), Buttons = [new("h:0", "Selge")], IsConfidential = true })).Outcome);
        Assert.Equal(file is null ? [] : [file], mari.Heard.Select(sent => sent.FileName).OfType<string>());
        Assert.Equal("Siin on leht\n\n• Selge", mari.Heard[^1].Text);
        Assert.All(mari.Heard, sent => Assert.True(sent.IsProtected));
    }

    [Fact]
    public async Task A_replacement_that_is_refused_comes_anew()
    {
        var (host, mari) = await Open();
        await using var _ = host;
        var first = await Send(host, mari, new() { Text = "Kell 10" });
        host.World.Faults.Add(FaultKind.BadRequest, "editMessageText");
        Assert.Equal(SendOutcome.Delivered, (await Send(host, mari, new() { Text = "Kell 11", Replaces = first.MessageId }, 2)).Outcome);
        Assert.Equal(["Kell 10", "Kell 11"], mari.Heard.Select(sent => sent.Text));
    }
}
