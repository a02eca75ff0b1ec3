using System.Globalization;
using Assistant.Knowledge;
using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Tests.Knowledge.Language;

/// <summary>
/// Lines of <c>tests/Corpora/{lang}/expressions-*.txt</c>: <c>type value | text with [the expression]</c>, at Wednesday 2026-11-18 16:20, read for an
/// appointment. <c>-</c> before the bar: nothing but numbers may be understood. <c>nodate</c>: a date that doesn't exist.
/// </summary>
internal static class ExpressionCorpus
{
    public static LocalDateTime Now { get; } = new(2026, 11, 18, 16, 20);

    public static IEnumerable<string> Files(Lang lang) =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpora", lang.Code()), "expressions-*.txt").Order(StringComparer.Ordinal);

    /// <returns>What is wrong with a line; <see langword="null"/>: nothing.</returns>
    public static string? Fault(string line, Lang lang)
    {
        var bar = line.IndexOf(" | ", StringComparison.Ordinal);
        var (expected, marked) = (line[..bar], line[(bar + 3)..]);
        var (from, to) = (marked.IndexOf('['), marked.IndexOf(']') - 1);
        var text = marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var entities = Recognition.Shared.Recognize(text, lang, Now, TimePolicy.Future);
        if (expected == "-") return entities.All(entity => entity.Type is EntityType.Number or EntityType.Ordinal) ? null : Said(line, entities);
        var all = entities.SelectMany(entity => entity.Also.Prepend(entity)).ToArray();
        return all.Any(entity => Fits(entity, expected) && entity.Start <= to && from <= entity.End && Math.Abs(entity.Start - from) + Math.Abs(entity.End - to) <= 12) ? null : Said(line, entities);
    }

    private static string Said(string line, IEnumerable<Entity> entities) =>
        line + "  =>  " + string.Join("; ", entities.Select(entity => $"{entity.Type} '{entity.Text}' {entity.RuleId} {entity.Best}"));

    private static bool Fits(Entity entity, string expected)
    {
        if (expected == "nodate") return entity.Problem == TimeProblem.NoSuchDate && entity.Resolutions.Count == 0;
        var space = expected.IndexOf(' ');
        var (type, value) = (expected[..space], expected[(space + 1)..]);
        return entity.Type.ToString().Equals(type, StringComparison.OrdinalIgnoreCase) && (type is "date" or "datetime" or "daterange"
            ? entity.Best is { } best && Value(best, type) == value
            : entity.Resolutions.Any(reading => Value(reading, type) == value));
    }

    private static string Value(Resolution r, string type) => type switch
    {
        "date" => Text(r.Date!.Value),
        "time" => Text(r.Time!.Value),
        "datetime" => Text(r.Moment!.Value),
        "daterange" => $"{Text(r.StartDate!.Value)}..{Text(r.EndDate!.Value)}",
        "timerange" => r.StartTime is { } start ? $"{Text(start)}-{Text(r.EndTime!.Value)}" : "",
        "datetimerange" => $"{Text(r.Start!.Value)}..{Text(r.End!.Value)}",
        "duration" => r.Seconds!.Value.ToString(CultureInfo.InvariantCulture),
        "set" => r.Timex,
        "age" => $"{r.Number} {r.Unit}",
        _ => r.Number!.Value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
    private static string Text(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
    private static string Text(LocalDateTime moment) => moment.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
