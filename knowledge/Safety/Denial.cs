using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Safety;

/// <summary>Which words a denial takes back.</summary>
/// <param name="By">Concepts that deny.</param>
/// <param name="Removes">Concepts taken back.</param>
/// <param name="StopsAt">Concepts where the denial's reach ends.</param>
/// <param name="Reach">How many words it reaches; negative: words before it.</param>
internal sealed record Denial(ConceptSet By, ConceptSet Removes, ConceptSet StopsAt, int Reach)
{
    /// <returns>Whether the message has both a word that denies and one that is taken back.</returns>
    public bool Concerns(Tagged message) => message.All.Meets(By) && message.All.Meets(Removes);

    /// <summary>Notes what this denial takes from each word.</summary>
    public void Mark(Tagged message, ConceptSet[] lost)
    {
        var words = message.Words;
        var step = Math.Sign(Reach);
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].Concepts.Meets(By)) continue;
            for (var k = 1; k <= Math.Abs(Reach); k++)
            {
                var at = i + k * step;
                if (at < 0 || at >= words.Length || words[at].Sentence != words[i].Sentence || words[at].Concepts.Meets(StopsAt)) break;
                lost[at] |= Removes;
            }
        }
    }
}
