using System.Collections.Concurrent;
using Assistant.Host.Control;
using Assistant.Records;
using Assistant.Records.Messages;

namespace Assistant.Host.Turns;

/// <summary>One queue per conversation: turns of one conversation run one after the other, conversations run side by side.</summary>
public sealed class Mailboxes(TurnRunner turns) : ITurnWatch
{
    private readonly ConcurrentDictionary<ConversationId, Mailbox> boxes = new();
    private int running;
    private volatile TaskCompletionSource? drained;

    /// <summary>Turns queued or under way.</summary>
    public int Running => Volatile.Read(ref running);

    /// <inheritdoc/>
    public bool IsQuiet => Running == 0;

    /// <summary>Queues one stored message; its turn follows as soon as those before it are done.</summary>
    public void Post(InboxItem item)
    {
        Interlocked.Increment(ref running);
        while (true)
        {
            var box = boxes.GetOrAdd(item.Conversation, static _ => new());
            lock (box.Gate)
            {
                if (box.IsGone)
                    continue;
                box.Waiting.Enqueue(item);
                if (box.IsBusy)
                    return;
                box.IsBusy = true;
            }
            ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Self.Work(work.Conversation, work.Box), (Self: this, item.Conversation, Box: box), preferLocal: false);
            return;
        }
    }

    /// <summary>Waits until nothing is queued. What is left when <paramref name="cancellationToken"/> ends the wait is taken up at the next start.</summary>
    public async Task Drain(CancellationToken cancellationToken)
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        drained = all;
        if (Running == 0)
            return;
        await all.Task.WaitAsync(cancellationToken);
    }

    private async Task Work(ConversationId conversation, Mailbox box)
    {
        while (true)
        {
            InboxItem item;
            lock (box.Gate)
            {
                if (box.Waiting.Count == 0)
                {
                    box.IsBusy = false;
                    box.IsGone = true;
                    boxes.TryRemove(conversation, out _);
                    return;
                }
                item = box.Waiting.Dequeue();
            }
            await turns.Run(item);
            if (Interlocked.Decrement(ref running) == 0)
                drained?.TrySetResult();
        }
    }

    private sealed class Mailbox
    {
        public Lock Gate { get; } = new();
        public Queue<InboxItem> Waiting { get; } = new();
        public bool IsBusy { get; set; }
        public bool IsGone { get; set; }
    }
}
