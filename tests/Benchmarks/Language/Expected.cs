using System.Globalization;
using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Benchmarks.Language;

/// <summary>Whether an utterance was read as its line of the corpora says.</summary>
internal static class Expected
{
    private const int Slack = 12;

    public static bool IsMet(Utterance utterance, IReadOnlyList<Entity> entities)
    {
        if (utterance.Expected == "-") return entities.All(entity => entity.Type is EntityType.Number or EntityType.Ordinal);
        return entities.SelectMany(entity => entity.Also.Prepend(entity)).Any(entity => entity.Start <= utterance.End && utterance.Start <= entity.End
            && Math.Abs(entity.Start - utterance.Start) + Math.Abs(entity.End - utterance.End) <= Slack && Fits(entity, utterance.Expected));
    }

    private static bool Fits(Entity entity, string expected)
    {
        if (expected == "nodate") return entity.Problem == TimeProblem.NoSuchDate;
        var type = entity.Type.ToString().ToLowerInvariant();
        return entity.Resolutions.Any(reading => $"{type} {Said(reading, entity.Type)}" == expected);
    }

    private static string Said(Resolution r, EntityType type) => type switch
    {
        EntityType.Date => Text(r.Date),
        EntityType.Time => Text(r.Time),
        EntityType.DateTime => Text(r.Moment),
        EntityType.DateRange => $"{Text(r.StartDate)}..{Text(r.EndDate)}",
        EntityType.TimeRange => $"{Text(r.StartTime)}-{Text(r.EndTime)}",
        EntityType.DateTimeRange => $"{Text(r.Start)}..{Text(r.End)}",
        EntityType.Duration => r.Seconds!.Value.ToString(CultureInfo.InvariantCulture),
        EntityType.Set => r.Timex,
        EntityType.Age => $"{r.Number} {r.Unit}",
        _ => r.Number!.Value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Text(LocalDate? date) => date?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "";
    private static string Text(LocalTime? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";
    private static string Text(LocalDateTime? moment) => moment?.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) ?? "";
}
