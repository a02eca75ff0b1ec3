using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Assistant.Protocol;

namespace Assistant.Channels;

/// <summary>Why a reader of a conversation's log woke up.</summary>
[Flags]
public enum Wake
{
    /// <summary>Nothing happened until the time was over.</summary>
    None = 0,
    /// <summary>The log has grown: read on from your watermark.</summary>
    Log = 1,
    /// <summary>An answer is on its way.</summary>
    Typing = 2,
    /// <summary>There is a message that is in no log: see <see cref="LogSignal.Subscription.TakeUnstored"/>.</summary>
    Unstored = 4,
}

/// <summary>
/// Wakes the readers of pulled conversations (the page's streams, the terminal). It carries no message: whoever wakes reads the log, so a signal
/// that is lost or comes twice does no harm. The one exception is a message that could not be stored and must be shown all the same: the
/// helpline, when the disk is full.
/// </summary>
public sealed class LogSignal(TimeProvider time)
{
    private readonly TimeProvider clock = time;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Channel, string Conversation), ImmutableArray<Subscription>> readers = [];
    private readonly Dictionary<(string Channel, string Conversation), Message> unread = [];

    /// <summary>Most conversations an unstored message waits for while nobody reads them.</summary>
    private const int MaxUnread = 1_000;

    /// <summary>Hears everything from now on: subscribe first, then read the log, and nothing falls between.</summary>
    public Subscription Subscribe(string channel, string conversation)
    {
        var subscription = new Subscription(this, (channel, conversation));
        lock (gate)
        {
            readers[subscription.Key] = Of(subscription.Key).Add(subscription);
            if (unread.Remove(subscription.Key, out var message)) subscription.Show(message);
        }
        return subscription;
    }

    /// <summary>Shows a message that is in no log to everybody who reads this conversation, or to the next who does.</summary>
    public void Show(string channel, string conversation, Message message)
    {
        lock (gate)
        {
            var now = Of((channel, conversation));
            if (now.IsEmpty && (unread.Count < MaxUnread || unread.ContainsKey((channel, conversation)))) unread[(channel, conversation)] = message;
            foreach (var subscription in now) subscription.Show(message);
        }
    }

    /// <summary>Wakes everybody who reads this conversation. Never blocks.</summary>
    public void Notify(string channel, string conversation, Wake why = Wake.Log)
    {
        ImmutableArray<Subscription> now;
        lock (gate) now = Of((channel, conversation));
        foreach (var subscription in now) subscription.Tell(why);
    }

    /// <summary>How many read this conversation just now.</summary>
    public int Readers(string channel, string conversation)
    {
        lock (gate) return Of((channel, conversation)).Length;
    }

    private ImmutableArray<Subscription> Of((string, string) key) => readers.GetValueOrDefault(key, []);

    private void Leave(Subscription subscription)
    {
        lock (gate)
        {
            var left = Of(subscription.Key).Remove(subscription);
            if (left.IsEmpty) readers.Remove(subscription.Key);
            else readers[subscription.Key] = left;
        }
    }

    /// <summary>One reader; dispose it to leave. <see cref="Next"/> is for one caller at a time.</summary>
    public sealed class Subscription : IDisposable
    {
        private readonly LogSignal signal;
        private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private readonly ConcurrentQueue<Message> unstored = new();
        private int pending;

        internal Subscription(LogSignal signal, (string Channel, string Conversation) key) => (this.signal, Key) = (signal, key);

        internal (string Channel, string Conversation) Key { get; }

        internal void Show(Message message)
        {
            unstored.Enqueue(message);
            Tell(Wake.Unstored);
        }

        /// <returns>Messages to show that no log has; each once.</returns>
        public IEnumerable<Message> TakeUnstored()
        {
            while (unstored.TryDequeue(out var message)) yield return message;
        }

        internal void Tell(Wake why)
        {
            Interlocked.Or(ref pending, (int)why);
            bell.Writer.TryWrite(true);
        }

        /// <returns>Everything told since the last call, or <see cref="Wake.None"/> after <paramref name="wait"/>.</returns>
        /// <exception cref="OperationCanceledException">Cancelled.</exception>
        public async ValueTask<Wake> Next(TimeSpan wait, CancellationToken cancellationToken)
        {
            // Who tells marks first and rings after: a reader may take the mark before its own bell rings, and then that ring says nothing new.
            while (await Rung(wait, cancellationToken))
                if (Interlocked.Exchange(ref pending, 0) is not 0 and var why)
                    return (Wake)why;
            return (Wake)Interlocked.Exchange(ref pending, 0);
        }

        private async ValueTask<bool> Rung(TimeSpan wait, CancellationToken cancellationToken)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var heard = bell.Reader.WaitToReadAsync(over.Token).AsTask();
            // WhenAny rather than a cancelled read: a quiet conversation should not cost an exception every few seconds.
            if (!heard.IsCompleted) await Task.WhenAny(heard, Task.Delay(wait, signal.clock, over.Token));
            cancellationToken.ThrowIfCancellationRequested();
            await over.CancelAsync();
            return bell.Reader.TryRead(out _);
        }

        /// <inheritdoc/>
        public void Dispose() => signal.Leave(this);
    }
}
