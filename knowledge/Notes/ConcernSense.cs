using Assistant.Knowledge.Language;
using Assistant.Knowledge.Safety;

namespace Assistant.Knowledge.Notes;

/// <summary>
/// Takes back a worry whose words mean something else where they stand in the note: its words tell when, or belong to two things.
/// What was said outright stays.
/// </summary>
internal sealed class ConcernSense(Words words, Segments segments, List<Timed> times)
{
    /// <returns>The first worry that stands; <see langword="null"/>: none does.</returns>
    public Concern? First(IReadOnlyList<Concern> concerns)
    {
        foreach (var concern in concerns)
        {
            var (first, end) = (words.At(concern.Start), words.At(concern.End));
            if (first >= words.Count || !(IsTime(first, end) || IsTorn(first, end))) return concern;
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
}
