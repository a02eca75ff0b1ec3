using Assistant.Protocol;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// Presses whose card still waits on the person's screen. The first message that follows in the chat decides: the card is replaced by the choice,
/// or, when that message only says in passing that the question is over, its words stand below the card and it is not sent.
/// </summary>
internal sealed class Presses
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Pending>> waiting = [];

    /// <summary>A press is about to be handed in.</summary>
    public Pending Begin(string conversation)
    {
        var pending = new Pending();
        lock (gate)
        {
            if (!waiting.TryGetValue(conversation, out var list))
                waiting[conversation] = list = [];
            list.Add(pending);
        }
        return pending;
    }

    /// <summary>Nobody waits for it any more.</summary>
    public void End(string conversation, Pending pending)
    {
        pending.TryDecide(null);
        pending.IsOver.TrySetResult();
        lock (gate)
            if (waiting.TryGetValue(conversation, out var list) && list.Remove(pending) && list.Count == 0)
                waiting.Remove(conversation);
    }

    /// <summary>A message is about to be sent: it decides about every press that waits in this chat.</summary>
    /// <returns>True: it was shown in passing and is not to be sent; the answer that shows it is on disk.</returns>
    public async ValueTask<bool> Decide(string conversation, Message message)
    {
        List<Pending>? decided;
        lock (gate)
            if (!waiting.Remove(conversation, out decided))
                return false;
        var shown = decided.FindAll(pending => pending.TryDecide(message.IsPassing ? message.Text : null) && message.IsPassing);
        foreach (var pending in shown)
            await pending.IsOver.Task;
        return shown.Count > 0;
    }

    /// <summary>One press.</summary>
    internal sealed class Pending
    {
        private readonly TaskCompletionSource<string?> decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Words in passing; <see langword="null"/>: the choice stands.</summary>
        public Task<string?> Decision => decision.Task;

        /// <summary>Its answer is kept, or will never be.</summary>
        public TaskCompletionSource IsOver { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool TryDecide(string? words) => decision.TrySetResult(words);
    }
}
