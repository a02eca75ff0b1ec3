using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <param name="Queue">Updates of one queue are delivered one after the other; a person's messages and presses are two queues.</param>
/// <param name="Until">Forgotten after this.</param>
internal sealed record QueuedUpdate(long Id, JsonObject Update, long Queue, TimeSpan Until);

/// <summary>What happened and was not confirmed yet. Called under the double's lock.</summary>
internal sealed class UpdateQueue(long first)
{
    private const int beyond = 10;
    private readonly List<QueuedUpdate> waiting = [];
    private long next = first;

    /// <summary>The number the next update gets.</summary>
    public long Next => next;

    public IReadOnlyList<QueuedUpdate> Waiting => waiting;

    public QueuedUpdate Add(JsonObject update, long queue, TimeSpan until)
    {
        var numbered = new JsonObject { ["update_id"] = next };
        foreach (var (name, value) in update)
            numbered[name] = value?.DeepClone();
        var added = new QueuedUpdate(next++, numbered, queue, until);
        waiting.Add(added);
        return added;
    }

    /// <summary>The same update once more, as after a crash of the server.</summary>
    public void Again(QueuedUpdate update) => waiting.Insert(0, update);

    /// <summary>The newest first.</summary>
    public void Reverse() => waiting.Reverse();

    public void Remove(QueuedUpdate update) => waiting.Remove(update);

    public void Forget(TimeSpan now) => waiting.RemoveAll(update => update.Until <= now);

    public void Clear() => waiting.Clear();

    /// <summary>Confirms what is before <paramref name="offset"/>; a negative one forgets all but so many; one far beyond the end counts as none.</summary>
    public void Confirm(long offset)
    {
        if (offset < 0)
            waiting.RemoveRange(0, Math.Max(0, waiting.Count + (int)Math.Max(offset, int.MinValue)));
        else if (offset <= next + beyond)
            waiting.RemoveAll(update => update.Id < offset);
    }
}
