using Assistant.Host.Cli.Talk;
using NodaTime;

namespace Assistant.Tests.Transcripts;

/// <summary>The runner itself: it must not overlook anything.</summary>
public sealed class TranscriptRunnerTests
{
    private const string good = """
        # how it begins
        @ 2026-11-23T09:00
        = parent et
        < tere parent
        > kaks
          rida
        < sa ütlesid kaks
          rida [Jah | Ei]
        > [Ei]
        < vajutasid Ei
        : leht.csv
        < a | b

        = coordinator anne
        < tere coordinator:anne
        @ 2026-11-23T10:00
        < kell on 10:00
        = parent
        < kell on 10:00

        """;

    [Fact]
    public async Task A_transcript_that_goes_as_written_has_no_faults_and_is_rewritten_as_it_was()
    {
        var (played, faults) = await Play(good);

        Assert.Empty(faults);
        Assert.Equal(good, played);
    }

    [Theory]
    [InlineData("< vajutasid Ei\n", "< vajutasid Jah\n", "line 9:")]
    [InlineData("< vajutasid Ei\n", "", "line 9:")]
    [InlineData("< vajutasid Ei\n", "< vajutasid Ei\n< ja veel\n", "line 9:")]
    [InlineData("[Jah | Ei]", "[Jah]", "line 5:")]
    [InlineData("= parent\n< kell on 10:00\n", "", "at the end: parent was told")]
    public async Task Whatever_differs_is_a_fault_and_the_rewritten_transcript_is_how_it_went(string from, string to, string fault)
    {
        var (played, faults) = await Play(good.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
        Assert.Empty((await Play(played)).Faults);
    }

    [Fact]
    public async Task A_press_on_a_button_that_nobody_was_shown_is_a_fault()
    {
        var (_, faults) = await Play(good.Replace("> [Ei]\n< vajutasid Ei\n", "> [Võib-olla]\n", StringComparison.Ordinal));

        Assert.Equal(["line 9: there is no button [Võib-olla]"], faults);
    }

    [Fact]
    public async Task A_file_that_did_not_come_cannot_be_opened()
    {
        var (_, faults) = await Play(good.Replace(": leht.csv\n< a | b\n", ": muu.csv\n", StringComparison.Ordinal));

        Assert.Equal(["line 11: there is no file muu.csv"], faults);
    }

    [Theory]
    [InlineData("< a | b\n", "< a | c\n")]
    [InlineData("< a | b\n", "")]
    public async Task What_stands_in_a_file_otherwise_is_a_fault(string from, string to) =>
        Assert.Contains("line 11:", Assert.Single((await Play(good.Replace(from, to, StringComparison.Ordinal))).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("hello")]
    [InlineData("@ tomorrow")]
    [InlineData("< said before anybody spoke")]
    [InlineData("! x")]
    public void A_line_that_is_none_of_a_transcripts_is_refused(string line) =>
        Assert.Throws<FormatException>(() => Transcript.Parse([line]));

    private static Task<(string Played, IReadOnlyList<string> Faults)> Play(string text) =>
        new TranscriptRunner(new EchoWorld()).Play(Transcript.Parse(text.TrimEnd('\n').Split('\n')));

    private sealed class EchoWorld : IChatWorld
    {
        private readonly Dictionary<string, Queue<string>> unread = [];

        public ValueTask Enter(Speaker who) => Tell(who, $"tere {who.Id}");

        public ValueTask Say(Speaker who, string text) => Tell(who, $"sa ütlesid {text} [Jah | Ei]");

        public ValueTask HandIn(Speaker who, string name, string words) => Say(who, $"{name} {words}");

        public ValueTask Press(Speaker who, string label) =>
            label is "Jah" or "Ei" ? Tell(who, $"vajutasid {label}") : throw new InvalidOperationException("no such button");

        public ValueTask<IReadOnlyList<string>> Open(Speaker who, string name) => name == "leht.csv" ? new(["a | b"]) : throw new InvalidOperationException("no such file");

        public ValueTask<IReadOnlyList<string>> Read(Speaker who)
        {
            var all = unread.GetValueOrDefault(who.Id)?.ToArray() ?? [];
            unread.Remove(who.Id);
            return new(all);
        }

        public ValueTask Advance(LocalDateTime to)
        {
            foreach (var chat in unread.Keys.Concat(met).Distinct().ToArray()) Queue(chat).Enqueue($"kell on {TranscriptWriter.TimePattern.Format(to)[11..]}");
            return default;
        }

        public ValueTask DisposeAsync() => default;

        private readonly HashSet<string> met = [];

        private ValueTask Tell(Speaker who, string text)
        {
            met.Add(who.Id);
            Queue(who.Id).Enqueue(text);
            return default;
        }

        private Queue<string> Queue(string id) => unread.TryGetValue(id, out var queue) ? queue : unread[id] = new();
    }
}
