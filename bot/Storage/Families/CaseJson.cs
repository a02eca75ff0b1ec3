using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Exchange;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Overviews;
using Assistant.Records.Visits;
using Assistant.Storage.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Storage.Families;

/// <summary>Source-generated JSON of what is sealed of families, cases and visits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    Converters = [typeof(DayConverter), typeof(ClockConverter), typeof(EncounterIdConverter)])]
[JsonSerializable(typeof(FamilyContent))]
[JsonSerializable(typeof(CaseContent))]
[JsonSerializable(typeof(DocumentContent))]
[JsonSerializable(typeof(ContractContent))]
[JsonSerializable(typeof(GoalContent))]
[JsonSerializable(typeof(ActContent))]
[JsonSerializable(typeof(OverviewContent))]
[JsonSerializable(typeof(ImmutableDictionary<string, string>))]
internal sealed partial class CaseJson : JsonSerializerContext;

internal sealed class EncounterIdConverter : JsonConverter<Records.EncounterId>
{
    public override Records.EncounterId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, Records.EncounterId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>Days as they stand in columns, where they sort as text.</summary>
internal static class Days
{
    private const int MinutesAnHour = 60;

    public static LocalDate Read(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static string Write(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static Statement Bind(this Statement statement, string name, LocalDate day) => statement.Bind(name, Write(day));

    public static Statement Bind(this Statement statement, string name, LocalDate? day) => statement.Bind(name, day is { } known ? Write(known) : null);

    public static LocalDate Day(this Statement statement, int column) => Read(statement.Text(column)!);

    public static LocalDate? DayOrNull(this Statement statement, int column) => statement.Text(column) is { } text ? Read(text) : null;

    public static Statement Bind(this Statement statement, string name, LocalTime? time) => statement.Bind(name, time is { } known ? (known.Hour * MinutesAnHour) + known.Minute : (long?)null);

    public static LocalTime? TimeOrNull(this Statement statement, int column) => statement.IntOrNull(column) is { } minutes ? new LocalTime(minutes / MinutesAnHour, minutes % MinutesAnHour) : null;
}
