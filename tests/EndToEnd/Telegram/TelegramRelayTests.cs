using Assistant.Knowledge;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>A person in Telegram and a coordinator at the terminal talk with one another; either may be away.</summary>
public sealed class TelegramRelayTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Ru), coordinator = new("coordinator", "desk", Lang.Et);

    [Fact]
    public async Task A_person_in_telegram_talks_with_a_coordinator_at_the_terminal()
    {
        await using var world = await TelegramChatWorld.Started();
        var desk = world.AtTerminal;
        await desk.Enter(coordinator);
        await world.Enter(parent);
        await world.Say(parent, "хочу поговорить с человеком");
        await world.Say(parent, "сын не ходит в школу");
        await desk.Press(coordinator, "Võtan vestluse");
        await desk.Say(coordinator, "tere, olen siin");
        await world.Say(parent, "спасибо");

        Assert.Equal(["сын не ходит в школу", "спасибо"], Words(await desk.Read(coordinator), "сын", "спасибо"));
        Assert.Contains(await world.Read(parent), line => line == "Координатор: tere, olen siin");
    }

    [Fact]
    public async Task What_the_coordinator_wrote_while_the_person_had_blocked_us_comes_when_they_are_back()
    {
        await using var world = await TelegramChatWorld.Started();
        var desk = world.AtTerminal;
        await desk.Enter(coordinator);
        await world.Enter(parent);
        await world.Say(parent, "хочу поговорить с человеком");
        await desk.Press(coordinator, "Võtan vestluse");
        await world.Read(parent);
        world.Person(parent).Block();
        await desk.Say(coordinator, "kas kuuled?");
        await desk.Say(coordinator, "helistan homme");
        world.Person(parent).Unblock();
        await world.Say(parent, "я снова здесь");

        Assert.Equal(["kas kuuled?", "helistan homme"], Words(await world.Read(parent), "kas", "helistan"));
        Assert.Contains(await desk.Read(coordinator), line => line.Contains("я снова здесь", StringComparison.Ordinal));
    }

    /// <summary>The relayed lines that begin so, without who said them.</summary>
    private static IEnumerable<string> Words(IEnumerable<string> lines, params string[] begin) => lines
        .Where(line => line.Contains(": ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]).Select(line => line.Split(" [")[0])
        .Where(line => begin.Any(word => line.StartsWith(word, StringComparison.Ordinal)));
}
