using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>A refusal in the server's own words.</summary>
public sealed class ApiException(int code, string description, JsonObject? parameters = null) : Exception(description)
{
    public int Code => code;
    public string Description => Message;
    public JsonObject? Parameters => parameters;

    public static ApiException Bad(string words) => new(400, $"Bad Request: {words}");
    public static ApiException Forbidden(string words) => new(403, $"Forbidden: {words}");
    public static ApiException TooMany(int seconds) => new(429, $"Too Many Requests: retry after {seconds}", new() { ["retry_after"] = seconds });
}
