using Assistant.Knowledge;
using Assistant.Knowledge.Language.Likeness;
using Assistant.Knowledge.Safety;
using Assistant.Tests.Knowledge.Language;

namespace Assistant.Tests.Knowledge.Safety;

/// <summary>The messages that likeness is learnt from: <c>crisis.txt</c>, <c>danger.txt</c>, <c>voices.txt</c>, <c>everyday.txt</c>, <c>frames.txt</c>, and the questions of <c>faq.txt</c> and answers of <c>replies.txt</c>, which are none.</summary>
internal static class LikenessCorpus
{
    private static readonly SafetyRules rules = SafetyRules.Load(SafetyLexicon.Shared, "Safety/crisis.yaml");
    private static readonly LikenessRuns runs = new(SafetyLexicon.Shared.Names);
    private const string Frames = "frames.txt";
    private static readonly string[] files = ["crisis.txt", "danger.txt", "voices.txt", "everyday.txt", Frames, "faq.txt", "replies.txt"];

    /// <summary>Every message once, in the order of the files.</summary>
    public static List<(string Text, Lang Lang, CrisisKind Kind)> Messages { get; } =
        [.. Langs.All.SelectMany(lang => files.SelectMany(file => Of(lang, file))).DistinctBy(m => m.Item1)];

    /// <summary>A number that changes with them.</summary>
    public static ulong Number => LikenessTrainer.NumberOf(Messages.Select(m => m.Text + m.Lang.Code() + m.Kind.Code()));

    /// <summary>What the gate's second listener compares of them, and the numbers of their kinds.</summary>
    public static List<(uint[] Runs, int Kind)> Learnable { get; } = [.. Messages.Select(m => (Runs(m.Text, m.Lang), Array.IndexOf(DangerLikeness.Kinds, m.Kind)))];

    private static uint[] Runs(string text, Lang lang)
    {
        Span<uint> found = stackalloc uint[LikenessRuns.Max];
        return found[..runs.Collect(text, rules.Tag(text, lang), found)].ToArray();
    }

    private static IEnumerable<(string, Lang, CrisisKind)> Of(Lang lang, string file) =>
        (file == Frames ? FrameCorpus.Read(lang.Code()) : CorpusFile.Read(lang.Code(), file)).Where(c => !c.Head.Contains("crisis", StringComparison.Ordinal)).Select(c => (c.Text, lang, Kind(c.Head)));

    private static CrisisKind Kind(string head) => head.Split(' ')[^1] switch
    {
        "child" => CrisisKind.ChildInDanger,
        "self" => CrisisKind.SelfHarm,
        "home" => CrisisKind.ViolenceAtHome,
        _ => CrisisKind.None,
    };
}
