using Assistant.Knowledge;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>
/// Everything that can be said in the terminal can be said in Telegram, word for word: the same chats, through the double. Only what is about a
/// family's identity (name, phone, note) is not told to coordinators there, nor a dictated visit in its words: Telegram carries little.
/// </summary>
public sealed class TelegramTranscriptTests
{
    /// <summary>Families' data are not written there, nor dictated visits told in their words; files are sent, not shown in words; of a group's members initials are told.</summary>
    public static TheoryData<string> Files => ChannelChatWorld.Files("-dictated-", "-people-invites-", "-three-voices", "-visit-judgement", "-case-", "-family-joins", "-referral", "-municipality-worker", "-broadcast-answers", "-group-bad-input", "-group-files", "-group-broadcast", "-group-season", "-group-closed", "-group-whole", "-group-papers", "-group-holidays", "-mydata-sees", "-member-erased");

    [Theory, MemberData(nameof(Files))]
    public async Task A_chat_goes_in_telegram_as_it_is_written(string file)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Transcripts", file), TestContext.Current.CancellationToken);
        await using var world = await TelegramChatWorld.Started();

        var (played, faults) = await new TranscriptRunner(world).Play(ChannelChatWorld.Parse(lines, IsPrivate));

        Assert.True(faults.Count == 0, $"{file}\n{string.Join('\n', faults)}\n\nAs it went:\n{played}");
        Assert.Empty(world.World.Violations());
        Assert.All(world.World.Journal.Entries, call => Assert.True(call.Code is 200 or 0 || IsExpected(call.Description!), $"{call.Method}: {call.Description}"));
    }

    [Fact]
    public async Task A_group_is_opened_and_joined_by_its_link()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Transcripts", "et-group-season.chat"), TestContext.Current.CancellationToken);
        await using var world = await TelegramChatWorld.Started();

        // Up to where the leader is told who asks: by initials, other than it is written.
        var (played, faults) = await new TranscriptRunner(world).Play(ChannelChatWorld.Parse([.. lines.TakeWhile(line => line != $"> [{asking}]")], IsPrivate));

        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n\nAs it went:\n{played}");
        Assert.Empty(world.World.Violations());
        var anne = new Speaker("coordinator", "anne", Lang.Et);
        await world.Press(anne, asking);
        Assert.Contains("Soovib liituda: O. (", string.Join('\n', await world.Read(anne)), StringComparison.Ordinal);
    }

    /// <summary>Chats whose workers sit at the terminal, where names are told, while families and members of groups are in Telegram.</summary>
    public static TheoryData<string> Mixed => [.. TranscriptFiles().Where(file => mixed.Any(part => file.Contains(part, StringComparison.Ordinal)))];

    private static readonly string[] mixed = ["-group-", "-mydata-sees", "-broadcast-answers"];

    private static IEnumerable<string> TranscriptFiles() => TranscriptTests.Files.Select(row => row.Data);

    [Theory, MemberData(nameof(Mixed))]
    public async Task A_chat_goes_as_it_is_written_when_workers_sit_elsewhere(string file)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Transcripts", file), TestContext.Current.CancellationToken);
        var telegram = await TelegramChatWorld.Started();
        await using var world = new TelegramMixedWorld(telegram, ["parent"], tellsOthers: true);

        var (played, faults) = await new TranscriptRunner(world).Play(ChannelChatWorld.Parse(lines, _ => false));

        Assert.True(faults.Count == 0, $"{file}\n{string.Join('\n', faults)}\n\nAs it went:\n{played}");
        Assert.Empty(telegram.World.Violations());
    }

    private const string asking = "Soovijad";

    /// <summary>A press that overtakes the wiping of the screen finds its message gone, as it does on a phone.</summary>
    private static bool IsExpected(string refusal) =>
        refusal.Contains("not modified", StringComparison.Ordinal) || refusal.Contains("message to edit not found", StringComparison.Ordinal);

    private static readonly string[] identity =
        [.. from lang in Langs.All from key in (string[])["queue.contact", "queue.note"] select $"< {Known.Texts.Get(lang, key).Split('{')[0]}"];

    private static bool IsPrivate(string line) => identity.Any(start => line.StartsWith(start, StringComparison.Ordinal));
}
