using System.Text.Json.Serialization;

namespace Assistant.Channels.Teams;

/// <summary>Source-generated JSON of what goes into an activity's value.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, bool>))]
[JsonSerializable(typeof(FormValue))]
internal sealed partial class TeamsJson : JsonSerializerContext;

/// <summary>As <see cref="Protocol.Submission"/> reads it.</summary>
internal sealed record FormValue([property: JsonPropertyName("form")] string Form, [property: JsonPropertyName("fields")] IReadOnlyDictionary<string, string> Fields);
