using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>What one piece of a time expression tells.</summary>
internal enum FactKind
{
    Day,
    From,
    Until,
    /// <summary>A time of day with neither beginning nor end said.</summary>
    Clock,
    Length,
}

/// <param name="First">First word of the expression.</param>
/// <param name="End">After its last word.</param>
internal sealed record TimeFact(FactKind Kind, int First, int End, LocalDate Day = default, LocalTime Clock = default, int Minutes = 0, bool IsSure = true)
{
    public bool IsClock => Kind is FactKind.From or FactKind.Until or FactKind.Clock;

    /// <summary>Whether the day is a stretch (a week) of which <see cref="Day"/> is the first.</summary>
    public bool IsWeek { get; init; }
}

/// <summary>Takes time expressions apart and lets later words correct earlier ones.</summary>
internal static class TimeFacts
{
    private const int SecondsAMinute = 60, LongestMinutes = 12 * 60, DaysAWeek = 7;
    /// <summary>How far a corrected value stands behind the correction, and the right one after it, in words.</summary>
    private const int ReachBack = 10, ReachAhead = 3;

    /// <param name="chosen">The day a reading has, by what the words are about.</param>
    public static IEnumerable<TimeFact> Of(Timed time, Func<Entity, Resolution?> chosen)
    {
        var (entity, first, end) = time;
        if (chosen(entity) is not { } best) yield break;
        // "Just now" tells neither day nor hour.
        if (entity.RuleId == "moment.now" && !entity.Text.StartsWith("ныне", StringComparison.OrdinalIgnoreCase) && !entity.Text.StartsWith("нынче", StringComparison.OrdinalIgnoreCase)) yield break;
        var sure = entity.Confidence >= Entity.Sure;
        var day = best.Date ?? best.Moment?.Date ?? best.Start?.Date;
        switch (entity.Type)
        {
            case EntityType.Date when day is { } date:
                yield return new(FactKind.Day, first, end, Day: date, IsSure: sure);
                break;
            case EntityType.DateRange when best is { StartDate: { } from, EndDate: { } to } && Period.DaysBetween(from, to) == DaysAWeek:
                yield return new(FactKind.Day, first, end, Day: from, IsSure: false) { IsWeek = true };
                break;
            case EntityType.DateTime when day is { } date:
                yield return new(FactKind.Day, first, end, Day: date, IsSure: sure);
                if (entity.RuleId != "moment.now" && (best.Time ?? best.Moment?.TimeOfDay) is { } at) yield return new(Slot(entity), first, end, Clock: at, IsSure: sure);
                break;
            case EntityType.Time when (best.Time ?? best.Moment?.TimeOfDay) is { } clock:
                yield return new(Slot(entity), first, end, Clock: clock, IsSure: sure);
                break;
            case EntityType.TimeRange or EntityType.DateTimeRange:
                if (day is { } on && entity.Type == EntityType.DateTimeRange) yield return new(FactKind.Day, first, end, Day: on, IsSure: sure);
                if (best.Part is null && (best.StartTime ?? best.Start?.TimeOfDay) is { } begins && (best.EndTime ?? best.End?.TimeOfDay) is { } ends)
                {
                    yield return new(FactKind.From, first, end, Clock: begins, IsSure: sure);
                    yield return new(FactKind.Until, first, end, Clock: ends, IsSure: sure);
                }
                break;
            case EntityType.Duration when best.Seconds is { } seconds && seconds / SecondsAMinute is > 0 and <= LongestMinutes:
                yield return new(FactKind.Length, first, end, Minutes: (int)Math.Round(seconds / SecondsAMinute));
                break;
        }
    }

    private static FactKind Slot(Entity entity) => entity.Role switch { TimeRole.From => FactKind.From, TimeRole.Until => FactKind.Until, _ => FactKind.Clock };

    /// <summary>Removes what "no, sorry" takes back: the fact before it of the kind that follows.</summary>
    public static void Correct(List<TimeFact> facts, List<CueHit> hits)
    {
        foreach (var hit in hits)
        {
            if (hit.Cue is not (Cue.Correction or Cue.BareCorrection)) continue;
            var bare = hit.Cue == Cue.BareCorrection;
            var next = facts.Where(fact => fact.First >= hit.End - 1 && fact.First > hit.First && fact.End > hit.End && fact.First <= hit.End + (bare ? 1 : ReachAhead)).ToList();
            if (next.Count == 0) continue;
            var group = next.Where(fact => fact.First == next[0].First).ToList();
            foreach (var right in group) Take(facts, group, right, hit, bare);
        }
    }

    private static void Take(List<TimeFact> facts, List<TimeFact> group, TimeFact right, CueHit hit, bool bare)
    {
        var before = facts.Where(fact => fact.End <= hit.First && fact.End >= hit.First - (bare ? 1 : ReachBack)).ToList();
        if (right.IsClock && group.Count(fact => fact.IsClock) == 1)
        {
            var wrong = right.Kind != FactKind.Clock ? before.LastOrDefault(fact => fact.Kind == right.Kind) ?? before.LastOrDefault(fact => fact.IsClock) : before.LastOrDefault(fact => fact.IsClock);
            if (wrong is null) return;
            facts.Remove(wrong);
            facts[facts.IndexOf(right)] = right with { Kind = wrong.Kind };
            return;
        }
        facts.RemoveAll(fact => before.Contains(fact) && (right.IsClock ? fact.IsClock : fact.Kind == right.Kind));
    }
}
