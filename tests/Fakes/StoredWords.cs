using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Protocol;
using Assistant.Storage;

namespace Assistant.Tests.Fakes;

/// <summary>Opens a data folder that a process left behind, and reads what people wrote on the chat page.</summary>
public static class StoredWords
{
    private const int all = 100_000;

    /// <param name="conversations">The page's conversation ids.</param>
    public static async Task<HashSet<string>> Of(string folder, IEnumerable<string> conversations)
    {
        var clock = new TimeProviderClock(TimeProvider.System);
        using var storage = SqliteStorage.Open(new() { Folder = folder, Clock = clock, Ids = new RandomIds(clock), IsProduction = false });
        var log = await storage.Store.Read(unit => conversations
            .Select(external => storage.Conversations.Find(unit, "webchat", external))
            .Where(conversation => conversation is not null)
            .SelectMany(conversation => storage.Outbox.Log(unit, conversation!.Id, 0, all))
            .ToArray(), CancellationToken.None);
        return [.. log.Where(entry => entry is { IsIncoming: true, Body: not null })
            .Select(entry => JsonSerializer.Deserialize(entry.Body!, WireJson.Default.Activity)!.Text ?? "")];
    }
}
