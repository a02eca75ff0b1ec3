using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>"Ema rääkis lahutusest", "мама рассказывала про работу", "she told me about her job": where no topic is named, what somebody told of is it.</summary>
internal sealed class ToldTopic(Words words, NoteCues cues, List<Timed> times, People people)
{
    /// <summary>How many words after the verb what it is about may begin.</summary>
    private const int Reach = 2;

    /// <summary>Shortest Estonian word whose ending says of what.</summary>
    private const int ShortestNoun = 5;

    /// <param name="hits">The cues of the note, in order; what is told of becomes a topic.</param>
    public void Apply(List<CueHit> hits)
    {
        var at = hits.FindIndex(hit => hit.Cue == Cue.Speech && About(hit.End) >= 0);
        if (at < 0 || hits.Exists(hit => hit.Cue is Cue.Topic or Cue.Ask && hit.End - hit.First > 0 && !(hit.First >= hits[at].End && hit.First <= hits[at].End + Reach))) return;
        var said = hits[at];
        people.SubjectBefore(said);
        var about = About(said.End);
        hits.RemoveAll(hit => hit.First >= said.First && hit.First <= about && hit.Cue is Cue.Speech or Cue.Topic);
        hits.Insert(hits.FindIndex(hit => hit.First > said.First) is var next and >= 0 ? next : hits.Count, new(Cue.Topic, said.First, about));
    }

    /// <returns>First word of what was told of; -1: what was said is a clause, or nothing.</returns>
    private int About(int end)
    {
        for (var i = end; i < Math.Min(words.Count - 1, end + Reach + 1); i++)
        {
            var word = words[i].Text;
            if (cues.Subordinate.Contains(words[i - 1].Text) || cues.Subordinate.Contains(word) || times.Exists(time => time.First <= i && time.End > i)) return -1;
            if (cues.Lang == Lang.Et ? word.Length >= ShortestNoun && word.EndsWith("st", StringComparison.Ordinal) : word is "про" or "о" or "об" or "pro" or "about") return cues.Lang == Lang.Et ? i : i + 1;
        }
        return -1;
    }
}
