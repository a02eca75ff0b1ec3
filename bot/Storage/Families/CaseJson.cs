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
