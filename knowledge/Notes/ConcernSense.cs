using Assistant.Knowledge.Language;
using Assistant.Knowledge.Safety;

namespace Assistant.Knowledge.Notes;

/// <summary>
/// Takes back a worry whose words mean something else where they stand in the note: "starting at three" starves nobody, a mother alone with her children left none alone.
/// What was said outright stays.
/// </summary>
internal sealed class ConcernSense(Words words, NoteCues cues, Segments segments, List<Timed> times)
{
    private const string LeftAlone = "left-alone", HitAdult = "hit-adult", Child = "child";

    /// <returns>The first worry that stands; <see langword="null"/>: none does.</returns>
    public Concern? First(IReadOnlyList<Concern> concerns)
    {
        foreach (var concern in concerns)
        {
            var (first, end) = (words.At(concern.Start), words.At(concern.End));
            if (first >= words.Count || !(IsTime(first, end) || IsTorn(first, end) || (concern.Rule == LeftAlone && IsAdultAlone(first, end)) || (concern.Rule == HitAdult && IsDejected(first, end)))) return concern;
        }
        return null;
    }

    /// <summary>Every word tells when: "среды", "starting at".</summary>
    private bool IsTime(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (!times.Exists(time => time.First <= i && time.End > i && time.Entity.Type is not EntityType.Number) && !segments.Hits.Exists(hit => hit.Cue is Cue.Start or Cue.End or Cue.Lasted && hit.First <= i && hit.End >= i)) return false;
        }
        return true;
    }

    /// <summary>Its words belong to two things: what was agreed or comes next begins between them.</summary>
    private bool IsTorn(int first, int end) => segments.All.Exists(segment => segment.Cue is Cue.Agreement or Cue.Next or Cue.Doc && segment.First > first && segment.First < end);

    /// <summary>"Isa üksinda kolme lapsega", "мать одна дома": who is alone is grown up.</summary>
    private bool IsAdultAlone(int first, int end)
    {
        for (var i = Math.Max(1, first); i < end; i++)
        {
            if (cues.Alone.Contains(words[i].Text) && segments.RoleBefore(i) is var who and >= 0 && segments.Roles[who].Role != Child) return true;
        }
        return false;
    }

    /// <summary>"Ema oli üsna löödud": beaten down is how she felt.</summary>
    private bool IsDejected(int first, int end) =>
        cues.Lang == Lang.Et && end - 2 >= first && cues.Be.Contains(words[end - 2].Text) && cues.Mood.Match(words, end - 1, out _) > 0 && segments.Kind(end - 1) == Cue.MoodNoun;
}
