using System.Text.Json.Nodes;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// What callers who want their replies in the answer itself wait for (<c>deliveryMode: expectReplies</c>): while one waits, what is said in its chat goes there and not to the Connector.
/// </summary>
internal sealed class Replies
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<Caller>> waiting = [];

    /// <summary>From now on what is said in the chat is gathered; of several callers the first one gets it.</summary>
    /// <param name="unique">What its call is known by on disk; <see langword="null"/>: it does not go there.</param>
    public Caller Begin(string conversation, string? unique)
    {
        var caller = new Caller(unique);
        lock (gate)
        {
            if (!waiting.TryGetValue(conversation, out var callers))
                waiting[conversation] = callers = new();
            callers.Enqueue(caller);
        }
        return caller;
    }

    /// <summary>The caller is answered with what was gathered; what is said later goes the usual way.</summary>
    public async ValueTask<string> End(string conversation, Caller caller)
    {
        lock (gate)
        {
            var left = waiting[conversation].Where(other => other != caller).ToArray();
            if (left.Length == 0)
                waiting.Remove(conversation);
            else
                waiting[conversation] = new(left);
            if (caller.UnderWay == 0)
                caller.Settled.TrySetResult();
        }
        await caller.Settled.Task;
        return Body(caller.Gathered);
    }

    /// <summary>An answer once given, and what was said since: nothing twice, for what nobody was sure of is said again word for word.</summary>
    /// <param name="answer"><see langword="null"/>: none was.</param>
    public static string Added(string? answer, IReadOnlyCollection<JsonObject> said)
    {
        var given = Given(answer) ?? [];
        return Body([.. given.Select(one => one!.DeepClone()), .. said.Where(one => !given.Any(known => JsonNode.DeepEquals(known, one))).Select(one => one.DeepClone())]);
    }

    /// <summary>As <see cref="Added"/>, of what is kept beside a call: a press that came as an invoke once was answered in another way, and that answer stays.</summary>
    public static string Grown(string? answer, IReadOnlyCollection<JsonObject> said) => answer is not null && Given(answer) is null ? answer : Added(answer, said);

    private static JsonArray? Given(string? answer) => answer is null ? null : (JsonNode.Parse(answer) as JsonObject)?["activities"] as JsonArray;

    private static string Body(IEnumerable<JsonNode> activities) => new JsonObject { ["activities"] = new JsonArray([.. activities]) }.ToJsonString();

    /// <summary>Whether a caller waits.</summary>
    public bool IsAwaited(string conversation)
    {
        lock (gate)
            return waiting.ContainsKey(conversation);
    }

    /// <summary>Something is to be said that nobody keeps.</summary>
    /// <param name="activities">Made only when a caller waits.</param>
    /// <returns>True: a caller gets it.</returns>
    public bool TryGive(string conversation, Func<IEnumerable<JsonObject>> activities)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(conversation, out var callers))
                return false;
            callers.Peek().Gathered.AddRange(activities());
            return true;
        }
    }

    /// <summary>As <see cref="TryGive"/>, for what is on disk beside the call before it counts as said.</summary>
    /// <param name="keep">Puts it there, by what the call is known by; false: the disk refuses.</param>
    /// <returns>False: it is to be said later; <see langword="null"/>: no caller waits.</returns>
    public async ValueTask<bool?> Give(string conversation, Func<IEnumerable<JsonObject>> activities, Func<string, IReadOnlyCollection<JsonObject>, ValueTask<bool>> keep)
    {
        Caller caller;
        lock (gate)
        {
            if (!waiting.TryGetValue(conversation, out var callers))
                return null;
            caller = callers.Peek();
            caller.UnderWay++;
        }
        var isKept = false;
        JsonObject[] said = [];
        try
        {
            said = [.. activities()];
            isKept = caller.Unique is not { } unique || await keep(unique, said);
        }
        finally
        {
            lock (gate)
            {
                if (isKept)
                    caller.Gathered.AddRange(said);
                // Its call may be over meanwhile: then it waits for nothing but this.
                if (--caller.UnderWay == 0 && !(waiting.TryGetValue(conversation, out var callers) && callers.Contains(caller)))
                    caller.Settled.TrySetResult();
            }
        }
        return isKept;
    }

    /// <summary>One call. Guarded by the gate.</summary>
    internal sealed class Caller(string? unique)
    {
        public string? Unique { get; } = unique;
        public List<JsonObject> Gathered { get; } = [];

        /// <summary>Messages being kept for it.</summary>
        public int UnderWay { get; set; }

        /// <summary>Nothing more comes to it.</summary>
        public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
