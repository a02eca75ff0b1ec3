namespace Assistant.Channels.Telegram.Receiving;

/// <summary>One at a time for each chat: Telegram's webhook delivers a message and a press of the same person side by side.</summary>
internal sealed class Gates
{
    private readonly Dictionary<long, Entry> entries = [];

    /// <summary>Waits for the chat's turn; dispose the answer to let the next one in.</summary>
    public async ValueTask<IDisposable> Enter(long chat, CancellationToken cancellationToken)
    {
        Entry entry;
        lock (entries)
        {
            if (!entries.TryGetValue(chat, out entry!))
                entries[chat] = entry = new();
            entry.Users++;
        }
        try
        {
            await entry.Turn.WaitAsync(cancellationToken);
            return new Leave(this, chat, entry);
        }
        catch
        {
            Left(chat, entry);
            throw;
        }
    }

    private void Left(long chat, Entry entry)
    {
        lock (entries)
            if (--entry.Users == 0)
            {
                entries.Remove(chat);
                entry.Turn.Dispose();
            }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);
        public int Users { get; set; }
    }

    private sealed class Leave(Gates gates, long chat, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Turn.Release();
            gates.Left(chat, entry);
        }
    }
}
