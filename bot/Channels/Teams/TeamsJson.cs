using System.Text.Json.Serialization;

namespace Assistant.Channels.Teams;

/// <summary>Source-generated JSON of what goes into an activity's value.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, bool>))]
internal sealed partial class TeamsJson : JsonSerializerContext;
