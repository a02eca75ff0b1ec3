using Assistant.Dialogs.Engine;
using Assistant.Knowledge;

namespace Assistant.Tests.Dialogs;

/// <summary>Chats as earlier releases stored them, one folder for each shape of release; never changed once released. Each goes on in this one.</summary>
public sealed class ResumableTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Resumable");

    public static TheoryData<string> Stored => [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    /// <summary>Questions put in since, by dialogue.</summary>
    private static readonly Dictionary<string, string?> inserted = new(StringComparer.Ordinal) { ["appointment"] = "place" };

    [Theory, MemberData(nameof(Stored))]
    public void A_chat_of_an_earlier_release_goes_on(string file)
    {
        var conversation = ConversationJson.Read(File.ReadAllText(Path.Combine(Folder, file)));
        Assert.NotNull(conversation.Current);
        Assert.Contains(conversation.Paused.Add(conversation.Current), interview => !interview.Given.IsEmpty);
        var request = new RequestFact("r1", "K7M2", "taken", IsMine: true, new("appointment", null, null, null, null, null, null), null, null, new(2026, 11, 24, 16, 0), null);
        var facts = Known.Facts with { HasConsent = conversation.Current.Dialog != "consent", Roles = [Audience.Parent, Audience.Coordinator], Request = request };

        var (next, effects) = Known.Board.Take(conversation, new("tere", Lang.Et), facts);

        // A question that a later release put in is asked before the review is shown again.
        Assert.True(next.Current?.Asked == conversation.Current.Asked || next.Current?.Asked == inserted.GetValueOrDefault(conversation.Current.Dialog) || IsNew(conversation.Current.Dialog, next.Current!.Asked!), next.Current?.Asked);
        Assert.Equal(conversation.Current.Given.OrderBy(pair => pair.Key), next.Current!.Given.OrderBy(pair => pair.Key));
        Assert.Equal(conversation.Paused.Select(Shown), next.Paused.Select(Shown));
        Assert.NotEmpty(effects);
    }

    private static bool IsNew(string dialog, string question) =>
        dialog == "eligibility" && !new[] { "about", "children", "involved", "coping", "factors", "peers", "next" }.Contains(question);

    [Fact]
    public void An_interview_of_an_earlier_release_is_finished_with_what_was_answered_then()
    {
        var conversation = ConversationJson.Read(File.ReadAllText(Path.Combine(Folder, "1", "eligibility-in-the-middle.json")));
        var facts = Known.Facts with { HasConsent = true };
        List<string> asked = [];
        foreach (var answer in new[] { "tere", "7", "raha", "juba segab", "ei tea", "ei", "ei tea", "Narva", "ei tea" })
        {
            conversation = Known.Board.Take(conversation, new(answer, Lang.Et), facts).Next;
            asked.Add(conversation.Current!.Asked!);
        }
        Assert.Equal(["age.1", "areas", "coping", "help", "peers", "household", "municipality", "urgency", "next"], asked);
    }

    [Fact]
    public void A_block_asked_several_times_goes_on_with_the_one_it_had_come_to()
    {
        // Questions of a real dialogue lend their texts, so that labels render.
        var children = Ask.Number("children", 0, 20) with { Home = "eligibility" };
        var age = Ask.Number("age", 0, 17) with { Home = "eligibility", Key = "children" };
        var school = Ask.YesNo("school") with { Home = "withdraw", Key = "sure" };
        var dialog = new Family(children, new Repeat("each", children, age, school));
        var stored = ConversationJson.Read("""{"s":6,"c":{"d":"family","g":{"children":"3","age.1":"4","school.1":"no","age.2":"9"},"a":"school.2","n":6}}""");
        var interview = new Interview(Known.Understanding);

        var turn = interview.Reply(dialog, stored.Current!, stored.Serial, new("jah", Lang.Et), Known.Facts);

        Assert.Equal("age.3", turn.Next!.Asked);
        Assert.Equal(stored.Current!.Given.Add("school.2", "yes").OrderBy(pair => pair.Key), turn.Next.Given.OrderBy(pair => pair.Key));
    }

    private static string Shown(InterviewState paused) => $"{paused.Dialog} {string.Join(' ', paused.Given.OrderBy(pair => pair.Key))}";

    private sealed class Family(params Step[] questions) : Dialog
    {
        public override string Id => "family";
        public override IReadOnlyList<Step> Questions => questions;
        public override Conclusion Conclude(Answers answers, Facts facts) => new();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"s\":\"x\"}")]
    public void What_cannot_be_read_is_a_new_chat(string json) => Assert.Equal(Conversation.New, ConversationJson.Read(json));

    [Fact]
    public void Unknown_fields_and_dialogues_of_another_release_do_no_harm()
    {
        var conversation = ConversationJson.Read("""{"s":7,"x":{"y":1},"c":{"d":"gone","g":{"a":"1","b":null},"a":"a","n":7,"z":true},"p":[{"d":"eligibility"},{}]}""");
        Assert.Equal("gone", conversation.Current!.Dialog);
        var (next, effects) = Known.Board.Take(conversation, new("laps", Lang.Et), Known.Facts with { HasConsent = true });
        Assert.Equal("eligibility", next.Current!.Dialog);
        Assert.NotEmpty(effects);
    }

    [Fact]
    public void The_state_is_small_and_names_no_types()
    {
        var chat = new Chat();
        foreach (var text in new[] { "tere", "soovin aega", "nõustun", "tugiisik", "homme kell 10" })
            chat.Say(text);
        var json = ConversationJson.Write(chat.Conversation);
        Assert.True(json.Length < 300, json);
        Assert.DoesNotContain("Assistant", json, StringComparison.Ordinal);
        Assert.Equal(json, ConversationJson.Write(ConversationJson.Read(json)));
    }
}
