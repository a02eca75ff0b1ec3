using System.Text.Json.Serialization;
using Assistant.Records.Exchange;
using Assistant.Records.Groups;

namespace Assistant.Storage.Groups;

/// <summary>Source-generated JSON of what is sealed of groups.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(DayConverter)])]
[JsonSerializable(typeof(CohortContent))]
[JsonSerializable(typeof(MembershipContent))]
[JsonSerializable(typeof(MaterialContent))]
internal sealed partial class GroupJson : JsonSerializerContext;
