using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Assistant.Fakes.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>The double is held to what others make of the Bot API: clients that share nothing with ours hold a dialogue with it.</summary>
[Collection(Alone.Name)]
public sealed class ForeignClientTests
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("grammy")]
    [InlineData("telegraf")]
    public async Task A_foreign_client_holds_a_dialogue_with_the_double(string client)
    {
        var folder = Folder();
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules", client)), $"npm ci was not run in {Path.GetFileName(folder)}");
        await using var world = await TelegramDouble.Start();
        using var node = new Process
        {
            StartInfo = new("node", ["dialogue.mjs", client, world.Address.AbsoluteUri, world.Options.Token])
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            },
        };
        try
        {
            node.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not installed");
        }
        var output = Task.WhenAll(node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        using var over = new CancellationTokenSource(patience);
        try
        {
            await node.WaitForExitAsync(over.Token);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
        }
        Assert.True(node.ExitCode == 0, string.Join("\n", await output));
        Assert.True((await output)[0].Split("ok ").Length > 10);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Fakes", "Telegram", "foreign"));
}
