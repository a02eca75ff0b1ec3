using Assistant.Knowledge.Language.Concepts;
using Assistant.Knowledge.Language.Likeness;

namespace Assistant.Knowledge.Safety;

/// <summary>
/// Reads danger to a child, violence at home and self-harm in what a person wrote, in any mix of the three languages. Rules are data:
/// <c>Safety/crisis.yaml</c> over the words of <c>Safety/{et,ru,en}</c>; what they miss <see cref="DangerLikeness"/> may hear. Pure, thread-safe, no I/O after loading; never throws, linear in the length of the text.
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
        var gravest = CrisisReading.None;
        foreach (var rule in rules.Rules)
        {
            if (rule.Level <= gravest.Level || rule.Find(message) is not { } found || rule.IsSilenced(message)) continue;
            gravest = new(rule.Level, rule.Kind, message.Words[found.First].Start, message.Words[found.Last].End, rule.Id);
        }
        return gravest.IsCrisis ? gravest : Listen(text, message);
    }

    /// <summary>The second listener, for what no rule has: only the soft question, and only when nothing speaks against it.</summary>
    private CrisisReading Listen(string text, Tagged message)
    {
        if (rules.Likeness is not { } bar || WordsOf(text, message) < bar.Words || bar.IsSilenced(message)) return CrisisReading.None;
        var (odds, kind) = likeness.Of(text, message);
        return odds < bar.For(text, message) ? CrisisReading.None
            : new(CrisisLevel.Implied, kind, message.Words[0].Start, message.Words[^1].End, LikenessRule) { IsFaint = odds < bar.AtLeastAsked };
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
