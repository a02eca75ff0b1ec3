using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>When the next visit is: in the words after "järgmine kord", "следующий раз", "next time", or a day ahead said on its own.</summary>
internal sealed class NextVisitReader(Words words, NoteCues cues, Segments segments, List<Timed> times, Recognition recognition, LocalDateTime reference)
{
    private const int DaysAWeek = 7, HalfADay = 12, EarliestHour = 6;

    public NoteField<NextVisit>? Read(VisitTime visit, VisitOutcome outcome)
    {
        var isOpen = false;
        foreach (var segment in segments.All)
        {
            if (segment.Cue != Cue.Next) continue;
            if (IsOpen(segment)) isOpen = true;
            else if (In(segment, visit) is { } next && (!isOpen || next.Value.Time is not null)) return next;
        }
        if (Told(visit) is { } told) return told;
        foreach (var segment in segments.All)
        {
            if (segment.Cue == Cue.Cancelled && outcome == VisitOutcome.Cancelled && In(segment, visit) is { } next && next.Value.Date > reference.Date) return next;
        }
        if (isOpen) return null;
        var facts = visit.Ahead.ToList();
        // A day ahead said on its own is too little: it may be anybody's.
        return facts.Exists(fact => fact.IsClock) ? Made(facts, null, visit) : null;
    }

    /// <summary>"järgmine kord pole veel paigas": said to be open, whatever day is named after.</summary>
    private bool IsOpen(Segment segment)
    {
        const int reach = 3;
        for (var i = segment.First; i < Math.Min(segment.End, segment.Content + reach); i++)
        {
            if (cues.NotYet.Match(words, i, out _) > 0) return true;
            if (i >= segment.Content && times.Exists(time => time.First == i)) return false;
        }
        return false;
    }

