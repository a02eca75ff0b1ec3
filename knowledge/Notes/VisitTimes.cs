using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>When the visit was.</summary>
internal sealed record VisitTime
{
    public NoteField<LocalDate>? Date { get; init; }
    public NoteField<LocalTime>? Start { get; init; }
    public NoteField<LocalTime>? End { get; init; }
    public NoteField<int>? Minutes { get; init; }
    public NoteField<int>? Documentation { get; init; }
    public bool Contradicts { get; init; }

    /// <summary>A day after today that was said outside of everything else: the next visit's.</summary>
    public IReadOnlyList<TimeFact> Ahead { get; init; } = [];
}

/// <summary>Gives the times of a note their roles: date, start, end, duration, writing-up.</summary>
internal sealed class VisitTimes(Words words, NoteCues cues, Segments segments, List<Timed> times, LocalDateTime reference)
{
    private const int MinutesAnHour = 60, HalfADay = 12;

    /// <summary>Minutes beyond which it is the part of the day that was misread.</summary>
    private const int LongestVisit = 10 * MinutesAnHour;

    public VisitTime Read(VisitOutcome outcome)
    {
        List<TimeFact> facts = [];
        TimeFact? documentation = null;
        foreach (var time in times)
        {
            if (time.First >= words.Count || IsPlanned(time.First)) continue;
            var kind = segments.Kind(time.First);
            foreach (var fact in TimeFacts.Of(time, entity => entity.Best))
            {
                if (fact.Kind == FactKind.Length && IsDocumentation(time)) documentation ??= fact;
                else if (IsVisit(kind, time, fact)) facts.Add(fact.Kind == FactKind.Clock && VerbAfter(time.End) is { } said ? fact with { Kind = said } : fact);
            }
        }
        TimeFacts.Correct(facts, segments.Hits);
        // "Мама пришла через час": reckoned from now it lies ahead; the visit's own hours are others.
        if (facts.Exists(fact => fact.IsClock && !IsAhead(fact, facts))) facts.RemoveAll(fact => fact.IsClock && IsAhead(fact, facts));
        var ahead = facts.Where(fact => fact.Kind == FactKind.Day && fact.Day > reference.Date).ToList();
        List<TimeFact> later = [.. ahead, .. facts.Where(fact => fact.IsClock && ahead.Exists(day => day.First == fact.First || (fact.First >= day.End && fact.First <= day.End + 1)))];
        facts.RemoveAll(later.Contains);
        var time0 = new VisitTime { Documentation = documentation is null ? null : new(documentation.Minutes, Source(documentation)), Ahead = later };
        if (outcome == VisitOutcome.Cancelled) return DayCalledOff(facts) is { } off ? time0 with { Date = new(off.Day, Source(off), IsSure: off.IsSure && off.Day == reference.Date) } : time0;
        if (facts.Find(fact => fact.Kind == FactKind.Day && !fact.IsWeek) is { } day) time0 = time0 with { Date = new(day.Day, Source(day), IsSure: day.IsSure) };
        return Clocked(time0, facts, outcome);
    }

    /// <summary>"Täna jäi ära", "eile jäi ära": the day that should have been. Another day than today may be that on which somebody wrote, so it stands right beside the words, and is asked about.</summary>
    private TimeFact? DayCalledOff(List<TimeFact> facts)
    {
        var days = facts.FindAll(fact => fact is { Kind: FactKind.Day, IsWeek: false } && fact.Day <= reference.Date);
        return days.Find(fact => fact.Day == reference.Date) ?? days.Find(IsBesideOutcome);
    }

