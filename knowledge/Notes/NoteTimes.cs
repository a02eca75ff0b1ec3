using System.Runtime.InteropServices;
using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>Where the time expressions of a note stand, asked by word.</summary>
internal readonly struct NoteTimes(List<Timed> times, LocalDate today)
{
    /// <summary>The first time that begins at or after a word.</summary>
    public int First(int word)
    {
        var (low, high) = (0, times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle].First < word) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The length that begins at a word.</summary>
    public Timed? LengthAt(int at)
    {
        foreach (var time in From(at))
        {
            if (time.First > at) break;
            if (time.Entity.Type == EntityType.Duration) return time;
        }
        return null;
    }

    /// <summary>Whether one of these kinds stands among so many words.</summary>
    public bool Near(int from, int reach, params ReadOnlySpan<EntityType> types)
    {
        foreach (var time in times)
        {
            if (time.End > from && time.First < from + reach && types.Contains(time.Entity.Type)) return true;
        }
        return false;
    }

    public bool Begins(int at, params ReadOnlySpan<EntityType> types)
    {
        foreach (var time in From(at))
        {
            if (time.First > at) break;
            if (time.First == at && types.Contains(time.Entity.Type)) return true;
        }
        return false;
    }

    /// <summary>Whether one ends at a word or the word before.</summary>
    public bool Ends(int at, EntityType type) => times.Exists(time => (time.End == at || time.End == at - 1) && time.Entity.Type == type);

    /// <summary>"Kolmapäeval kell kaks | näeme", "через неделю в то же время | увидимся": where the day ahead begins that is said just before a word.</summary>
    /// <returns>Its first word; -1: no day is, or only one that is over.</returns>
    public int DayBefore(int at, Words words, NoteCues cues)
    {
        const int longestSame = 5;
        var (first, hasDay, hasHour) = (-1, false, false);
        for (var end = at; end > 0;)
        {
            var found = -1;
            foreach (var time in times)
            {
                if (time.First >= end) break;
                if (time.End != end || time.Entity.Type is EntityType.Duration or EntityType.Age or EntityType.Set) continue;
                // "Seven", "the fifth": only beside a day.
                if (time.Entity.Type is EntityType.Number or EntityType.Ordinal && first < 0) continue;
                if (time.Entity.Type is EntityType.Date or EntityType.DateTime or EntityType.DateRange or EntityType.DateTimeRange)
                {
                    if (!IsAhead(time.Entity)) return hasDay ? first : -1;
                    hasDay = true;
                }
                // "До полдевятого | завтра в девять": an end, or a second hour, belongs to what was before.
                if (time.Entity.Type is EntityType.Time && (hasHour || time.Entity.Role is TimeRole.Until)) return hasDay ? first : -1;
                hasHour |= time.Entity.Type is EntityType.Time or EntityType.TimeRange or EntityType.DateTime;
                found = time.First;
            }
            for (var i = Math.Max(0, end - longestSame); found < 0 && i < end; i++)
            {
                if (cues.SameTime.Match(words, i, out _) is var same && same > 0 && i + same == end) found = i;
            }
            if (found < 0 && cues.DayLink.Contains(words[end - 1].Text)) (found, end) = (-2, end - 1);
            if (found == -2) continue;
            if (found < 0) break;
            first = end = found;
        }
        return hasDay ? first : -1;
    }

    /// <returns>After a day that begins at a word and can only be ahead; 0: none does.</returns>
    public int OnlyAhead(int at)
    {
        foreach (var time in From(at))
        {
            if (time.First > at) break;
            if (time.Entity.Type != EntityType.Date || time.Entity.Resolutions.Count == 0) continue;
            foreach (var reading in time.Entity.Resolutions)
            {
                if (reading.Date is not { } date || date <= today) return 0;
            }
            return time.End;
        }
        return 0;
    }

    private bool IsAhead(Entity entity)
    {
        foreach (var reading in entity.Resolutions)
        {
            if ((reading.Date ?? reading.Moment?.Date ?? reading.Start?.Date ?? reading.StartDate) is { } date && date > today) return true;
        }
        return false;
    }

    /// <summary>Those that begin at or after a word.</summary>
    public ReadOnlySpan<Timed> From(int word) => CollectionsMarshal.AsSpan(times)[First(word)..];
}
