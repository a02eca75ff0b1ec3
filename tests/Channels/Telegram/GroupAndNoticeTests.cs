using System.Text.Json.Nodes;
using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Tests.Channels.Telegram;

[Collection(Alone.Name)]
public sealed class GroupAndNoticeTests
{
    private static readonly DoubleOptions quick = new() { SlowsHastyPolls = false, ChatBurst = 50 };

    [Fact]
    public async Task A_group_hears_one_fixed_sentence_and_a_way_to_the_private_chat()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari", "ru");
        var group = host.World.AddGroup("Perede grupp", mari);
        mari.WriteIn(group, "/start@double_bot SECRET");
        mari.WriteIn(group, "minu laps ...");
        mari.WriteIn(group, "/abi");
        await ChannelHost.Until(() => host.World.Pending == 0, "all is confirmed");
        var heard = Assert.Single(host.World.Visible(group), message => message.IsOurs);
        Assert.Equal("[group:ru]", heard.Text);
        Assert.Equal("https://t.me/double_bot?start=group", heard.Markup!["inline_keyboard"]![0]![0]!["url"]!.GetValue<string>());
        Assert.Empty(host.Receiver.Received);
    }

    [Fact]
    public async Task Voice_is_answered_in_the_language_spoken_here()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari", "de");
        mari.Start();
        await mari.Hears("You said");
        mari.Speak();
        await mari.Hears("[voice:en]");
    }

    [Fact]
    public async Task A_forwarded_contact_is_refused_with_an_explanation()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari", "et");
        mari.ShareNumberOf(42, "Naaber", "3725550000");
        await mari.Hears("[foreign-contact:et]");
        Assert.Empty(host.Receiver.Received);
    }

    [Fact]
    public async Task An_edited_message_comes_as_new_words_of_the_old_one()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari", "et");
        mari.Write("kaks");
        await mari.Hears("kaks");
        mari.EditLast("kolm");
        await mari.Hears("kolm");
        Assert.Collection(host.Receiver.Received,
            first => Assert.Equal(("message", "kaks"), (first.Activity.Type, first.Activity.Text)),
            second => Assert.Equal((Activity.MessageUpdate, "kolm"), (second.Activity.Type, second.Activity.Text)));
        Assert.Single(host.Receiver.Received.Select(one => one.Activity.Id).Distinct());
    }

    [Theory]
    [InlineData("poiss ei käi koolis", "You said")]
    [InlineData(null, "[voice:")]
    [InlineData("fault", "[voice:")]
    public async Task Voice_becomes_words_only_where_a_transcriber_makes_them_out(string? madeOut, string answer)
    {
        var transcriber = new FakeTranscriber(madeOut);
        await using var host = await ChannelHost.Started(quick, before: host => host.Services.AddSingleton<ITranscriber>(transcriber));
        var mari = host.World.AddUser("Mari", "et");
        mari.Start();
        await mari.Hears("You said");
        mari.Speak(seconds: 3);
        await mari.Hears(answer, after: 1);
        Assert.Equal((3000, "audio/ogg"), transcriber.Heard);
        Assert.Equal(answer[0] == '[' ? 1 : 2, host.Receiver.Received.Count);
    }

    private sealed class FakeTranscriber(string? words) : ITranscriber
    {
        public (int Bytes, string MediaType) Heard { get; private set; }

        public ValueTask<string?> Transcribe(ReadOnlyMemory<byte> audio, string mediaType, string? language, CancellationToken cancellationToken)
        {
            Heard = (audio.Length, mediaType);
            return words == "fault" ? throw new InvalidOperationException() : ValueTask.FromResult(words);
        }
    }

    [Fact]
    public async Task An_album_is_answered_once()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari", "et");
        for (var i = 0; i < 4; i++)
            mari.Send(new() { ["photo"] = new JsonArray(new JsonObject { ["file_id"] = "x", ["width"] = 1, ["height"] = 1 }), ["media_group_id"] = "1" });
        await mari.Hears("[unreadable:et]");
        await ChannelHost.Until(() => host.World.Pending == 0, "all is confirmed");
        Assert.Single(mari.Heard);
    }
}