    /// <summary>"I'll drop out to them on the twenty fifth at six", "next Monday at four same place": no cue opens it, but who goes, or "next", and an hour.</summary>
    private NoteField<NextVisit>? Told(VisitTime visit)
    {
        const int reach = 6;
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var isGoing = cues.Going.Match(words, i, out _) is var going && going > 0;
            // "In two weeks on Wednesday at two again": the word stands after.
            var isAfter = !isGoing && cues.Cues.Match(words, i, out var cue) > 0 && cue == Cue.Next && times.Exists(time => time.End == i);
            if (!isGoing && !isAfter && cues.NextWord.Match(words, i, out _) == 0) continue;
            var (from, to) = isGoing ? (i + going, i + going + reach) : isAfter ? (i - reach, i - 1) : (i - 1, i + 1);
            var date = times.Find(time => time.First >= from && time.First <= to && time.End > (isGoing || isAfter ? 0 : i) && time.Entity.Type is EntityType.Date or EntityType.DateTime or EntityType.DateRange or EntityType.DateTimeRange);
            if (date.Entity is null) continue;
            var last = date.End;
            foreach (var time in times)
            {
                if (time.First >= last && time.First <= last + 1 && time.Entity.Type is EntityType.Time or EntityType.TimeRange or EntityType.Date or EntityType.DateTime) last = time.End;
            }
            for (var at = last; at <= last + 1 && at < words.Count; at++)
            {
                if (cues.SameTime.Match(words, at, out _) is var same && same > 0) last = at + same;
            }
            if (In(new(Cue.Next, date.First, date.First, Math.Min(last, words.Count)), date.First, visit) is { Value: { Time: not null } value } next && value.Date > reference.Date) return next with { IsSure = isGoing && next.IsSure };
        }
        return null;
    }

    private NoteField<NextVisit>? In(Segment segment, VisitTime visit)
    {
        if (segment.Content < segment.End && In(segment, segment.Content, visit) is { } next) return next;
        return In(segment, segment.First, visit);
    }

    /// <summary>The words are read once more, as what will be.</summary>
    private NoteField<NextVisit>? In(Segment segment, int first, VisitTime visit)
    {
        var span = words.Between(first, segment.End);
        List<TimeFact> facts = [];
        foreach (var entity in ClockRepair.NoFarYears(Read(words.Note.Substring(span.Start, span.Length)), Read, reference))
        {
            var time = new Timed(entity, words.At(span.Start + entity.Start), words.At(span.Start + entity.End));
            facts.AddRange(TimeFacts.Of(time, Ahead));
        }
        if (!facts.Exists(fact => fact.IsClock))
        {
            // An hour that only its place in the note shows to be one.
            foreach (var time in times)
            {
                if (time.First >= first && time.End <= segment.End && time.Entity is { Type: EntityType.Time, RuleId: "note-hour" or "note-clock" }) facts.AddRange(TimeFacts.Of(time, Ahead));
            }
        }
        Evening(facts, first, segment.End);
        TimeFacts.Correct(facts, segments.Hits);
        if (!facts.Exists(fact => fact.Kind == FactKind.Day) && DayOfMonth(segment, facts) is { } said) facts.Add(said);
        return Made(facts, segment, visit);
    }

    /// <summary>"Täna õhtul | kell seitse", "tonight | at seven": the part of the day moves an hour said apart from it.</summary>
    private void Evening(List<TimeFact> facts, int first, int end)
    {
        const int earliest = 4;
        if (!times.Exists(time => time.First >= first && time.End <= end && time.Entity.Best?.Part is "EV" or "NI")) return;
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i] is { IsClock: true, Clock: { Hour: >= earliest and < HalfADay } clock } fact) facts[i] = fact with { Clock = clock.PlusHours(HalfADay) };
        }
    }

    private IReadOnlyList<Entity> Read(string text) => recognition.Recognize(text, cues.Lang, reference, TimePolicy.Future);

    /// <summary>"Next visit ninth at noon": a bare ordinal before an hour is a day of the month.</summary>
    private TimeFact? DayOfMonth(Segment segment, List<TimeFact> facts)
    {
        const int most = 31, near = 3;
        if (facts.Find(fact => fact.IsClock) is not { } clock) return null;
        foreach (var time in times)
        {
            if (time.First < segment.Content || time.End > clock.First || time.End < clock.First - near || time.Entity is not { Type: EntityType.Ordinal, Best.Number: >= 1 and <= most and { } number }) continue;
            for (var month = new LocalDate(reference.Year, reference.Month, 1); month < reference.Date.PlusMonths(2); month = month.PlusMonths(1))
            {
                if (number <= month.Calendar.GetDaysInMonth(month.Year, month.Month) && month.PlusDays((int)number - 1) is var day && day > reference.Date) return new(FactKind.Day, time.First, time.End, Day: day, IsSure: false);
            }
        }
        return null;
    }

    private NoteField<NextVisit>? Made(List<TimeFact> facts, Segment? segment, VisitTime visit)
    {
        var sameTime = segment is { } where && Says(cues.SameTime, where);
        var day = facts.Find(fact => fact.Kind == FactKind.Day && !fact.IsWeek);
        // "Next week | on Thursday": the Thursday of that week.
        if (day is not null && facts.Find(fact => fact.IsWeek) is { } week && day.Day < week.Day && week.Day.PlusDays(DaysAWeek) > day.Day.PlusDays(DaysAWeek)) day = day with { Day = day.Day.PlusDays(DaysAWeek) };
        var from = facts.Find(fact => fact.Kind is FactKind.From or FactKind.Clock);
        var until = facts.Find(fact => fact.Kind == FactKind.Until);
        if (from is null && until is not null) (from, until) = (until, null);
        var time = from?.Clock ?? (sameTime ? visit.Start?.Value : null);
        // "At seven" is seven in the evening when this visit was.
        if (time is { } clock && visit.Start is { } now && clock.PlusHours(HalfADay) == now.Value) time = now.Value;
        // Nobody visits at night: "at three" is in the afternoon.
        if (time is { Hour: >= 1 and < EarliestHour } night) time = night.PlusHours(HalfADay);
        if (day is null)
        {
            if (segment is not { } inside || visit.Date is not { } last || (!sameTime && from is null) || !Says(cues.NextWeek, inside)) return null;
            return new(new(last.Value.PlusDays(DaysAWeek), time, null), words.Between(inside.First, inside.End), IsSure: false);
        }
        var (first, end) = (facts.Min(fact => fact.First), facts.Max(fact => fact.End));
        return new(new(day.Day, time, until?.Clock), words.Between(first, end), IsSure: day.IsSure && (from?.IsSure ?? true));
    }

    /// <summary>The first reading after today; a day of the week said of the future is never today.</summary>
    private Resolution? Ahead(Entity entity)
    {
        foreach (var reading in entity.Resolutions)
        {
            if ((reading.Date ?? reading.Moment?.Date ?? reading.Start?.Date ?? reading.StartDate) is { } date && date > reference.Date) return reading;
        }
        return entity.Best;
    }

    private bool Says(CueTable<bool> phrases, Segment segment)
    {
        for (var i = segment.First; i < segment.End; i++)
        {
            if (phrases.Match(words, i, out _) > 0) return true;
        }
        return false;
    }
}
