using System.Text.Json.Nodes;
using Assistant.Fakes.Telegram;
using Assistant.Knowledge;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Broadcasts;

/// <summary>Whoever answers a message to many with Telegram's own "reply" reaches a human, whatever else is under way; danger goes first.</summary>
[Collection(Alone.Name)]
public sealed class BroadcastAnswerTests
{
    private const string words = "Homme on maja suletud.";

    private static readonly Speaker coordinator = new("coordinator", null, Lang.Et);

    [Fact]
    public async Task An_answer_by_reply_goes_to_a_human_though_a_dialogue_would_have_taken_the_words()
    {
        await using var world = await BroadcastWorld.Started();
        var (mari, told) = await Told(world);
        mari.Write("soovin aega");
        await mari.Hears("Millest soovid rääkida?");
        mari.Press("Tugiisik");
        await mari.Hears("Millal sulle sobiks?");
        Reply(mari, told, "Kas laupäeval saab siis tulla?");
        await mari.Hears("Sinu vastust loeb inimene");
        Assert.Contains(await world.Read(coordinator), text => text.StartsWith("Keegi vastas teatele ", StringComparison.Ordinal));
        await world.Press(coordinator, "Võtan vestluse");
        Assert.Contains(await world.Read(coordinator), text => text.EndsWith("Kas laupäeval saab siis tulla?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_part_of_a_long_message_is_answered_as_the_last_one_is()
    {
        await using var world = await BroadcastWorld.Started();
        var (mari, _) = await world.OnTelegram("Mari");
        await world.Enter(coordinator);
        foreach (var said in new[] { "uus teade", $"Homme on maja suletud. {string.Concat(Enumerable.Repeat("Uksed avame jälle esmaspäeva hommikul kell üheksa. ", 90))}Aitäh!", "kõik vanemad", "kohe", "jah" })
            await world.Say(coordinator, said);
        await world.UntilDone();
        var first = await mari.Hears(words);
        await mari.Hears("Aitäh!");
        Reply(mari, first, "Kas laupäeval saab siis tulla?");
        await mari.Hears("Sinu vastust loeb inimene");
        Assert.Contains(await world.Read(coordinator), text => text.StartsWith("Keegi vastas teatele ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Danger_in_an_answer_by_reply_is_heard_first()
    {
        await using var world = await BroadcastWorld.Started();
        var (mari, told) = await Told(world);
        Reply(mari, told, "tahan surra");
        await mari.Hears("112");
        Assert.DoesNotContain(await world.Read(coordinator), text => text.StartsWith("Keegi vastas teatele ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_to_something_else_is_no_answer_to_many()
    {
        await using var world = await BroadcastWorld.Started();
        var (mari, _) = await Told(world);
        mari.Write("soovin aega");
        Reply(mari, await mari.Hears("Millest soovid rääkida?"), "tugiisikust");
        await mari.Hears("Millal sulle sobiks?");
        Assert.DoesNotContain(await world.Read(coordinator), text => text.StartsWith("Keegi vastas teatele ", StringComparison.Ordinal));
    }

    /// <summary>Somebody in Telegram who was written to with all others.</summary>
    private static async Task<(FakeUser User, StoredMessage Message)> Told(BroadcastWorld world)
    {
        var (mari, _) = await world.OnTelegram("Mari");
        await world.Enter(coordinator);
        foreach (var said in new[] { "uus teade", words, "kõik vanemad", "kohe", "jah" })
            await world.Say(coordinator, said);
        await world.UntilDone();
        return (mari, await mari.Hears(words));
    }

    private static void Reply(FakeUser who, StoredMessage to, string text) => who.Send(new()
    {
        ["text"] = text,
        ["reply_to_message"] = new JsonObject
        {
            ["message_id"] = to.Id, ["date"] = 1, ["chat"] = new JsonObject { ["id"] = who.Id, ["type"] = "private" },
            ["from"] = new JsonObject { ["id"] = 9, ["is_bot"] = true, ["first_name"] = "x" }, ["text"] = to.Text,
        },
    });
}
