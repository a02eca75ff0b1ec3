using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Assistant.Channels.Teams.Inbound;

/// <param name="Key"><see langword="null"/>: there is no such key.</param>
/// <param name="IsDoubtful">There may be one, but the vendor cannot be asked just now.</param>
internal readonly record struct KeyAnswer(JsonWebKey? Key, bool IsDoubtful);

/// <summary>
/// The keys of one issuer. An unknown one is looked for at once and waited for, so that a change of keys loses no message; but at most once a
/// minute, and once for all who ask, so that nobody can make us ask. What is known stays good while the vendor is down.
/// </summary>
internal sealed partial class SigningKeys(string name, Uri metadata, TeamsHttp http, IKeyShelf shelf, TimeProvider time, ILogger<SigningKeys> log)
{
    /// <summary>Least time between two looks.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Keys older than this are looked up anew, while the old ones serve.</summary>
    private static readonly TimeSpan fresh = TimeSpan.FromHours(24);

    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(10);

    private const int maxDocument = 512 * 1024; // bytes

    private readonly Lock gate = new();
    private FrozenDictionary<string, JsonWebKey>? keys;
    private bool isShelfRead;
    private Task? look;
    private long? lookedAt;
    private long? foundAt;
    private bool hasFailed;

    /// <summary>Whether any key is known.</summary>
    public bool HasKeys
    {
        get { lock (gate) return Known() is not null; }
    }

    /// <summary>The last look came to nothing.</summary>
    public bool HasFailed
    {
        get { lock (gate) return hasFailed; }
    }

    /// <summary>Looks the keys up before the first message needs them.</summary>
    public Task Warm() => Look();

    /// <summary>The key of that id.</summary>
    public async ValueTask<KeyAnswer> Find(string id, CancellationToken cancellationToken)
    {
        if (Get(id, out var isOld) is { } known)
        {
            if (isOld)
                _ = Look();
            return new(known, false);
        }
        await Look().WaitAsync(cancellationToken);
        lock (gate)
            return new(keys?.GetValueOrDefault(id), hasFailed);
    }

    private JsonWebKey? Get(string id, out bool isOld)
    {
        lock (gate)
        {
            isOld = foundAt is not { } at || time.GetElapsedTime(at) > fresh;
            return Known()?.GetValueOrDefault(id);
        }
    }

    private FrozenDictionary<string, JsonWebKey>? Known()
    {
        if (!isShelfRead)
        {
            isShelfRead = true;
            keys ??= FromShelf();
        }
        return keys;
    }

    /// <summary>One look for everybody; none when the last one was a moment ago.</summary>
    private Task Look()
    {
        lock (gate)
        {
            if (look is { IsCompleted: false })
                return look;
            if (lookedAt is { } at && time.GetElapsedTime(at) < Pause)
                return Task.CompletedTask;
            lookedAt = time.GetTimestamp();
            return look = Fetch();
        }
    }

    private async Task Fetch()
    {
        // Not under the caller's lock.
        await Task.Yield();
        try
        {
            using var over = new CancellationTokenSource(timeout, time);
            var found = await Document(metadata, over.Token);
            var address = Text(found, "jwks_uri") is { } text && Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && uri.Scheme == metadata.Scheme && uri.Host == metadata.Host && uri.Port == metadata.Port ? uri : throw new InvalidDataException("jwks_uri");
            var set = await Document(address, over.Token);
            var read = Parse(set) is { Count: > 0 } some ? some : throw new InvalidDataException("no keys");
            lock (gate)
            {
                (keys, isShelfRead, hasFailed, foundAt) = (read, true, false, time.GetTimestamp());
            }
            shelf.Write(name, System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["metadata"] = metadata.AbsoluteUri, ["keys"] = set }.ToJsonString()));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or JsonException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            lock (gate)
                hasFailed = true;
            NotFetched(log, name, fault.GetType().Name, HasKeys);
        }
    }

    private async ValueTask<JsonObject> Document(Uri address, CancellationToken cancellationToken)
    {
        using var response = await http.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        var bytes = await AnswerBytes.Read(response, maxDocument, cancellationToken) ?? throw new InvalidDataException("too large");
        return JsonNode.Parse(bytes.Span) as JsonObject ?? throw new InvalidDataException("not an object");
    }

    private FrozenDictionary<string, JsonWebKey>? FromShelf()
    {
        if (shelf.Read(name) is not { } content)
            return null;
        try
        {
            return JsonNode.Parse(content) is JsonObject kept && Text(kept, "metadata") == metadata.AbsoluteUri && kept["keys"] is JsonObject set && Parse(set) is { Count: > 0 } read ? read : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            // As good as none.
            return null;
        }
    }

    private static FrozenDictionary<string, JsonWebKey> Parse(JsonObject set) =>
        JsonWebKeySet.Create(set.ToJsonString()).Keys
            .Where(key => key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, KeyId.Length: > 0, N.Length: > 0 } && key.Use is null or "sig")
            .DistinctBy(key => key.KeyId).ToFrozenDictionary(key => key.KeyId, StringComparer.Ordinal);

    private static string? Text(JsonObject of, string field) => of[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [LoggerMessage(3301, LogLevel.Warning, "The keys of {Name} could not be looked up ({Fault}); known from before: {HasKeys}")]
    private static partial void NotFetched(ILogger log, string name, string fault, bool hasKeys);
}
