using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>Hours said with little around them: "kell seitseteist | viis", "в три | час", "lõpetasime kuus", "friday | ten" at the very end.</summary>
internal sealed class HourRepair(Words words, NoteCues cues)
{
    private const int MinutesAnHour = 60, SecondsAMinute = 60, FewMinutes = 10, HoursADay = 24, HalfADay = 12, LastAfternoonHour = 6, MostCueWords = 3;
    private const double Doubtful = 0.75;

    public void Apply(List<Timed> times)
    {
        // "Next one second of february": nothing in a note is counted in seconds.
        times.RemoveAll(time => time.Entity is { Type: EntityType.DateTimeRange or EntityType.Duration, Best: { } best } && (best.Seconds ?? Length(best)) is > 0 and < SecondsAMinute);
        for (var i = 0; i < times.Count; i++)
        {
            if (Hundreds(times[i]) is { } even) times[i] = At(times[i], even);
            if (Ending(times[i]) is { } role) times[i] = At(times[i], role.Hour) is var told ? told with { Entity = told.Entity with { Role = role.Role } } : told;
            if (Whole(times[i], HoursADay) is { } hour && hour > 0 && (IsAfterVerb(times[i]) || IsLastAfterDay(times, i) || IsBetweenDayAndLength(times, i))) times[i] = At(times[i], hour <= LastAfternoonHour ? hour + HalfADay : hour % HoursADay);
            Minutes(times, i);
            LengthAfter(times, i);
            BareHourAfter(times, i);
        }
    }

    /// <summary>"Eighteen hundred".</summary>
    private int? Hundreds(Timed time)
    {
        const int hundred = 100, firstHour = 6;
        if (cues.Lang != Lang.En || words[time.End - 1].Text != "hundred" || Whole(time, HoursADay * hundred) is not { } number || number % hundred != 0 || IsCounting(time.End)) return null;
        return number / hundred is >= firstHour and < HoursADay and var hour ? hour : null;
    }

    /// <summary>"Istusin seal viieni", "kümnest saadik": the ending says that it is an hour, until or from which.</summary>
    private (int Hour, TimeRole Role)? Ending(Timed time)
    {
        if (cues.Lang != Lang.Et || Whole(time, HoursADay) is not { } hour || hour == 0 || IsCounting(time.End)) return null;
        var afternoon = hour <= LastAfternoonHour ? hour + HalfADay : hour % HoursADay;
        if (words[time.End - 1].Text.EndsWith("ni", StringComparison.Ordinal)) return (afternoon, TimeRole.Until);
        return time.End < words.Count && words[time.End].Text is "saadik" or "alates" && words[time.End - 1].Text.EndsWith("st", StringComparison.Ordinal) ? (hour % HoursADay, TimeRole.From) : null;
    }

    private static double? Length(Resolution reading) => reading is { Start: { } from, End: { } to } ? Period.Between(from, to, PeriodUnits.Seconds).Seconds : null;

    /// <summary>"Kell seitseteist | viis", "до часу | сорока": minutes after a whole hour, when they count nothing.</summary>
    private void Minutes(List<Timed> times, int at)
    {
        const int five = 5;
        if (at + 1 >= times.Count || times[at + 1].First != times[at].End || Whole(times[at + 1], MinutesAnHour - 1) is not { } minutes) return;
        if ((minutes < FewMinutes && !(minutes == five && cues.Lang == Lang.Et)) || IsCounting(times[at + 1].End, ofPeople: minutes < FewMinutes)) return;
        var (hour, more) = (times[at], times[at + 1]);
        if (hour.Entity.Type is not (EntityType.Time or EntityType.TimeRange or EntityType.DateTime or EntityType.DateTimeRange)) return;
        if (hour.Entity.Best is not { Part: null } best) return;
        if ((best.EndTime ?? best.End?.TimeOfDay ?? best.Time ?? best.Moment?.TimeOfDay) is not { Minute: 0 }) return;
        times[at] = hour with
        {
            End = more.End,
            Entity = hour.Entity with { End = more.Entity.End, Text = words.Note[hour.Entity.Start..more.Entity.End], Confidence = Doubtful, Resolutions = [.. hour.Entity.Resolutions.Select(reading => reading with
            {
                Time = reading.Time?.PlusMinutes(minutes),
                Moment = reading.Moment?.PlusMinutes(minutes),
                EndTime = reading.EndTime?.PlusMinutes(minutes),
                End = reading.End?.PlusMinutes(minutes),
            })] },
        };
        times.RemoveAt(at + 1);
    }

