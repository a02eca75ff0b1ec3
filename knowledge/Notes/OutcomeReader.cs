using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Whether the visit took place.</summary>
internal sealed class OutcomeReader(Words words, NoteCues cues, Segments segments, List<Timed> times)
{
    public VisitOutcome Read()
    {
        VisitOutcome? failed = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (cues.Outcomes.Match(words, i, out var cue) == 0) continue;
            if (segments.Kind(i) is Cue.Agreement or Cue.Promise or Cue.Will or Cue.Speech or Cue.Topic or Cue.Ask) continue;
            var found = cue == Cue.Cancelled ? VisitOutcome.Cancelled : VisitOutcome.NoContact;
            // "Called it off, did not answer": calling off says more.
            if (failed is null || found == VisitOutcome.Cancelled) failed = found;
        }
        return failed is { } outcome && !TookPlace(outcome) ? outcome : VisitOutcome.Held;
    }

    /// <summary>A call that had a length took place, whatever was put off in it.</summary>
    private bool WasCall()
    {
        const int firstWords = 9;
        for (var i = 0; i < Math.Min(firstWords, words.Count); i++)
        {
            if (cues.Calls.Match(words, i, out _) > 0) return times.Exists(time => time.First < words.Count && time.Entity.Type == EntityType.Duration && segments.Kind(time.First) == Cue.Visit);
        }
        return false;
    }

    /// <summary>"Called off, we agreed to meet on Friday instead": agreed by telephone; a visit would have had a time.</summary>
    private bool HasClock() => times.Exists(time => time.First < words.Count && time.Entity.Type is EntityType.Time or EntityType.DateTime or EntityType.Duration && segments.Kind(time.First) is Cue.Visit or Cue.Start or Cue.Presence);

    /// <summary>Nobody waits so long in vain.</summary>
    private bool HasLength()
    {
        const double shortestSeconds = 25 * 60, longestSeconds = 12 * 3600;
        return times.Exists(time => time.First < words.Count && time.Entity is { Type: EntityType.Duration, Best.Seconds: >= shortestSeconds and <= longestSeconds } && segments.Kind(time.First) is Cue.Visit or Cue.Start or Cue.Presence);
    }

    /// <summary>What was talked about or agreed, or how long it took, shows that somebody was met after all.</summary>
    private bool TookPlace(VisitOutcome outcome) => WasCall() || HasLength() || segments.All.Exists(segment => segment.Cue is Cue.Topic or Cue.Lasted && segment.End > segment.Content)
        || (segments.All.Exists(segment => segment.Cue is Cue.Agreement && segment.End > segment.Content) && (outcome == VisitOutcome.NoContact || HasClock()))
        || times.Exists(time => time.First < words.Count && time.Entity.Type is EntityType.TimeRange or EntityType.DateTimeRange && time.Entity.Best?.Part is null && segments.Kind(time.First) == Cue.Visit && time.Entity.Best?.StartTime is not null);
}
