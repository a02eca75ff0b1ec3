using Assistant.Tests.Fakes.Teams;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Teams;

/// <summary>Everything that can be said in the terminal can be said in Teams, word for word: the same chats, through the Connector's double.</summary>
public sealed class TeamsTranscriptTests
{
    // Pages of their own are no chat. Files are handed in at the terminal there; through Teams they go in HandedFileTests.
    public static TheoryData<string> Files => ChannelChatWorld.Files("-voice-page", "-group-files");

    [Theory, MemberData(nameof(Files))]
    public async Task A_chat_goes_in_teams_as_it_is_written(string file)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Transcripts", file), TestContext.Current.CancellationToken);
        await using var world = await TeamsChatWorld.Started();

        var (played, faults) = await new TranscriptRunner(world).Play(ChannelChatWorld.Parse(lines, _ => false));

        Assert.True(faults.Count == 0, $"{file}\n{string.Join('\n', faults)}\n\nAs it went:\n{played}");
        Assert.All(world.World.Calls, call => Assert.InRange(call.Status, 200, 202));
        Assert.Empty(world.World.Said.SelectMany(CardRules.Faults));
    }
}
