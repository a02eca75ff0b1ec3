using System.Globalization;
using System.Text.Json;
using Assistant.Knowledge.Language;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>expressions</c>: {"id","pred":[...]}, every expression of time, number or age in the input.</summary>
internal sealed class ExpressionsKind : IUnderstandKind
{
    /// <summary>Taken when a line has no reference: what it says does then not depend on one.</summary>
    private static readonly LocalDateTime noReference = new(2000, 1, 1, 0, 0);

    private readonly Recognition recognition = Recognition.Shared;

    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        var input = line.Input();
        var reference = Reference(line);
        var entities = recognition.Recognize(input, line.Lang(options), reference ?? noReference, options.Past ? TimePolicy.Past : TimePolicy.Future);
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteStartArray("pred");
        foreach (var entity in entities)
        {
            Write(answer, entity, reference is not null);
            foreach (var also in entity.Also) Write(answer, also, reference is not null);
        }
        answer.WriteEndArray();
        answer.WriteEndObject();
    }

    /// <returns>The line's reference time, local in its zone; <see langword="null"/> when it has none.</returns>
    /// <exception cref="FormatException">It is no ISO date-time, or the zone is unknown.</exception>
    internal static LocalDateTime? Reference(JsonElement line)
    {
        if (line.Text("reference") is not { Length: > 0 } text) return null;
        if (LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } local) return local.Value;
        if (LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text) is { Success: true } brief) return brief.Value;
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is not { Success: true } offset) throw new FormatException("\"reference\" is no ISO 8601 date-time");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(line.Text("zone") ?? "Europe/Tallinn") ?? throw new FormatException("\"zone\" is unknown");
        return offset.Value.InZone(zone).LocalDateTime;
    }

    private static void Write(Utf8JsonWriter answer, Entity entity, bool dated)
    {
        answer.WriteStartObject();
        answer.WriteString("type", entity.Type.ToString().ToLowerInvariant());
        answer.WriteString("text", entity.Text);
        answer.WriteNumber("start", entity.Start);
        answer.WriteNumber("end", entity.End);
        if (entity.Timex.Length > 0) answer.WriteString("timex", entity.Timex);
        if (entity.Problem == TimeProblem.NoSuchDate) answer.WriteString("problem", "no such date");
        answer.WriteNumber("confidence", entity.Confidence);
        answer.WriteString("rule", entity.RuleId);
        answer.WriteStartArray("values");
        foreach (var resolution in entity.Resolutions) Value(answer, entity.Type, resolution, dated);
        answer.WriteEndArray();
        answer.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter answer, EntityType type, Resolution r, bool dated)
    {
        answer.WriteStartObject();
        switch (type)
        {
            case EntityType.Date:
                answer.WriteString("date", Iso(r.Date!.Value));
                break;
            case EntityType.Time:
                answer.WriteString("time", Iso(r.Time!.Value));
                if (dated) answer.WriteString("datetime", Iso(r.Moment!.Value));
                break;
            case EntityType.DateTime:
                answer.WriteString("datetime", Iso(r.Moment!.Value));
                answer.WriteString("date", Iso(r.Date!.Value));
                answer.WriteString("time", Iso(r.Time!.Value));
                break;
            case EntityType.DateRange:
                answer.WriteString("start", Iso(r.StartDate!.Value));
                answer.WriteString("end", Iso(r.EndDate!.Value));
                break;
            case EntityType.TimeRange or EntityType.DateTimeRange:
                if (dated || r.StartTime is null)
                {
                    answer.WriteString("start", Iso(r.Start!.Value));
                    answer.WriteString("end", Iso(r.End!.Value));
                }
                else
                {
                    answer.WriteString("start", Iso(r.StartTime!.Value));
                    answer.WriteString("end", Iso(r.EndTime!.Value));
                }
                if (r.Part is not null) answer.WriteString("part", r.Part);
                if (r.Date is { } day) answer.WriteString("date", Iso(day));
                break;
            case EntityType.Duration:
                answer.WriteNumber("seconds", r.Seconds!.Value);
                answer.WriteString("iso", r.Timex);
                if (dated && r.Moment is { } end) answer.WriteString("datetime", Iso(end));
                break;
            case EntityType.Set:
                answer.WriteString("timex", r.Timex);
                break;
            case EntityType.Age:
                answer.WriteNumber("number", Plain(r.Number!.Value));
                answer.WriteString("unit", r.Unit);
                break;
            default:
                answer.WriteNumber(type == EntityType.Ordinal ? "ordinal" : "number", Plain(r.Number!.Value));
                break;
        }
        answer.WriteEndObject();
    }

    /// <summary>To the digits that a double keeps: a third is 0.333333333333333.</summary>
    private static double Plain(double number) => double.Parse(number.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
    private static string Iso(LocalTime time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
    private static string Iso(LocalDateTime moment) => moment.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