    private bool IsCounting(int at, bool ofPeople = true) => at < words.Count && (cues.NotClock.Match(words, at, out _) > 0 || (ofPeople && cues.Roles.Match(words, at, out _) > 0));

    /// <summary>"В одиннадцать | сорок минут": when and how long, where the minutes have their word.</summary>
    private void LengthAfter(List<Timed> times, int at)
    {
        const int fewestWords = 2;
        var time = times[at];
        if (time.Entity.Type is not (EntityType.Time or EntityType.DateTime) || time.End - time.First < fewestWords || time.End >= words.Count || !words[time.End].Text.StartsWith(cues.Lang == Lang.Ru ? "минут" : "minut", StringComparison.Ordinal)) return;
        if (time.Entity.Best is not { } best || (best.Time ?? best.Moment?.TimeOfDay) is not { Minute: >= FewMinutes and var minutes }) return;
        if (times.Exists(other => other.First <= time.End && other.End > time.End)) return;
        Resolution whole(Resolution reading) => reading with { Time = reading.Time?.PlusMinutes(-minutes), Moment = reading.Moment?.PlusMinutes(-minutes) };
        times[at] = time with { End = time.End - 1, Entity = time.Entity with { Resolutions = [.. time.Entity.Resolutions.Select(whole)], Confidence = Doubtful } };
        var (start, end) = (words[time.End - 1].Start, words[time.End].End);
        var length = new Entity(start, end, EntityType.Duration, words.Note[start..end], "", [new Resolution("") { Seconds = minutes * SecondsAMinute }], Doubtful, "note-minutes");
        times.Insert(at + 1, new(length, time.End - 1, time.End + 1));
    }

    /// <summary>"В три | час говорили": three is no "час", so it is how long.</summary>
    private void BareHourAfter(List<Timed> times, int at)
    {
        const int one = 1;
        var time = times[at];
        if (time.Entity.Type != EntityType.Time || time.End - time.First <= one || words[time.End - 1].Text is not ("час" or "4as" or "cas") || time.Entity.Best?.Time is not { } clock || clock.Hour % HalfADay == one) return;
        times[at] = time with { End = time.End - 1 };
    }

    /// <summary>"Alustasime pool viis | lõpetasime kuus": a number right after the verb.</summary>
    private bool IsAfterVerb(Timed time)
    {
        if (time.End < words.Count && cues.NotClock.Match(words, time.End, out _) > 0) return false;
        for (var first = Math.Max(0, time.First - MostCueWords); first < time.First; first++)
        {
            if (first + cues.Ends.Match(words, first, out _) == time.First || first + cues.Starts.Match(words, first, out _) == time.First) return true;
        }
        return false;
    }

    /// <summary>"Next thursday ten", and nothing after it.</summary>
    private bool IsLastAfterDay(List<Timed> times, int at) => at > 0 && times[at].End == words.Count && times[at - 1].End == times[at].First && times[at - 1].Entity.Type == EntityType.Date;

    /// <summary>"Saturday | eleven | stayed an hour and a half": between a day and how long.</summary>
    private bool IsBetweenDayAndLength(List<Timed> times, int at)
    {
        const int reach = 3;
        return at > 0 && at + 1 < times.Count && times[at - 1].End == times[at].First && times[at - 1].Entity.Type == EntityType.Date && times[at + 1].Entity.Type == EntityType.Duration
            && times[at + 1].First > times[at].End && times[at + 1].First <= times[at].End + reach && !IsCounting(times[at].End);
    }

    private static int? Whole(Timed time, int most) => time.Entity is { Type: EntityType.Number, Best.Number: { } number } && number == Math.Truncate(number) && number >= 0 && number <= most ? (int)number : null;

    private Timed At(Timed time, int hour)
    {
        var (start, end) = (words[time.First].Start, words[time.End - 1].End);
        return time with { Entity = new Entity(start, end, EntityType.Time, words.Note[start..end], "", [new Resolution("") { Time = new LocalTime(hour, 0) }], Doubtful, "note-hour") };
    }
}
