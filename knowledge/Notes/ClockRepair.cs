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
    private const int RoundMinutes = 5, MinutesAnHour = 60, SecondsAMinute = 60, FewMinutes = 10, FirstTens = 20;
    private const double Doubtful = 0.75, LongestVisitSeconds = 12 * 3600;

    /// <summary>No visit is so many years from now.</summary>
    private const int FarYears = 90;

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
        for (var i = 0; i < times.Count; i++)
        {
            Until(times, i);
            Range24(times, i);
            Fraction(times, i);
            HourAndMinutes(times, i);
        }
        new HourRepair(words, cues).Apply(times);
        if (cues.Lang == Lang.En) new EnglishHours(words, cues).Apply(times);
        AddBareHours(times);
    }

    /// <summary>"до двух двадцати": the word before says that it is an end.</summary>
    private void Until(List<Timed> times, int at)
    {
        var time = times[at];
        if (time.Entity.Type != EntityType.Time || time.Entity.Role != TimeRole.None || time.End - time.First < 2) return;
        if (cues.ClockUntil.Contains(words[time.First].Text)) times[at] = time with { Entity = time.Entity with { Role = TimeRole.Until } };
        if (at > 0 && times[at - 1].End == time.First && cues.ClockUntil.Contains(words[time.First].Text) && Whole(times[at - 1], HoursADay) is { } hour) times[at - 1] = Clock(times[at - 1], times[at - 1].End, hour, 0, TimeRole.From);
    }

    /// <summary>"fifteen to sixteen" is no quarter to four where hours go to twenty-four.</summary>
    private void Range24(List<Timed> times, int at)
    {
        const int wordsOfRange = 3;
        var time = times[at];
        if (cues.Lang != Lang.En || time.Entity.Type is not (EntityType.Time or EntityType.DateTime) || time.End - time.First < wordsOfRange) return;
        if (time.Entity.Best is not { } best || (best.Time ?? best.Moment?.TimeOfDay) is not { Minute: > 0 } clock) return;
        var (from, to) = (MinutesAnHour - clock.Minute, clock.Hour + 1);
        if (words[time.End - 2].Text != "to")
        {
            Later(times, at, from, to);
            return;
        }
        // Nobody says "nine minutes to ten" without the minutes.
        var isHours = from >= HalfADay || from % RoundMinutes != 0 || (to == from + 1 && time.End - time.First == wordsOfRange && IsHeading(times, at));
        // "At quarter to four" has said its minutes.
        if (from >= to || !isHours || to >= HoursADay || IsQuarter(time)) return;
        var reading = new Resolution("") { Date = best.Date ?? best.Moment?.Date, StartTime = new LocalTime(from, 0), EndTime = new LocalTime(to, 0) };
        times[at] = time with { Entity = time.Entity with { Type = time.Entity.Type == EntityType.DateTime ? EntityType.DateTimeRange : EntityType.TimeRange, Resolutions = [reading], Confidence = Doubtful } };
    }

    private bool IsQuarter(Timed time)
    {
        for (var i = time.First; i < time.End; i++)
        {
            if (words[i].Text is "quarter" or "half") return true;
        }
        return false;
    }

    /// <summary>"Tuesday | five to six in the evening": two hours that follow one another, and a part of the day.</summary>
    private void Later(List<Timed> times, int at, int from, int to)
    {
        var time = times[at];
        if (to <= HalfADay || from + 1 != to - HalfADay || !IsHeading(times, at)) return;
        var joined = false;
        for (var i = time.First + 1; i < time.End - 1; i++) joined |= words[i].Text == "to";
        if (!joined || time.Entity.Best is not { } best) return;
        var reading = new Resolution("") { Date = best.Date ?? best.Moment?.Date, StartTime = new LocalTime(from + HalfADay, 0), EndTime = new LocalTime(to, 0) };
        times[at] = time with { Entity = time.Entity with { Type = reading.Date is null ? EntityType.TimeRange : EntityType.DateTimeRange, Resolutions = [reading], Confidence = Doubtful } };
    }

    /// <summary>"The Kuzmins ten to eleven mum": not "at ten to", and no other words say how long.</summary>
    private bool IsHeading(List<Timed> times, int at) => (times[at].First == 0 || words[times[at].First - 1].Text is not ("at" or "around" or "about" or "till" or "until" or "by" or "from" or "just" or "was"))
        && !times.Exists(other => other.Entity.Type is EntityType.TimeRange or EntityType.DateTimeRange or EntityType.Duration && other.Entity.Best is { Part: null } best && best.Seconds is null or <= LongestVisitSeconds);

    /// <summary>"an hour | and | a quarter".</summary>
    private void Fraction(List<Timed> times, int at)
    {
        if (at + 1 >= times.Count || times[at].Entity is not { Type: EntityType.Duration, Best.Seconds: { } seconds } || times[at + 1].Entity is not { Type: EntityType.Number, Best.Number: { } part }) return;
        var (length, more) = (times[at], times[at + 1]);
        if (more.First != length.End + 1 || words[length.End].Text is not ("and" or "ja" or "и") || part is <= 0 or >= 1 || words[length.End - 1].Text is not ("hour" or "hours" or "tund" or "tundi" or "час" or "часа")) return;
        times[at] = length with { End = more.End, Entity = length.Entity with { Resolutions = [new Resolution("") { Seconds = seconds + ((double)part * SecondsAMinute * MinutesAnHour) }] } };
        times.RemoveAt(at + 1);
    }

    /// <summary>"девять ноль ноль одиннадцать ноль ноль", "15.30 | шестнадцать сорок пять": hours and minutes in bare numbers, after a clock time or with two noughts.</summary>
    private void HourAndMinutes(List<Timed> times, int at)
    {
        if (at + 1 >= times.Count || Whole(times[at], HoursADay - 1) is not { } hour || times[at + 1].First != times[at].End || Whole(times[at + 1], MinutesAnHour - 1) is not { } minutes) return;
        var noughts = minutes == 0 && at + 2 < times.Count && times[at + 2].First == times[at + 1].End && Whole(times[at + 2], 0) == 0;
        var follows = at > 0 && times[at - 1].End == times[at].First && times[at - 1].Entity.Type is EntityType.Time or EntityType.DateTime;
        if (!noughts && !(follows && minutes >= FewMinutes)) return;
        var last = noughts ? at + 2 : at + 1;
        if (times[last].End < words.Count && cues.NotClock.Match(words, times[last].End, out _) > 0) return;
        times[at] = Clock(times[at], times[last].End, hour, minutes, TimeRole.None);
        times.RemoveRange(at + 1, last - at);
    }

    private static int? Whole(Timed time, int most) => time.Entity is { Type: EntityType.Number, Best.Number: { } number } && number == Math.Truncate(number) && number >= 0 && number <= most ? (int)number : null;

    private Timed Clock(Timed time, int endWord, int hour, int minutes, TimeRole role)
    {
        var (start, end) = (words[time.First].Start, words[endWord - 1].End);
        return new(new Entity(start, end, EntityType.Time, words.Note[start..end], "", [new Resolution("") { Time = new LocalTime(hour % HoursADay, minutes) }], Doubtful, "note-clock") { Role = role }, time.First, endWord);
    }

    /// <summary>"twenty fifth november fifteen fifteen", "fifteenth of february at eighteen hundred": a year that nobody lives to see is an hour.</summary>
    public static IReadOnlyList<Entity> NoFarYears(IReadOnlyList<Entity> entities, Func<string, IReadOnlyList<Entity>> read, LocalDateTime reference)
    {
        const int fewestWordsOfHour = 2, mostWordsOfHour = 4;
        List<Entity>? repaired = null;
        for (var i = 0; i < entities.Count; i++)
        {
            var entity = entities[i];
            if (entity is { Type: EntityType.DateRange, Best.StartDate: { } year } && Math.Abs(year.Year - reference.Year) >= FarYears)
            {
                if (Hours(entity, read) is not { } hours) continue;
                repaired ??= [.. entities];
                repaired[repaired.IndexOf(entity)] = hours;
                continue;
            }
            if (entity.Type is not (EntityType.Date or EntityType.DateTime) || !IsFar(entity, reference)) continue;
            var cut = entity.Text.Length;
            Entity? day = null;
            for (var n = 0; n < mostWordsOfHour && cut > 0 && day is null; n++)
            {
                cut = entity.Text.LastIndexOf(' ', cut - 1);
                if (n + 1 >= fewestWordsOfHour && cut > 0 && read(entity.Text[..cut]) is [{ Type: EntityType.Date } found] && found.Text.Length == cut && !IsFar(found, reference)) day = found;
            }
            if (day is null) continue;
            var hour = entity.Text[(cut + 1)..];
            var clock = read("at " + hour) is [{ Type: EntityType.Time } at] ? at : null;
            repaired ??= [.. entities];
            repaired[repaired.IndexOf(entity)] = day with { Start = entity.Start, End = entity.Start + cut };
            if (clock is not null) repaired.Insert(repaired.FindIndex(other => other.Start == entity.Start) + 1, clock with { Start = entity.Start + cut + 1, End = entity.End, Text = hour });
        }
        return repaired ?? entities;
    }

    /// <summary>"Sixteen forty five to eighteen hundred": two hours of a day of twenty-four, read as years.</summary>
    private static Entity? Hours(Entity years, Func<string, IReadOnlyList<Entity>> read)
    {
        const string to = " to ", from = "from ", hundred = " hundred";
        var text = years.Text.StartsWith(from, StringComparison.Ordinal) ? years.Text[from.Length..] : years.Text;
        if (text.IndexOf(to, StringComparison.Ordinal) is not (> 0 and var cut)) return null;
        if (Clock(text[..cut]) is not { } start || Clock(text[(cut + to.Length)..]) is not { } end || end <= start) return null;
        return years with { Type = EntityType.TimeRange, Resolutions = [new Resolution("") { StartTime = start, EndTime = end }], Confidence = Doubtful };
        LocalTime? Clock(string hour) => read("at " + (hour.EndsWith(hundred, StringComparison.Ordinal) ? hour[..^hundred.Length] : hour)) is [{ Type: EntityType.Time, Best: { } best }] ? best.Time ?? best.Moment?.TimeOfDay : null;
    }

    private static bool IsFar(Entity entity, LocalDateTime reference) => (entity.Best?.Date ?? entity.Best?.Moment?.Date) is { } date && Math.Abs(date.Year - reference.Year) >= FarYears;

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
        if (time.End + 1 < words.Count && words[time.End].Text is "a" or "p" && words[time.End + 1].Text == "m" && number <= HalfADay) return Clock(time, time.End + 2, ((int)number % HalfADay) + (words[time.End].Text == "p" ? HalfADay : 0), 0, TimeRole.None);
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
        const int secondsAnHour = 3600, shortestHour = 3;
        for (var i = 1; i < words.Count; i++)
        {
            if (!cues.BareHour.Contains(words[i].Text) || Role(words[i - 1].Text) is not null || cues.Prepositions.Contains(words[i - 1].Text)) continue;
            // "с десяти часик": the endearing form is always a length.
            var isLength = words[i].Text.Length > shortestHour;
            if (times.Exists(time => time.First <= i && time.End > i && time.Entity.Type is not (EntityType.Number or EntityType.Ordinal) && !(isLength && time.Entity.Type == EntityType.Time && time.First < i))) continue;
            var (start, end) = (words[i].Start, words[i].End);
            var entity = new Entity(start, end, EntityType.Duration, words.Note[start..end], "PT1H", [new Resolution("PT1H") { Seconds = secondsAnHour }], Doubtful, "note-bare-hour");
            var at = times.FindIndex(time => time.First > i);
            times.Insert(at < 0 ? times.Count : at, new(entity, i, i + 1));
        }
    }
}
