namespace Assistant.Channels.Telegram;

/// <summary>How the channel is.</summary>
public enum TelegramPhase
{
    /// <summary>Not in touch yet.</summary>
    Starting,
    /// <summary>Updates come in.</summary>
    Running,
    /// <summary>Telegram cannot be reached just now; we go on trying.</summary>
    Unreachable,
    /// <summary>Another program reads this bot's updates.</summary>
    Conflict,
    /// <summary>The token is wrong; nothing is tried any more.</summary>
    Refused,
    /// <summary>The webhook points somewhere else.</summary>
    Moved,
}

/// <summary>What health and <c>doctor</c> see of the channel. Thread-safe.</summary>
public sealed class TelegramState(TimeProvider time)
{
    private long lastSuccess = time.GetTimestamp();
    private volatile string? lastError;
    private volatile string? username;
    private int phase;

    /// <summary>How it is.</summary>
    public TelegramPhase Phase => (TelegramPhase)Volatile.Read(ref phase);

    /// <summary>The vendor's words about the last fault; <see langword="null"/>: none since the last success.</summary>
    public string? LastError => lastError;

    /// <summary>The bot's name without @; <see langword="null"/> until the first contact.</summary>
    public string? Username { get => username; internal set => username = value; }

    /// <summary>Since updates last came in, or could have.</summary>
    public TimeSpan Quiet => time.GetElapsedTime(Interlocked.Read(ref lastSuccess));

    /// <summary>Updates that were confirmed without being read, because nobody could.</summary>
    public long Unreadable => Interlocked.Read(ref unreadable);
    private long unreadable;

    internal void Succeeded()
    {
        Interlocked.Exchange(ref lastSuccess, time.GetTimestamp());
        lastError = null;
        Volatile.Write(ref phase, (int)TelegramPhase.Running);
    }

    internal void Failed(TelegramPhase now, string error)
    {
        lastError = error;
        Volatile.Write(ref phase, (int)now);
    }

    internal void CountUnreadable() => Interlocked.Increment(ref unreadable);
}
