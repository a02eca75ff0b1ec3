using System.Runtime.CompilerServices;
using Assistant.Fakes.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>The double is held to what others make of the Bot API: clients that share nothing with ours hold a dialogue with it.</summary>
[Collection(Alone.Name)]
public sealed class ForeignClientTests
{
    [Theory]
    [InlineData("grammy")]
    [InlineData("telegraf")]
    public async Task A_foreign_client_holds_a_dialogue_with_the_double(string client)
    {
        var folder = Folder();
        Node.Need(folder, client);
        await using var world = await TelegramDouble.Start();
        var (code, output) = await Node.Run(folder, ["dialogue.mjs", client, world.Address.AbsoluteUri, world.Options.Token]);
        Assert.True(code == 0, output);
        Assert.True(output.Split("ok ").Length > 10);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Fakes", "Telegram", "foreign"));
}
