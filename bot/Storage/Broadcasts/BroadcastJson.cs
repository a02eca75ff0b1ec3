using System.Text.Json.Serialization;
using Assistant.Records.Broadcasts;

namespace Assistant.Storage.Broadcasts;

/// <summary>Source-generated JSON of what is sealed of messages to many.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BroadcastContent))]
internal sealed partial class BroadcastJson : JsonSerializerContext;
