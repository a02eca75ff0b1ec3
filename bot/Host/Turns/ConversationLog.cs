using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Protocol;

namespace Assistant.Host.Turns;

/// <summary>What pulled channels show: inbox and outbox of one conversation as one log.</summary>
public sealed class ConversationLog(Memory memory) : IConversationLog
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LoggedActivity>> After(string channel, string conversation, long watermark, int limit, CancellationToken cancellationToken) =>
        memory.Store.Read<IReadOnlyList<LoggedActivity>>(unit => memory.Conversations.Find(unit, channel, conversation) is not { } known
            ? []
            : [.. memory.Outbox.Log(unit, known.Id, watermark, limit).Select(entry => new LoggedActivity(
                entry.Sequence,
                entry is { IsIncoming: true, Body: { } activity } ? JsonSerializer.Deserialize(activity, WireJson.Default.Activity) : null,
                entry is { IsIncoming: false, Body: { } message } ? JsonSerializer.Deserialize(message, WireJson.Default.Message) : null,
                entry.At.ToDateTimeOffset()))], cancellationToken);
}
