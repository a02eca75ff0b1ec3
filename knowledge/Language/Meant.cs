using NodaTime;

namespace Assistant.Knowledge.Language;

/// <summary>The one moment that a message means, put together from all its expressions.</summary>
/// <param name="Date">The day; <see langword="null"/>: not said.</param>
/// <param name="Time">When it begins; <see langword="null"/>: not said.</param>
/// <param name="Until">When it ends; <see langword="null"/>: not said and no length given.</param>
/// <param name="Length">How long it lasts, said or reckoned from start and end.</param>
/// <param name="Alternatives">Other moments the same words can mean, likeliest first; for buttons. Midnight stands in where no time was said.</param>
/// <param name="Problem">Why it has to be asked again; the date of <see cref="TimeProblem.NoSuchDate"/> is not guessed.</param>
/// <param name="Sources">What it was read from.</param>
public sealed record Meant(LocalDate? Date, LocalTime? Time, LocalTime? Until, Duration? Length, IReadOnlyList<LocalDateTime> Alternatives, TimeProblem Problem, IReadOnlyList<Entity> Sources)
{
    /// <summary>Nothing about time was said.</summary>
    public static Meant Nothing { get; } = new(null, null, null, null, [], TimeProblem.None, []);

    /// <summary>Day and time, when both were said.</summary>
    public LocalDateTime? Moment => Date is { } date && Time is { } time ? date + time : null;

    /// <summary>Longest length kept: a thousand years. Longer ones are no lengths of anything that is arranged.</summary>
    private const double MostSeconds = 3.2e10;

    /// <summary>Most alternatives offered.</summary>
    private const int MaxAlternatives = 4;

    /// <summary>Puts expressions together: the first day, the first time, the first length. A second, different day or time makes it ambiguous.</summary>
    public static Meant Of(IReadOnlyList<Entity> entities)
    {
        var result = Nothing;
        List<Entity> sources = [];
        foreach (var entity in entities)
        {
            if (entity.Problem == TimeProblem.NoSuchDate) return Nothing with { Problem = TimeProblem.NoSuchDate, Sources = [entity] };
            if (entity.Best is not { } best || With(result, entity, best) is not { } with) continue;
            result = with;
            sources.Add(entity);
        }
        if (result is { Time: { } start, Until: null, Length: { } length } && length < Duration.FromDays(1)) result = result with { Until = start.PlusTicks((long)length.TotalTicks) };
        if (result is { Time: { } from, Until: { } until, Length: null }) result = result with { Length = Duration.FromTicks((((until.TickOfDay - from.TickOfDay) % NodaConstants.TicksPerDay) + NodaConstants.TicksPerDay) % NodaConstants.TicksPerDay) };
        var alternatives = sources.SelectMany(Others).Distinct().Where(other => other != (result.Moment ?? result.Date?.AtMidnight())).Take(MaxAlternatives).ToArray();
        return result with { Alternatives = alternatives, Sources = sources };
    }

    private static Meant? With(Meant meant, Entity entity, Resolution best)
    {
        var doubt = entity.Problem == TimeProblem.Ambiguous ? TimeProblem.Ambiguous : meant.Problem;
        switch (entity.Type)
        {
            case EntityType.Date:
                return meant.Date is null ? meant with { Date = best.Date, Problem = doubt } : meant.Date == best.Date ? meant : meant with { Problem = TimeProblem.Ambiguous };
            case EntityType.Time when entity.Role == TimeRole.Until && meant.Time is not null:
                return meant with { Until = best.Time, Problem = doubt };
            case EntityType.Time:
                return meant.Time is null ? meant with { Time = best.Time, Problem = doubt } : meant.Time == best.Time ? meant : meant with { Problem = TimeProblem.Ambiguous };
            case EntityType.DateTime:
                if ((meant.Date is { } day && day != best.Date) || (meant.Time is { } time && time != best.Time)) return meant with { Problem = TimeProblem.Ambiguous };
                return meant with { Date = best.Date, Time = best.Time, Problem = doubt };
            case EntityType.TimeRange when best.Part is null && meant.Time is null:
                return meant with { Time = best.StartTime ?? best.Start?.TimeOfDay, Until = best.EndTime ?? best.End?.TimeOfDay, Problem = doubt };
            case EntityType.DateTimeRange when best.Part is not null:
                return meant.Date is null ? meant with { Date = best.Date, Problem = doubt } : null;
            case EntityType.DateTimeRange when best.Start is { } start && best.End is { } end && meant.Time is null:
                return meant with { Date = meant.Date ?? start.Date, Time = start.TimeOfDay, Until = end.TimeOfDay, Problem = doubt };
            case EntityType.Duration when meant.Length is null && best.Seconds is { } seconds and <= MostSeconds:
                return meant with { Length = Duration.FromSeconds(seconds) };
            default:
                return null;
        }
    }

    private static IEnumerable<LocalDateTime> Others(Entity entity) => entity.Resolutions.Skip(1).Select(other => other.Moment ?? other.Start ?? other.Date?.AtMidnight()).OfType<LocalDateTime>();
}
