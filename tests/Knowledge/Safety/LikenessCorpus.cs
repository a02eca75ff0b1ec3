using Assistant.Knowledge;
using Assistant.Knowledge.Safety;

namespace Assistant.Tests.Knowledge.Safety;

/// <summary>The messages that likeness is learnt from: <c>crisis.txt</c>, <c>danger.txt</c>, and the questions of <c>faq.txt</c>, which are none.</summary>
internal static class LikenessCorpus
{
    /// <summary>FNV-1a, 64 bits.</summary>
    private const ulong Basis = 14695981039346656037, Prime = 1099511628211;

    /// <summary>Every message once, in the order of the files.</summary>
    public static List<(string Text, Lang Lang, CrisisKind Kind)> Messages { get; } =
        [.. Langs.All.SelectMany(lang => Of(lang, "crisis.txt").Concat(Of(lang, "danger.txt")).Concat(Of(lang, "faq.txt"))).DistinctBy(m => m.Item1)];

    /// <summary>A number that changes with them.</summary>
    public static ulong Number => Messages.Aggregate(Basis, (hash, m) => (m.Text + m.Lang.Code() + m.Kind.Code()).Aggregate(hash, (h, c) => (h ^ c) * Prime));

    private static IEnumerable<(string, Lang, CrisisKind)> Of(Lang lang, string file) =>
        CorpusFile.Read(lang.Code(), file).Where(c => !c.Head.Contains("crisis", StringComparison.Ordinal)).Select(c => (c.Text, lang, Kind(c.Head)));

    private static CrisisKind Kind(string head) => head.Split(' ')[^1] switch
    {
        "child" => CrisisKind.ChildInDanger,
        "self" => CrisisKind.SelfHarm,
        "home" => CrisisKind.ViolenceAtHome,
        _ => CrisisKind.None,
    };
}
