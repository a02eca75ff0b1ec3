using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Finds the cue words of a note: many of them are ordinary words unless a time stands near.</summary>
internal sealed class CueFinder(Words words, NoteCues cues, List<Timed> times, NoteTimes when, People people)
{
    /// <summary>How many words after a cue its time expression may stand.</summary>
    private const int NearTime = 3, NearDate = 8;

    public List<CueHit> Find()
    {
        List<CueHit> hits = [];
        for (var i = 0; i < words.Count;)
        {
            var length = cues.Cues.Match(words, i, out var cue);
            if (length == 0 || !Holds(cue, i, i + length))
            {
                i++;
                continue;
            }
            if (cue == Cue.Topic && when.LengthAt(i + length) is { } said)
            {
                // "rääkisime viisteist minutit puudumistest": the length is the visit's, the topic comes after it.
                if (said.End < words.Count) hits.Add(new(cue, said.End, said.End));
                i = said.End;
                continue;
            }
            var end = cue is Cue.Topic ? AfterCompanions(i + length) : i + length;
            if (cue != Cue.None) hits.Add(new(cue, i, end));
            i = Math.Max(end, i + length);
        }
        return hits;
    }

    /// <summary>"беседовали с бабушкой и внучкой про завтраки", "arutasime pojaga koolikiusamist": with whom it was talked; the topic comes after them.</summary>
    private int AfterCompanions(int at)
    {
        var after = at;
        for (var i = at; i < words.Count;)
        {
            if (cues.Places.Match(words, i, out var place) is var length && length > 0 && place is "phone" or "online") after = i += length;
            else if (people.Companions(i) is var end && end > i) after = i = end;
            else if (i > after || !cues.Skip.Contains(words[i].Text)) break;
            else i++;
        }
        return after;
    }

    /// <summary>Whether a cue word is one here: many are ordinary words unless a time stands near.</summary>
    private bool Holds(Cue cue, int first, int end)
    {
        // "järgmisel teisipäeval" is a date; "järgmine nädal samal ajal" is more than one.
        if (times.Exists(time => time.First <= first && time.End >= end && time.Entity.Type is not (EntityType.Number or EntityType.Ordinal))) return cue == Cue.SameTime;
        return cue switch
        {
            Cue.Start or Cue.End => when.Near(end, NearTime, EntityType.Time, EntityType.DateTime, EntityType.TimeRange, EntityType.DateTimeRange),
            Cue.Lasted => when.Near(end, NearTime, EntityType.Duration),
            Cue.Doc => when.Near(end, NearTime + 1, EntityType.Duration) || when.Ends(first, EntityType.Duration),
            Cue.Wait => when.Near(end, NearTime, EntityType.Duration) || when.Ends(first, EntityType.Duration),
            Cue.Next => HasTimeAhead(end),
            Cue.Topic => !when.Begins(end, EntityType.Time, EntityType.TimeRange),
            _ => true,
        };
    }

    private bool HasTimeAhead(int from)
    {
        if (when.Near(from, NearDate, EntityType.Date, EntityType.DateTime, EntityType.DateRange, EntityType.DateTimeRange, EntityType.Set)) return true;
        for (var i = from - 1; i < Math.Min(words.Count, from + NearTime); i++)
        {
            if (cues.SameTime.Match(words, i, out _) > 0) return true;
        }
        return false;
    }
}
