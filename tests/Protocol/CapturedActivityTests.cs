using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Protocol;

namespace Assistant.Tests.Protocol;

/// <summary>What Microsoft's own client sent, kept as it came.</summary>
public sealed class CapturedActivityTests
{
    private static readonly JsonArray captured = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpora", "teams", "captured.json")))!.AsArray();

    public static TheoryData<int> All => [.. Enumerable.Range(0, captured.Count)];

    private static Activity Read(int index) => ActivityReader.Read(Encoding.UTF8.GetBytes(captured[index]!.ToJsonString())).Activity!;

    [Theory, MemberData(nameof(All))]
    public void Every_captured_activity_is_written_back_as_it_came(int index)
    {
        var written = JsonSerializer.Serialize(Read(index), WireJson.Default.Activity);
        Assert.True(JsonNode.DeepEquals(captured[index], JsonNode.Parse(written)), written);
    }

    [Theory, MemberData(nameof(All))]
    public void A_reference_keeps_all_that_writing_later_needs(int index)
    {
        var activity = Read(index);
        // One of them names no channel, being of a kind nobody knows.
        if (activity.ChannelId is null)
        {
            Assert.Throws<ArgumentException>(() => ConversationReference.Of(activity, "u"));
            activity = activity with { ChannelId = "msteams" };
        }
        var reference = ConversationReference.Of(activity, "u");
        Assert.Equal(reference, JsonSerializer.Deserialize(JsonSerializer.Serialize(reference, WireJson.Default.ConversationReference), WireJson.Default.ConversationReference));
        Assert.Equal(
            ("msteams", activity.ServiceUrl, activity.Conversation!.Id, "00000000-0000-0000-0000-0000000000001", "00000000-0000-0000-0000-00000000000011", "user-id-0", "00000000-0000-0000-0000-0000000000020", activity.Conversation.ConversationType),
            (reference.Channel, reference.ServiceUrl, reference.Conversation, reference.TenantId, reference.BotId, reference.Account, reference.AadObjectId, reference.ConversationType));
    }

    [Fact]
    public void A_channel_without_a_directory_keeps_the_short_reference() => Assert.Equal(
        """{"channel":"telegram","conversation":"5","user":"5"}""",
        JsonSerializer.Serialize(ConversationReference.Of(new() { ChannelId = "telegram", Conversation = new() { Id = "5" }, From = new() { Id = "5" }, Recipient = new() { Id = "assistant" } }, "5"), WireJson.Default.ConversationReference));

    [Theory]
    [InlineData("personal", null, true)]
    [InlineData("personal", false, true)]
    [InlineData("personal", true, false)]
    [InlineData("groupChat", true, false)]
    [InlineData("channel", null, false)]
    [InlineData(null, null, false)]
    public void Only_a_chat_that_says_so_is_private(string? type, bool? isGroup, bool isPersonal) =>
        Assert.Equal(isPersonal, new ConversationAccount { ConversationType = type, IsGroup = isGroup }.IsPersonal);
}
