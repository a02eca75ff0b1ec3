namespace Assistant.Knowledge.Safety;

/// <summary>
/// Reads a worry about safety in a worker's dictated note: children afraid, bruises, a drunk parent, violence, neglect, self-harm.
/// A note is never interrupted by it; the worry goes into the act. Rules are data: <c>Safety/concern.yaml</c>.
/// Pure, thread-safe, never throws, linear in the length of the text.
/// </summary>
public sealed class ConcernReader
{
    private readonly SafetyRules rules = SafetyRules.Load(SafetyLexicon.Concern, "Safety/concern.yaml");
    private readonly SafetyRules said = SafetyRules.Load(SafetyLexicon.Concern, "Safety/said-safe.yaml");

    private ConcernReader()
    {
    }

    /// <summary>The reader of the built-in rules.</summary>
    public static ConcernReader Default { get; } = new();

    /// <param name="note">The note as dictated.</param>
    /// <param name="lang">The language of the note, when known; only a hint.</param>
    public ConcernReading Read(string note, Lang? lang = null)
    {
        var words = rules.Read(note, lang);
        var message = rules.Affirmed(words);
        List<Concern> concerns = [];
        foreach (var rule in rules.Rules)
        {
            for (var found = rule.Find(message); found is { } at; found = rule.Find(message, at.Last + 1))
            {
                var concern = new Concern(rule.Kind, message.Words[at.First].Start, message.Words[at.Last].End, rule.Id);
                var known = concerns.FindIndex(other => other.Start < concern.End && concern.Start < other.End);
                if (known < 0) concerns.Add(concern);
                // "Hits her" and "hits her and the children": the longer words say it better.
                else if (concerns[known].Start == concern.Start && concerns[known].End < concern.End && concerns[known].Kind == concern.Kind) concerns[known] = concerns[known] with { End = concern.End };
            }
        }
        concerns.Sort((a, b) => a.Start.CompareTo(b.Start));
        return new(concerns, concerns.Count == 0 && said.Holds(words));
    }
}
