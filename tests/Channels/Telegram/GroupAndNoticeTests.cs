using System.Text.Json.Nodes;
using Assistant.Fakes.Telegram;
using Assistant.Tests.Fakes;

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
    public async Task An_edited_message_is_not_taken_for_an_answer()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari", "et");
        mari.Write("kaks");
        await mari.Hears("kaks");
        mari.EditLast("kolm");
        await mari.Hears("[edited:");
        Assert.Single(host.Receiver.Received);
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
