using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Finds the cue words of a note: many of them are ordinary words unless a time stands near.</summary>
internal sealed class CueFinder(Words words, NoteCues cues, List<Timed> times, NoteTimes when, People people)
{
    /// <summary>How many words after a cue its time expression may stand.</summary>
    private const int NearTime = 3, NearDate = 8, NearName = 2, NearSame = 5;

    public List<CueHit> Find()
    {
        List<CueHit> hits = [];
        for (var i = 0; i < words.Count;)
        {
            var length = cues.Cues.Match(words, i, out var cue);
            if (length == 0 && Deed(i) is var deed and > 0) (length, cue) = (deed, Cue.Topic);
            if (length > 0 && cue == Cue.Agreement && IsDenied(i, i + length))
            {
                // "Nothing agreed", "kokkuleppeid ei teinud": no agreement, and the end of what was before.
                var from = i > 0 && cues.Denied.Contains(words[i - 1].Text) ? i - 1 : i;
                if (hits.Count == 0 || hits[^1].End <= from) hits.Add(new(Cue.Presence, from, i + length));
                i += length;
                continue;
            }
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
        AddLast(hits);
        return hits;
    }

    /// <summary>"Harjutasime uksest väljumist", "we practised calm breathing": what was done together is what the visit was about.</summary>
    private int Deed(int at)
    {
        const int shortest = 6;
        if (cues.NotDeeds.Match(words, at, out _) > 0) return 0;
        if (cues.Lang == Lang.Et) return words[at].Text is { Length: >= shortest } deed && deed.EndsWith("sime", StringComparison.Ordinal) ? 1 : 0;
        return cues.Lang == Lang.En && words[at].Text == "we" && at + 1 < words.Count && cues.NotDeeds.Match(words, at + 1, out _) == 0 && words[at + 1].Text is { Length: >= shortest } verb && verb.EndsWith("ed", StringComparison.Ordinal) ? 2 : 0;
    }

    /// <summary>"… meeleolu hea | fifteenth of april five thirty": a day ahead and an hour, said last of all and in no other run, are the next visit's.</summary>
    private void AddLast(List<CueHit> hits)
    {
        const int placeReach = 3;
        var end = hits.Count > 0 && hits[^1].Cue == Cue.Doc ? hits[^1].First : words.Count;
        for (var i = Math.Max(0, end - placeReach); i < end; i++)
        {
            if (cues.Places.Match(words, i, out _) is var place && place > 0 && i + place == end) end = i;
        }
        while (end > 0 && cues.Skip.Contains(words[end - 1].Text)) end--;
        var first = when.DayBefore(end, words, cues);
        if (first < 0 || !HasClock(first, end) || !hits.Exists(hit => hit.End <= first && hit.Cue is Cue.Topic or Cue.Ask or Cue.Agreement or Cue.Promise or Cue.Speech or Cue.MoodNoun or Cue.NoContact or Cue.Cancelled)) return;
        if (hits.Exists(hit => hit.Cue == Cue.Next) || times.Exists(time => time.First >= first && time.Entity.Role is TimeRole.By or TimeRole.Until && time.Entity.Type is EntityType.Date or EntityType.DateTime)) return;
        hits.RemoveAll(hit => hit.First >= first && hit.First < end);
        hits.Add(new(Cue.Next, first, first));
        hits.Sort((a, b) => a.First.CompareTo(b.First));
    }

    private bool HasClock(int first, int end)
    {
        foreach (var time in times)
        {
            if (time.First >= first && time.End <= end && (time.Entity.Type is EntityType.Time or EntityType.TimeRange || time.Entity is { Type: EntityType.DateTime or EntityType.DateTimeRange, Best.Part: null })) return true;
        }
        for (var i = first; i < end; i++)
        {
            if (cues.SameTime.Match(words, i, out _) > 0) return true;
        }
        return false;
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
            Cue.Next when IsSomebodyElse(first) => false,
            // "Agreed on Thursday", but "agreed on the blood test on Thursday".
            Cue.Next when end - first > 1 && words[end - 1].Text is "на" or "on" or "for" => when.Near(end, NearName, EntityType.Date, EntityType.DateTime, EntityType.DateRange, EntityType.DateTimeRange),
            Cue.Next => HasTimeAhead(end) || IsOpen(end) || (cues.NextWord.Match(words, first, out _) == 0 && when.DayBefore(first, words, cues) >= 0),
            Cue.Topic => !when.Begins(end, EntityType.Time, EntityType.TimeRange),
            _ => true,
        };
    }

    /// <summary>"Next visit not set yet": said to be open.</summary>
    private bool IsOpen(int end)
    {
        const int reach = 2;
        for (var i = end; i < Math.Min(words.Count, end + reach); i++)
        {
            if (cues.NotYet.Match(words, i, out _) > 0) return true;
        }
        return false;
    }

    private bool IsDenied(int first, int end)
    {
        var reach = cues.Lang == Lang.En ? 2 : 1;
        for (var i = Math.Max(0, first - reach); i < first; i++)
        {
            if (cues.Denied.Contains(words[i].Text)) return true;
        }
        return end < words.Count && words[end - 1].Text is not ("et" or "что" or "that" or "to") && words[end].Text is not ("без" or "bez" or "without") && cues.Denied.Contains(words[end].Text) && (end + 1 >= words.Count || cues.Lang != Lang.En);
    }

    /// <summary>"They will try the optician on Saturday" is no visit.</summary>
    private bool IsSomebodyElse(int at) => cues.Lang == Lang.En && at > 0 && (words[at].Text is "will" or "try" or "going" or "back") && (people.Before(at) >= 0 || people.IsPronoun(words[at - 1].Text));

    /// <summary>Whether a day, or "the same time", is said soon after.</summary>
    public bool HasTimeAhead(int from)
    {
        if (when.Near(from, NearDate, EntityType.Date, EntityType.DateTime, EntityType.DateRange, EntityType.DateTimeRange, EntityType.Set)) return true;
        // "The twenty sixth at three", and no month.
        if (when.Near(from, NearTime, EntityType.Ordinal) && when.Near(from, NearDate, EntityType.Time)) return true;
        for (var i = from - 1; i < Math.Min(words.Count, from + NearSame); i++)
        {
            if (cues.SameTime.Match(words, i, out _) > 0) return true;
        }
        return false;
    }
}
