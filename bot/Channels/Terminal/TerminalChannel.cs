using System.Collections.Concurrent;
using Assistant.Protocol;

namespace Assistant.Channels.Terminal;

/// <summary>The operator's terminal (<c>talk</c>). Its client reads our log over the control socket; sending only wakes it.</summary>
public sealed class TerminalChannel : IChannel, IDisposable
{
    /// <summary>As <see cref="Activity.ChannelId"/>.</summary>
    public const string Name = "terminal";

    /// <summary>Number of a message that is not in the log, since it could not be stored, and must be shown directly.</summary>
    private const long direct = 0;

    /// <summary>A terminal wraps; splitting would only make the log harder to read.</summary>
    private const int maxText = int.MaxValue;

    private readonly ConcurrentDictionary<string, Ear> ears = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Id => Name;

    /// <inheritdoc/>
    public ChannelAbilities Abilities { get; } = new(IsPulled: true, maxText, CanEdit: false, CanType: false, CanSendFiles: false, HasForms: false);

    /// <inheritdoc/>
    public ValueTask<SendResult> Send(ConversationReference to, Message message, long number, CancellationToken cancellationToken)
    {
        var ear = Of(to.Conversation);
        if (number == direct) ear.Unstored.Enqueue(message);
        ear.Wake();
        return new(new SendResult(SendOutcome.Delivered));
    }

    /// <inheritdoc/>
    public ValueTask Typing(ConversationReference to, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Waits until there is something new for the conversation, or until the time is over. May wake for nothing; the log tells.</summary>
    public Task Listen(string conversation, TimeSpan atMost, CancellationToken cancellationToken) => Of(conversation).Wait(atMost, cancellationToken);

    /// <returns>Messages that never reached the log, each once.</returns>
    public IReadOnlyList<Message> TakeUnstored(string conversation)
    {
        var taken = new List<Message>();
        while (Of(conversation).Unstored.TryDequeue(out var message)) taken.Add(message);
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var ear in ears.Values) ear.Dispose();
    }

    private Ear Of(string conversation) => ears.GetOrAdd(conversation, static _ => new());

    // Lives as long as the channel: there are as many as people at the operator's terminal.
    private sealed class Ear : IDisposable
    {
        private readonly SemaphoreSlim signal = new(0, 1);

        public ConcurrentQueue<Message> Unstored { get; } = new();

        public void Wake()
        {
            lock (signal)
                if (signal.CurrentCount == 0) signal.Release();
        }

        public Task Wait(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

        public void Dispose() => signal.Dispose();
    }
}
