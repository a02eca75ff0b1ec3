using System.Runtime.CompilerServices;
using Assistant.Knowledge;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Language.Likeness;
using Assistant.Knowledge.Safety;
using Assistant.Tests.Fakes;
using Assistant.Tests.Knowledge.Language;
using Assistant.Tests.Knowledge.Safety;

namespace Assistant.Tests.Knowledge.Faq;

/// <summary><c>UPDATE_LIKENESS=1</c> learns the model anew and writes <c>knowledge/Faq/likeness.bin</c>.</summary>
[Collection(Alone.Name)]
public class FaqLikenessTests
{
    private const int Buckets = 1 << 15;

    /// <summary>One in so many messages of danger is learnt from: enough to tell a question from a cry for help.</summary>
    private const int DangersEach = 3;

    [Fact]
    public void The_model_is_in_step_with_the_corpora()
    {
        var labels = FaqMatcher.Default.Labels.ToList();
        List<(string Text, Lang Lang, string Label)> asked =
        [
            .. Langs.All.SelectMany(lang => CorpusFile.Read(lang.Code(), "faq.txt").Concat(FrameCorpus.Read(lang.Code(), "faq-frames.txt"))
                .Select(c => (c.Text, lang, c.Head.Split(',')[0].Trim()))).Where(q => labels.Contains(q.Item3)).DistinctBy(q => q.Text),
            .. LikenessCorpus.Messages.Where(m => m.Kind != CrisisKind.None).Where((_, i) => i % DangersEach == 0).Select(m => (m.Text, m.Lang, FaqMatcher.Crisis)),
        ];
        labels.Add(FaqMatcher.Crisis);
        var number = LikenessTrainer.NumberOf(asked.Select(q => q.Text + q.Label).Concat(labels));
        if (Environment.GetEnvironmentVariable("UPDATE_LIKENESS") == "1")
        {
            File.WriteAllBytes(Source(), LikenessTrainer.LearnFamilies([.. asked.Select(q => (FaqMatcher.Default.Runs(q.Text, q.Lang), labels.IndexOf(q.Label)))], [.. labels.Select(Families)], Buckets, number).ToBytes());
            Assert.Skip("The model was learnt anew; build again.");
        }
        Assert.Equal(number, LikenessModel.Read("Faq/likeness.bin").Corpus);
    }

    /// <summary>What labels have in common: their service, and what is asked about it.</summary>
    private static readonly string[] families = ["support_person.", "support_group.", "family_counselling.", "cost|is_free", "how_to_get|how_to_join|how_to_apply", "how_long|how_often|length", ".where", "support_group.who|for_whom"];

    private static int[] Families(string label) =>
        [.. Enumerable.Range(0, families.Length).Where(f => families[f].Split('|').Any(part => label.Contains(part, StringComparison.Ordinal)))];

    private static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../knowledge/Faq/likeness.bin");
}
