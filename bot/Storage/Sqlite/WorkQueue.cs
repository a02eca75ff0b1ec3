namespace Assistant.Storage.Sqlite;

/// <summary>Many callers, one taker: a bounded line in front of the writer.</summary>
internal sealed class WorkQueue(int limit)
{
    private readonly object gate = new();
    private readonly Queue<IWork> line = new();
    private bool isClosed;

    /// <returns>False when the line is full or closed.</returns>
    public bool TryAdd(IWork work)
    {
        lock (gate)
        {
            if (isClosed || line.Count >= limit) return false;
            line.Enqueue(work);
            if (line.Count == 1) Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>Moves what waits into <paramref name="batch"/>, oldest first; waits for the first one.</summary>
    /// <returns>False when the line is closed and empty. With nothing come in time, true and an empty batch.</returns>
    public bool Take(List<IWork> batch, int most, TimeSpan patience)
    {
        lock (gate)
        {
            if (line.Count == 0 && !isClosed) Monitor.Wait(gate, patience);
            while (batch.Count < most && line.TryDequeue(out var work)) batch.Add(work);
            return batch.Count > 0 || !isClosed;
        }
    }

    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }
}
