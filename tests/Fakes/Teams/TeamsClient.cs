using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Assistant.Tests.Fakes.Teams;

/// <summary>One person's Teams: what it sends to the bot, in the form and with the tokens of the real one.</summary>
/// <param name="Object">The person's id in the directory.</param>
/// <param name="Conversation">Their chat with the bot.</param>
public sealed class TeamsClient(TeamsDouble world, TimeProvider time, string @object, string conversation, string locale = "et-EE") : IDisposable
{
    private readonly HttpClient http = new();
    private int number;

    /// <summary>The bot's address; <see langword="null"/> before it listens.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The person's id in the directory.</summary>
    public string Object { get; } = @object;

    /// <summary>The person's address for this bot.</summary>
    public string Account => $"29:{Object}";

    public TimeSpan? LastRetryAfter { get; private set; }

    /// <summary>Claims of a token as Teams sends them.</summary>
    public JsonObject Claims()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return new() { ["iss"] = "https://api.botframework.com", ["aud"] = TeamsDouble.App, ["nbf"] = now - 10, ["exp"] = now + 3600, ["serviceurl"] = world.ServiceUrl };
    }

    public string Token(Action<JsonObject>? change = null)
    {
        var claims = Claims();
        change?.Invoke(claims);
        return world.Key.Sign(claims);
    }

    /// <summary>An activity as Teams sends it.</summary>
    public JsonObject Activity(string type = "message", string? text = "tere", string? id = null) => new()
    {
        ["type"] = type, ["id"] = id ?? $"m{Interlocked.Increment(ref number)}", ["timestamp"] = "2026-11-21T23:41:43.144Z", ["channelId"] = "msteams", ["serviceUrl"] = world.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = Account, ["name"] = "Mari Näide", ["aadObjectId"] = Object },
        ["recipient"] = new JsonObject { ["id"] = $"28:{TeamsDouble.App}", ["name"] = "Abiline" },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = "personal", ["tenantId"] = TeamsDouble.Tenant },
        ["locale"] = locale, ["text"] = text, ["textFormat"] = "plain", ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsDouble.Tenant } },
    };

    /// <summary>The app is installed or removed: one of the two events that tell of it.</summary>
    public JsonObject Installation(string action)
    {
        var activity = Activity("installationUpdate", null);
        activity["action"] = action;
        return activity;
    }

    /// <summary>A card's button, with what the card put into it.</summary>
    public JsonObject Execute(JsonNode data)
    {
        var activity = Activity("invoke", null);
        activity["name"] = "adaptiveCard/action";
        activity["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "press", ["data"] = data.DeepClone() } };
        return activity;
    }

    public Task<(HttpStatusCode Status, string Body)> Post(JsonNode activity, string? token = null) => Post(activity.ToJsonString(), token ?? Token());

    public async Task<(HttpStatusCode Status, string Body)> Post(string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is { Length: > 0 })
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Send(request);
    }

    public async Task<(HttpStatusCode Status, string Body)> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        LastRetryAfter = response.Headers.RetryAfter?.Delta;
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => http.Dispose();
}
