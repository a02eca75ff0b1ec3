using System.Runtime.CompilerServices;
using System.Text;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>
/// What support persons and families are told of families in Telegram, as it is told there: a letter for a name, and nothing of what was dictated. The chats of
/// <c>Chats</c> begin with who is in Telegram, and with the words that no message there may hold; the others sit at the terminal, and what they read stands elsewhere. <c>UPDATE_TRANSCRIPTS=1</c> rewrites them as they went.
/// </summary>
public sealed class TelegramFamilyTests
{
    private const string folder = "Chats", here = "# Telegramis:", silent = "# Ei kõla:";

    public static TheoryData<string> Files { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Telegram", folder), "*.chat").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public async Task Families_are_spoken_of_by_a_letter_and_nothing_dictated_comes_back(string file)
    {
        var source = Path.Combine(Here(), folder, file);
        var rewrites = Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1";
        var lines = await File.ReadAllLinesAsync(rewrites ? source : Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Telegram", folder, file), TestContext.Current.CancellationToken);
        var telegram = await TelegramChatWorld.Started();
        await using var world = new TelegramMixedWorld(telegram, Listed(lines, here), tellsOthers: false);

        var (played, faults) = await new TranscriptRunner(world).Play(ChannelChatWorld.Parse(lines, _ => false));

        if (rewrites) await File.WriteAllTextAsync(source, played, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), TestContext.Current.CancellationToken);
        else Assert.True(faults.Count == 0, $"{file}\n{string.Join('\n', faults)}\n\nAs it went:\n{played}");
        Assert.DoesNotContain(faults, fault => fault.Contains("there is no button", StringComparison.Ordinal));
        var never = Listed(lines, silent);
        Assert.NotEmpty(never);
        // All that went over the wire to anybody: words, labels of buttons, names of files, words in passing.
        foreach (var call in telegram.World.Journal.Entries.Where(call => call.Method is not ("getUpdates" or "setMyCommands")))
            Assert.DoesNotContain(never, word => Wire(call.Parameters).Contains(word, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(telegram.World.Violations());
        Assert.All(telegram.Workers, worker => Assert.All(worker.EverHeard.SkipWhile(message => !message.IsProtected), message => Assert.True(message.IsProtected)));
    }

    private static string[] Listed(IEnumerable<string> lines, string head) =>
        [.. lines.Where(line => line.StartsWith(head, StringComparison.Ordinal)).SelectMany(line => line[head.Length..].Split(',', StringSplitOptions.TrimEntries))];

    private static string Wire(System.Text.Json.Nodes.JsonObject parameters) => parameters.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
