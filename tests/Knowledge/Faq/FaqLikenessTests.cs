using System.Runtime.CompilerServices;
using Assistant.Knowledge;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Language.Likeness;
using Assistant.Tests.Fakes;
using Assistant.Tests.Knowledge.Language;

namespace Assistant.Tests.Knowledge.Faq;

/// <summary><c>UPDATE_LIKENESS=1</c> learns the model anew and writes <c>knowledge/Faq/likeness.bin</c>.</summary>
[Collection(Alone.Name)]
public class FaqLikenessTests
{
    private const int Buckets = 1 << 14;

    [Fact]
    public void The_model_is_in_step_with_the_corpora()
    {
        var labels = FaqMatcher.Default.Labels.ToList();
        List<(string Text, Lang Lang, string Label)> asked =
            [.. Langs.All.SelectMany(lang => CorpusFile.Read(lang.Code(), "faq.txt").Select(c => (c.Text, lang, c.Head.Split(',')[0].Trim()))).Where(q => labels.Contains(q.Item3)).DistinctBy(q => q.Text)];
        var number = LikenessTrainer.NumberOf(asked.Select(q => q.Text + q.Label).Concat(labels));
        if (Environment.GetEnvironmentVariable("UPDATE_LIKENESS") == "1")
        {
            File.WriteAllBytes(Source(), LikenessTrainer.Learn([.. asked.Select(q => (FaqMatcher.Default.Runs(q.Text, q.Lang), labels.IndexOf(q.Label)))], labels.Count, Buckets, number).ToBytes());
            Assert.Skip("The model was learnt anew; build again.");
        }
        Assert.Equal(number, LikenessModel.Read("Faq/likeness.bin").Corpus);
    }

    private static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../knowledge/Faq/likeness.bin");
}
