using System.Text.Json;

namespace Assistant.Protocol;

/// <summary>Looks into JSON of any shape: what is not there, or is something else, is nothing.</summary>
public static class Json
{
    /// <summary>A field of an object.</summary>
    public static JsonElement? Field(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } of && of.TryGetProperty(name, out var field) ? field : null;

    /// <summary>A field that is a string.</summary>
    public static string? Text(JsonElement? value, string name) =>
        Field(value, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The items of an array.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
