using System.Runtime.CompilerServices;
using Assistant.Knowledge.Safety;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Knowledge.Safety;

/// <summary><c>UPDATE_LIKENESS=1</c> learns the model anew and writes <c>knowledge/Safety/likeness.bin</c>.</summary>
[Collection(Alone.Name)]
public class LikenessTests
{
    private const int Folds = 5;

    [Fact]
    public void The_model_is_in_step_with_the_corpora()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_LIKENESS") == "1")
        {
            var learnt = LikenessTrainer.Learn(LikenessCorpus.Messages, LikenessCorpus.Number);
            File.WriteAllBytes(Source(), learnt.ToBytes());
            Assert.Skip("The model was learnt anew; build again.");
        }
        Assert.Equal(LikenessCorpus.Number, Likeness.Read().Corpus);
    }

    [Fact]
    public void Messages_it_never_saw_are_mostly_told_apart()
    {
        var messages = LikenessCorpus.Messages;
        var learnt = LikenessTrainer.Learn([.. messages.Where((_, i) => i % Folds != 0)]);
        var asked = messages.Where((_, i) => i % Folds == 0).Select(m => (Heard: learnt.Of(LikenessTrainer.Runs(m.Text, m.Lang)).LogOdds > 0, Danger: m.Kind != CrisisKind.None)).ToList();
        Assert.InRange(asked.Count(m => m.Heard && m.Danger) / (double)asked.Count(m => m.Danger), 0.65, 1);
        Assert.InRange(asked.Count(m => m.Heard && m.Danger) / (double)asked.Count(m => m.Heard), 0.8, 1);
    }

    [Fact]
    public void A_model_is_read_as_it_was_written()
    {
        var learnt = LikenessTrainer.Learn([.. LikenessCorpus.Messages.Take(50)], 7);
        var bytes = learnt.ToBytes();
        Assert.Equal(Likeness.Read().ToBytes().Length, bytes.Length);
        Assert.Equal(7, bytes[0]);
    }

    private static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../knowledge/Safety/likeness.bin");
}
