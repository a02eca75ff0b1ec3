using Assistant.Knowledge.Language.Concepts;
using Assistant.Knowledge.Language.Likeness;

namespace Assistant.Knowledge.Safety;

/// <summary>
/// Reads danger to a child, violence at home and self-harm in what a person wrote, in any mix of the three languages. Rules are data:
/// <c>Safety/crisis.yaml</c> over the words of <c>Safety/{et,ru,en}</c>; what they miss <see cref="DangerLikeness"/> may hear, and what they rise at in vain it may doubt. Pure, thread-safe, no I/O after loading; never throws, linear in the length of the text.
/// </summary>
public sealed class CrisisGate
{
    private readonly SafetyRules rules = SafetyRules.Load(SafetyLexicon.Shared, "Safety/crisis.yaml");
    private readonly DangerLikeness likeness = new(LikenessModel.Read("Safety/likeness.bin"), new(SafetyLexicon.Shared.Names));

    /// <summary>Stands for the rule's id when it was likeness that spoke.</summary>
    private const string LikenessRule = "likeness";

    private CrisisGate()
    {
    }

    /// <summary>The gate of the built-in rules.</summary>
    public static CrisisGate Default { get; } = new();

    /// <param name="text">What the person wrote, unchanged.</param>
    /// <param name="lang">The language they write in, when known; only a hint, all three are always read.</param>
    /// <returns>The gravest danger said; of two as grave the first rule of the file.</returns>
    public CrisisReading Read(string text, Lang? lang = null)
    {
        var message = rules.Tag(text, lang);
        var ruled = Gravest(message);
        return rules.Likeness is { } bar && WordsOf(text, message) is var words && words >= bar.Words ? Compare(ruled, bar, words, text, message) : ruled;
    }

    /// <summary>What the rules alone read: for a worker's note, most of which is about other things than the danger it may tell of.</summary>
    public CrisisReading ReadNote(string note, Lang? lang = null) => Gravest(rules.Tag(note, lang));

    private CrisisReading Gravest(Tagged message)
    {
        var gravest = CrisisReading.None;
        foreach (var rule in rules.Rules)
        {
            if (rule.Level <= gravest.Level || rule.Find(message) is not { } found || rule.IsSilenced(message)) continue;
            var isSoftened = rule.IsSoftened(message);
            var level = isSoftened ? Softened(rule.Level) : rule.Level;
            if (level <= gravest.Level) continue;
            gravest = new(level, rule.Kind, message.Words[found.First].Start, message.Words[found.Last].End, rule.Id) { IsSoftened = isSoftened };
        }
        return gravest;
    }

    /// <summary>Danger now said beside a question about services ("will you help?") is asked about; lesser ones are what people ask about.</summary>
    private static CrisisLevel Softened(CrisisLevel level) => level == CrisisLevel.Now ? CrisisLevel.Implied : CrisisLevel.None;

    /// <summary>
    /// The second listener. What no rule has, it may hear, but only as a soft question; and a rule is not believed where all else in a short message sounds like no danger; words of danger now or of need are at least asked about.
    /// </summary>
    private CrisisReading Compare(CrisisReading ruled, LikenessBar bar, int words, string text, Tagged message)
    {
        var (odds, kind) = likeness.Of(text, message);
        if (ruled.IsCrisis)
            return words > bar.DoubtedWords || odds >= bar.DoubtFor(text, message) ? ruled
                : ruled.Level >= CrisisLevel.Need || ruled.IsSoftened ? ruled with { Level = CrisisLevel.Implied } : CrisisReading.None;
        return odds < bar.For(text, message) ? CrisisReading.None
            : new(CrisisLevel.Implied, kind, message.Words[0].Start, message.Words[^1].End, LikenessRule) { IsFaint = odds < bar.FaintBelow, IsOnlyHeard = true };
    }

    /// <summary>Numbers are no words: a telephone number says nothing.</summary>
    private static int WordsOf(string text, Tagged message)
    {
        var count = 0;
        foreach (var word in message.Words)
        {
            if (char.IsLetter(text[word.Start])) count++;
        }
        return count;
    }
}
