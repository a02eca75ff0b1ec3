using System.Runtime.CompilerServices;
using Assistant.Knowledge.Language.Likeness;
using Assistant.Knowledge.Safety;
using Assistant.Tests.Fakes;
using Assistant.Tests.Knowledge.Language;

namespace Assistant.Tests.Knowledge.Safety;

/// <summary><c>UPDATE_LIKENESS=1</c> learns the model anew and writes <c>knowledge/Safety/likeness.bin</c>.</summary>
[Collection(Alone.Name)]
public class LikenessTests
{
    private const string Model = "Safety/likeness.bin";
    private const int Buckets = 1 << 17, Folds = 5;

    [Fact]
    public void The_model_is_in_step_with_the_corpora()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_LIKENESS") == "1")
        {
            File.WriteAllBytes(Source(), LikenessTrainer.Learn(LikenessCorpus.Learnable, DangerLikeness.Kinds.Length, Buckets, LikenessCorpus.Number).ToBytes());
            Assert.Skip("The model was learnt anew; build again.");
        }
        Assert.Equal(LikenessCorpus.Number, LikenessModel.Read(Model).Corpus);
    }

    [Fact]
    public void Messages_it_never_saw_are_mostly_told_apart()
    {
        var messages = LikenessCorpus.Learnable;
        var learnt = LikenessTrainer.Learn([.. messages.Where((_, i) => i % Folds != 0)], DangerLikeness.Kinds.Length, Buckets);
        var scores = new double[learnt.Kinds];
        var asked = messages.Where((_, i) => i % Folds == 0).Select(m =>
        {
            learnt.Score(m.Runs, scores);
            return (IsHeard: scores.Sum(Math.Exp) > 1, IsDanger: m.Kind >= 0);
        }).ToList();
        Assert.InRange(asked.Count(m => m.IsHeard && m.IsDanger) / (double)asked.Count(m => m.IsDanger), 0.65, 1);
        Assert.InRange(asked.Count(m => m.IsHeard && m.IsDanger) / (double)asked.Count(m => m.IsHeard), 0.8, 1);
    }

    [Fact]
    public void A_model_is_read_as_it_was_written()
    {
        var model = LikenessModel.Read(Model);
        Assert.Equal(DangerLikeness.Kinds.Length, model.Kinds);
        using var stored = typeof(LikenessModel).Assembly.GetManifestResourceStream(Model)!;
        var bytes = new byte[stored.Length];
        stored.ReadExactly(bytes);
        Assert.Equal(bytes, model.ToBytes());
    }

    private static string Source([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../knowledge", Model);
}
