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
            return new JsonObject { ["activities"] = new JsonArray([.. gathered]) }.ToJsonString();
        }
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
