using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assistant.Knowledge;

namespace Assistant.Dialogs.Engine;

/// <summary>A conversation as small JSON without type names. Fields of another release are ignored or left at their defaults.</summary>
public static class ConversationJson
{
    /// <summary>Never empty, except for a chat that has not begun.</summary>
    public static string Write(Conversation conversation) => conversation == Conversation.New ? "" : JsonSerializer.Serialize(
        new StoredConversation(conversation.Serial, conversation.LastService, Store(conversation.Current), conversation.Paused.IsEmpty ? null : [.. conversation.Paused.Select(paused => Store(paused)!)], conversation.Heard?.Code(),
            conversation.Answering is { } answering ? new(answering.To, answering.Since, answering.Words) : null, conversation.Gate, conversation.Unheard, conversation.IsGateAsked),
        ConversationContext.Default.StoredConversation);

    /// <returns><see cref="Conversation.New"/> for empty or unreadable text: nobody is ever locked out by what an older release kept.</returns>
    public static Conversation Read(string json)
    {
        if (json.Length == 0)
            return Conversation.New;
        try
        {
            if (JsonSerializer.Deserialize(json, ConversationContext.Default.StoredConversation) is not { } stored)
                return Conversation.New;
            return new(Load(stored.C), stored.S, stored.L)
            {
                Paused = [.. (stored.P ?? []).Select(Load).OfType<InterviewState>()],
                Heard = Langs.Parse(stored.H),
                Answering = stored.R is { } answering ? new(answering.T, answering.S, answering.W) : null,
                Gate = stored.T,
                Unheard = stored.U,
                IsGateAsked = stored.Q,
            };
        }
        catch (JsonException)
        {
            return Conversation.New;
        }
    }

    private static StoredInterview? Store(InterviewState? state) =>
        state is null ? null : new(state.Dialog, new(state.Given), state.Asked, state.Serial, state.Misses);

    private static InterviewState? Load(StoredInterview? stored) => stored is { D: { } dialog }
        ? new(dialog, (stored.G ?? []).Where(pair => pair.Value is not null).ToImmutableDictionary(), stored.A, stored.N, stored.M)
        : null;
}

/// <param name="S">Serial.</param>
/// <param name="L">Last service.</param>
/// <param name="C">Current interview.</param>
/// <param name="P">Paused interviews.</param>
/// <param name="H">Language heard.</param>
/// <param name="T">Threshold.</param>
/// <param name="U">Unheard words.</param>
/// <param name="Q">The threshold's question was asked.</param>
/// <param name="R">Whom a coordinator answers.</param>
internal sealed record StoredConversation(int S, string? L, StoredInterview? C, StoredInterview[]? P, string? H = null, StoredAnswering? R = null, string? T = null, string? U = null, bool Q = false);

/// <param name="T">The talk.</param>
/// <param name="S">Since which line.</param>
/// <param name="W">Words that wait.</param>
internal sealed record StoredAnswering(string? T, long S, string? W);

/// <param name="D">Dialogue.</param>
/// <param name="G">Given answers.</param>
/// <param name="A">Asked question.</param>
/// <param name="N">Serial of the asking.</param>
/// <param name="M">Misses.</param>
internal sealed record StoredInterview(string? D, Dictionary<string, string>? G, string? A, int N, int M);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredConversation))]
internal sealed partial class ConversationContext : JsonSerializerContext;
