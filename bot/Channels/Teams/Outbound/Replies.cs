using System.Text.Json.Nodes;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// What callers who want their replies in the answer itself wait for (<c>deliveryMode: expectReplies</c>): while one waits, what is said in its chat goes there and not to the Connector.
/// </summary>
internal sealed class Replies
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<List<JsonObject>>> waiting = [];

    /// <summary>From now on what is said in the chat is gathered; of several callers the first one gets it.</summary>
    public List<JsonObject> Begin(string conversation)
    {
        List<JsonObject> gathered = [];
        lock (gate)
        {
            if (!waiting.TryGetValue(conversation, out var callers))
                waiting[conversation] = callers = new();
            callers.Enqueue(gathered);
        }
        return gathered;
    }

    /// <summary>The caller is answered with what was gathered; what is said later goes the usual way.</summary>
    public string End(string conversation, List<JsonObject> gathered)
    {
        lock (gate)
        {
            var left = waiting[conversation].Where(other => other != gathered).ToArray();
            if (left.Length == 0)
                waiting.Remove(conversation);
            else
                waiting[conversation] = new(left);
            return Body(gathered);
        }
    }

    /// <summary>An answer once given, and what was said since: nothing twice, for what nobody was sure of is said again word for word.</summary>
    public static string Added(string answer, IEnumerable<JsonObject> gathered)
    {
        var given = JsonNode.Parse(answer)!["activities"]!.AsArray();
        return Body([.. given.Select(one => one!.DeepClone()), .. gathered.Where(one => !given.Any(known => JsonNode.DeepEquals(known, one))).Select(one => one.DeepClone())]);
    }

    private static string Body(IEnumerable<JsonNode> activities) => new JsonObject { ["activities"] = new JsonArray([.. activities]) }.ToJsonString();

    /// <summary>Whether a caller waits.</summary>
    public bool IsAwaited(string conversation)
    {
        lock (gate)
            return waiting.ContainsKey(conversation);
    }

    /// <summary>Something is to be said.</summary>
    /// <param name="activities">Made only when a caller waits.</param>
    /// <returns>True: a caller gets it.</returns>
    public bool TryGive(string conversation, Func<IEnumerable<JsonObject>> activities)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(conversation, out var callers))
                return false;
            callers.Peek().AddRange(activities());
            return true;
        }
    }
}
