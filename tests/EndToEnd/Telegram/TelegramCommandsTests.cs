using Assistant.Channels.Telegram;
using Assistant.Host.People;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;
using Assistant.Records.People;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>What Telegram's list of commands offers: all of it understood, each worker's own while they have the role.</summary>
[Collection(Alone.Name)]
public sealed class TelegramCommandsTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Et);
    private static readonly Speaker coordinator = new("coordinator", null, Lang.Et);

    [Fact]
    public void Every_command_in_the_list_is_understood()
    {
        var commands = new Commands();
        Assert.All(TelegramText.Commands.Concat(TelegramText.WorkCommands), command => Assert.All([command.English, command.Estonian], word =>
            Assert.Equal(command.Key.Replace("-", "", StringComparison.Ordinal), commands.Read($"/{word}").ToString(), ignoreCase: true)));
    }

    [Fact]
    public void A_worker_is_offered_what_they_may_do_and_everybody_what_everybody_may()
    {
        var commands = new Commands();
        Assert.All(Enum.GetValues<Role>(), role => Assert.All(CommandOffers.For([role]), key =>
            Assert.Contains(Enum.Parse<Assistant.Dialogs.Engine.Audience>(role.ToString()), Assistant.Dialogs.Rights.Of(Enum.Parse<Command>(key.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)))));
        Assert.Empty(CommandOffers.For([Role.Parent]));
        Assert.All(TelegramText.WorkCommands, command => Assert.Contains(Enum.GetValues<Role>(), role => CommandOffers.Of(role).Contains(command.Key)));
        // Two roles have both lists, nothing twice.
        var both = CommandOffers.For([Role.Coordinator, Role.SupportPerson]);
        Assert.Equal(both.Distinct(), both);
        Assert.Contains("queue", both);
        Assert.Contains("acts", both);
    }

    [Fact]
    public async Task A_worker_s_commands_come_with_the_role_in_their_language_and_go_with_it()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(coordinator);
        await world.Enter(parent);
        await world.Say(parent, "{code support-person}");
        await ChannelHost.Until(() => world.Person(parent).Commands.Contains("aktid"), "the role brings its commands");
        await ChannelHost.Until(() => world.Person(coordinator).Commands.Contains("jarjekord"), "who had a role before has them too");
        Assert.DoesNotContain("jarjekord", world.Person(parent).Commands);
        Assert.DoesNotContain("leia", world.Person(parent).Commands);
        await world.Say(parent, "/ru");
        await ChannelHost.Until(() => world.Person(parent).Commands.Contains("acts"), "another language, other words");
        Assert.All(world.World.Journal.Of("setMyCommands"), call => Assert.Equal(200, call.Code));

        await world.LetGo(parent);
        await ChannelHost.Until(() => world.Person(parent).Commands.Contains("leia"), "the role ends, and its commands with it");
        Assert.Contains("jarjekord", world.Person(coordinator).Commands);
        var sets = world.World.Journal.Of("setMyCommands").Length;
        // Nothing is said twice.
        await world.Say(coordinator, "/et");
        await world.Read(coordinator);
        Assert.Equal(sets, world.World.Journal.Of("setMyCommands").Length);
    }
}
