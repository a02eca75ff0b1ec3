using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>
/// What a time expression can be depends on where it stands: in a note "в три" after a verb is a clock time, "fourteen fifteen to fifteen thirty" no years,
/// and "at seven forty five minutes" tells when and how long.
/// </summary>
internal sealed class ClockRepair(Words words, NoteCues cues)
{
    private const int HoursADay = 24, LastAfternoonHour = 6, HalfADay = 12, LongestBetween = 2, YearDays = 300;
    private const int SecondsAMinute = 60, FewMinutes = 10, FirstTens = 20;
    private const double Doubtful = 0.75;

    public void Apply(List<Timed> times)
    {
        for (var i = 0; i < times.Count; i++)
        {
            times[i] = times[i].Entity.Type switch
            {
                EntityType.DateRange => NoYears(times[i]),
                EntityType.DateTime => NoMoment(times[i]),
                EntityType.Number => Hour(times[i]),
                _ => times[i],
            };
            if (i > 0) SplitMinutes(times, i);
        }
        AddBareHours(times);
    }

    private Timed At(Entity entity) => new(entity, words.At(entity.Start), words.At(entity.End));

    private Timed NoYears(Timed time)
    {
        if (time.Entity.Best is not { StartDate: { } from, EndDate: { } to } || Period.DaysBetween(from, to) < YearDays) return time;
        foreach (var other in time.Entity.Also)
        {
            if (other.Type is EntityType.TimeRange or EntityType.Time && other.Start == time.Entity.Start) return At(other);
        }
        return time;
    }

    /// <summary>"settling in lasted thirty minutes" is a length, not a moment in thirty minutes.</summary>
    private Timed NoMoment(Timed time)
    {
        foreach (var other in time.Entity.Also)
        {
            if (other.Type == EntityType.Duration && other.End == time.Entity.End && cues.Cues.Match(words, words.At(other.Start), out var cue) > 0 && cue == Cue.Lasted) return At(other);
        }
        return time;
    }

    private Timed Hour(Timed time)
    {
        if (time.Entity.Best?.Number is not { } number || number != Math.Truncate(number) || number is < 1 or > HoursADay) return time;
        if (time.End < words.Count && cues.NotClock.Match(words, time.End, out _) > 0) return time;
        var before = time.First - 1;
        while (before > 0 && time.First - before <= LongestBetween && cues.ClockBetween.Contains(words[before].Text) && !cues.Clock.Contains(words[before].Text)) before--;
        if (before < 0 || Role(words[before].Text) is not { } role) return time;
        var hour = (int)number <= LastAfternoonHour ? (int)number + HalfADay : (int)number % HoursADay;
        var (start, end) = (words[time.First].Start, words[time.End - 1].End);
        return time with { Entity = new Entity(start, end, EntityType.Time, words.Note[start..end], "", [new Resolution("") { Time = new LocalTime(hour, 0) }], Doubtful, "note-hour") { Role = role } };
    }

    private TimeRole? Role(string word) => cues.Clock.Contains(word) ? TimeRole.None : cues.ClockFrom.Contains(word) ? TimeRole.From : cues.ClockUntil.Contains(word) ? TimeRole.Until : null;

    /// <summary>"seven forty | five minutes" is seven, forty-five minutes.</summary>
    private static void SplitMinutes(List<Timed> times, int at)
    {
        var (clock, length) = (times[at - 1], times[at]);
        if (length.First != clock.End || length.Entity is not { Type: EntityType.Duration, Best.Seconds: { } seconds } || seconds / SecondsAMinute >= FewMinutes) return;
        if (clock.Entity.Best is not { } best || (best.Time ?? best.Moment?.TimeOfDay) is not { } time || time.Minute < FirstTens || time.Minute % FewMinutes != 0) return;
        var minutes = (seconds / SecondsAMinute) + time.Minute;
        Resolution Whole(Resolution reading) => reading with
        {
            Time = reading.Time is { } t ? new LocalTime(t.Hour, 0) : null,
            Moment = reading.Moment is { } m ? m.Date.At(new LocalTime(m.Hour, 0)) : null,
        };
        times[at - 1] = clock with { Entity = clock.Entity with { Resolutions = [.. clock.Entity.Resolutions.Select(Whole)], Confidence = Doubtful } };
        times[at] = length with { Entity = length.Entity with { Resolutions = [new Resolution("") { Seconds = minutes * SecondsAMinute }] } };
    }

    /// <summary>A bare "час", which is a length unless a preposition makes a time of it.</summary>
    private void AddBareHours(List<Timed> times)
    {
        const int secondsAnHour = 3600;
        for (var i = 1; i < words.Count; i++)
        {
            if (!cues.BareHour.Contains(words[i].Text) || Role(words[i - 1].Text) is not null || cues.Prepositions.Contains(words[i - 1].Text)) continue;
            if (times.Exists(time => time.First <= i && time.End > i && time.Entity.Type is not (EntityType.Number or EntityType.Ordinal))) continue;
            var (start, end) = (words[i].Start, words[i].End);
            var entity = new Entity(start, end, EntityType.Duration, words.Note[start..end], "PT1H", [new Resolution("PT1H") { Seconds = secondsAnHour }], Doubtful, "note-bare-hour");
            var at = times.FindIndex(time => time.First > i);
            times.Insert(at < 0 ? times.Count : at, new(entity, i, i + 1));
        }
    }
}