    private bool IsBesideOutcome(TimeFact fact)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (cues.Outcomes.Match(words, i, out _) is var length and > 0 && fact.First <= i + length && fact.End >= i) return true;
        }
        return false;
    }

    private VisitTime Clocked(VisitTime visit, List<TimeFact> facts, VisitOutcome outcome)
    {
        Evening(facts);
        TimeFact? start = null, end = null, length = null;
        foreach (var fact in facts)
        {
            if (fact.Kind == FactKind.Length) length ??= outcome == VisitOutcome.Held ? fact : null;
            if (!fact.IsClock) continue;
            // "nine thirty eleven o'clock": one clock right after the other.
            var isSecond = fact.Kind == FactKind.Clock && start is not null && end is null && fact.First == start.End && fact.Clock > start.Clock;
            var isEnd = isSecond || fact.Kind == FactKind.Until || (fact.Kind == FactKind.Clock && segments.Kind(fact.First) == Cue.End);
            // Who met nobody waited until then; the visit has no end.
            if (isEnd) end ??= outcome == VisitOutcome.Held ? fact : null;
            else start ??= fact;
        }
        if (start is not null) visit = visit with { Start = new(start.Clock, Source(start), IsSure: start.IsSure) };
        if (end is not null) visit = visit with { End = new(After(end.Clock, start), Source(end), IsSure: end.IsSure) };
        if (length is not null) visit = visit with { Minutes = new(length.Minutes, Source(length)) };
        return (visit.Start, visit.End, visit.Minutes) switch
        {
            // "Half past seven … ten past eight in the evening": the part of the day said at the end is that of the beginning.
            ({ } begin, { } to, null) when IsHalfADayOff(begin.Value, to.Value) =>
                visit with { Start = begin with { Value = begin.Value.PlusHours(HalfADay) }, Minutes = new(Minutes(begin.Value.PlusHours(HalfADay), to.Value), to.Source, IsDerived: true) },
            ({ } from, { } to, { } said) => visit with { Contradicts = Minutes(from.Value, to.Value) != said.Value },
            ({ } from, { } to, null) when to.Value > from.Value => visit with { Minutes = new(Minutes(from.Value, to.Value), to.Source, IsDerived: true) },
            ({ } from, null, { } said) => visit with { End = new(from.Value.PlusMinutes(said.Value), said.Source, IsDerived: true) },
            (null, { } to, { } said) => visit with { Start = new(to.Value.PlusMinutes(-said.Value), said.Source, IsDerived: true) },
            _ => visit,
        };
    }

    /// <summary>"Сегодня вечером | с семи до восьми", "this afternoon | at three": hours are of the part of the day that was said apart from them.</summary>
    private void Evening(List<TimeFact> facts)
    {
        const int firstAfternoon = 1, firstEvening = 4;
        var part = times.Find(time => time.First < words.Count && time.Entity.Best?.Part is "EV" or "AF" or "NI" && segments.Kind(time.First) is Cue.Visit or Cue.Presence or Cue.Topic or Cue.Start or Cue.Lasted).Entity?.Best?.Part;
        if (part is null) return;
        var earliest = part == "AF" ? firstAfternoon : firstEvening;
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i] is { IsClock: true, Clock: { Hour: < HalfADay } clock } fact && clock.Hour >= earliest) facts[i] = fact with { Clock = clock.PlusHours(HalfADay) };
        }
    }

    /// <summary>"Four o'clock when I went in and five when I came out", "pool viis lõpetasin": the verb stands after its time.</summary>
    private FactKind? VerbAfter(int at)
    {
        const int reach = 2;
        for (var i = at; i < Math.Min(words.Count, at + reach + 1); i++)
        {
            var ends = cues.Ends.Match(words, i, out _);
            var length = ends > 0 ? ends : cues.Starts.Match(words, i, out _);
            if (length > 0) return times.Exists(other => other.First >= i && other.First <= i + length + 1 && other.End > i + length) ? null : ends > 0 ? FactKind.Until : FactKind.From;
            if (!cues.When.Contains(words[i].Text)) return null;
        }
        return null;
    }

    /// <summary>"It was supposed to be one to two but": what was to be is no time of the visit.</summary>
    private bool IsPlanned(int at)
    {
        const int reach = 5;
        for (var i = at - 1; i >= Math.Max(0, at - reach); i--)
        {
            if (cues.But.Contains(words[i].Text)) return false;
            if (cues.Planned.Match(words, i, out _) > 0) return true;
        }
        return false;
    }

    /// <summary>An hour later today than now that was said together with its day.</summary>
    private bool IsAhead(TimeFact fact, List<TimeFact> facts) => fact is { Kind: FactKind.Clock } && fact.Clock > reference.TimeOfDay && facts.Exists(day => day.Kind == FactKind.Day && day.First == fact.First && day.Day == reference.Date);

    /// <summary>An end that would be before its start is meant in the afternoon.</summary>
    private static LocalTime After(LocalTime end, TimeFact? start) => start is not null && end <= start.Clock && end.Hour < HalfADay && end.PlusHours(HalfADay) > start.Clock ? end.PlusHours(HalfADay) : end;

    private static bool IsHalfADayOff(LocalTime from, LocalTime to) => Minutes(from, to) > LongestVisit && from.Hour < HalfADay && from.PlusHours(HalfADay) < to;

    private static int Minutes(LocalTime from, LocalTime to) => ((to.Hour - from.Hour) * MinutesAnHour) + to.Minute - from.Minute;

    private bool IsDocumentation(Timed time)
    {
        if (segments.Kind(time.First) == Cue.Doc) return true;
        return segments.Hits.Exists(hit => hit.Cue == Cue.Doc && (hit.First == time.End || hit.First == time.End + 1));
    }

    private bool IsVisit(Cue kind, Timed time, TimeFact fact)
    {
        switch (kind)
        {
            case Cue.Visit or Cue.Presence or Cue.Start or Cue.End or Cue.Lasted or Cue.MoodNoun or Cue.MoodPhrase or Cue.NoContact:
                if (fact.Kind == FactKind.Day && time.Entity.Type == EntityType.Date && time.Entity.Role is TimeRole.By or TimeRole.Until) return false;
                return fact.Kind != FactKind.Length || (!IsWait(time) && !IsHabit(time) && !segments.IsTheirs(time));
            case Cue.Cancelled:
                return fact.Kind == FactKind.Day;
            // What was agreed or said has times of its own; a length said last, when none was said before, is the visit's.
            case Cue.Agreement or Cue.Promise or Cue.Will or Cue.Speech:
                return (fact.Kind == FactKind.Length || time.Entity.Type == EntityType.TimeRange) && IsLastSaid(time) && !HasLength() && !HasSet(time);
            // "Rääkisime emaga telefonis nelikümmend minutit koolist".
            case Cue.Topic:
                return fact.Kind == FactKind.Length && IsOfCall(time) && !HasLength();
            default:
                return false;
        }
    }

    /// <summary>Said soon after the verb of a talk by telephone: how long it was, not what it was about.</summary>
    private bool IsOfCall(Timed time)
    {
        const int reach = 4;
        if (!segments.All.Exists(segment => segment.Cue == Cue.Topic && segment.First <= time.First && time.First < segment.End && time.First <= segment.Content + reach)) return false;
        for (var i = 0; i < time.First; i++)
        {
            if (cues.Calls.Match(words, i, out _) > 0 || (cues.Places.Match(words, i, out var place) > 0 && place is "phone" or "online")) return true;
        }
        return false;
    }

    /// <summary>"ten minutes of listening each evening".</summary>
    private bool IsHabit(Timed time)
    {
        const int reach = 4;
        return segments.HasHabits && times.Exists(set => set.Entity.Type == EntityType.Set && set.First >= time.End && set.First < time.End + reach) && !times.Exists(other => other.First >= time.End && other.First < time.End + reach && other.Entity.Type != EntityType.Set);
    }

    private bool IsWait(Timed time) => segments.Hits.Exists(hit => hit.Cue == Cue.Wait && (hit.First == time.End || hit.First == time.End + 1));

    private bool IsLastSaid(Timed time) => segments.All.Exists(segment => segment.First <= time.First && segment.End == time.End);

    private bool HasLength() => times.Exists(other => other.First < words.Count && other.Entity.Type is EntityType.Duration or EntityType.TimeRange or EntityType.DateTimeRange && other.Entity.Best?.Part is null
        && segments.Kind(other.First) is Cue.Visit or Cue.Presence or Cue.Lasted or Cue.Start && TimeFacts.Of(other, entity => entity.Best).Any());

    private bool HasSet(Timed time) => segments.All.Exists(segment => segment.First <= time.First && segment.End >= time.End && times.Exists(set => set.Entity.Type == EntityType.Set && set.First >= segment.First && set.End <= segment.End));

    private Span Source(TimeFact fact) => words.Between(fact.First, fact.End);
}
