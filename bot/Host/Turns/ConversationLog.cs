using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Host.People;
using Assistant.Protocol;
using Assistant.Records.Messages;

namespace Assistant.Host.Turns;

/// <summary>What pulled channels show: inbox and outbox of one conversation as one log.</summary>
public sealed class ConversationLog(Memory memory, Veils veils) : IConversationLog
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LoggedActivity>> After(string channel, string conversation, long watermark, int limit, CancellationToken cancellationToken) =>
        memory.Store.Read<IReadOnlyList<LoggedActivity>>(unit => memory.Conversations.Look(unit, channel, conversation) is not { } known
            ? []
            : [.. memory.Outbox.Log(unit, known.Id, Math.Max(watermark, veils.UpTo(unit, channel, known.Id)), limit, veils.Since(unit, channel, known.Id, known.Used)).Select(Read)], cancellationToken);

    private static LoggedActivity Read(LogEntry entry) => new(
        entry.Sequence,
        entry is { IsIncoming: true, Body: { } activity } ? JsonSerializer.Deserialize(activity, WireJson.Default.Activity) : null,
        entry is { IsIncoming: false, Body: { } message } ? JsonSerializer.Deserialize(message, WireJson.Default.Message) : null,
        entry.At.ToDateTimeOffset());
}
