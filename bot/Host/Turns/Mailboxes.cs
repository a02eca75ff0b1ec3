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
    public void Post(InboxItem item) => Hold(item).Post();

    /// <summary>Whether no message of the conversation waits or is being answered.</summary>
    public bool IsFree(ConversationId conversation) => !boxes.ContainsKey(conversation);

    /// <summary>Keeps a place for a message that is being stored. Its turn, and those behind it, wait until it is posted or dropped: one of the two must follow.</summary>
    public Place Hold(InboxItem item)
    {
        Interlocked.Increment(ref running);
        while (true)
        {
            var box = boxes.GetOrAdd(item.Conversation, static _ => new());
            lock (box.Gate)
            {
                if (box.IsGone)
                    continue;
                var place = new Place(this, box, item, isNext: !box.IsBusy && box.Waiting.Count == 0);
                box.Waiting.Enqueue(place);
                return place;
            }
        }
    }

    private void Decide(Place place, bool isStored)
    {
        var (box, over, begins) = (place.Box, 0, false);
        lock (box.Gate)
        {
            place.IsStored = isStored;
            if (box.IsBusy)
                return;
            for (; box.Waiting.TryPeek(out var first) && first.IsStored == false; over++)
                box.Waiting.Dequeue();
            if (box.Waiting.Count == 0)
                Remove(place.Item.Conversation, box);
            else
                box.IsBusy = begins = box.Waiting.Peek().IsStored == true;
        }
        Leave(over);
        if (begins)
            ThreadPool.UnsafeQueueUserWorkItem(static place => _ = place.Home.Work(place.Item.Conversation, place.Box), place, preferLocal: false);
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
            Place place;
            lock (box.Gate)
            {
                if (box.Waiting.Count == 0)
                {
                    box.IsBusy = false;
                    Remove(conversation, box);
                    return;
                }
                if (box.Waiting.Peek().IsStored is null)
                {
                    box.IsBusy = false;
                    return;
                }
                place = box.Waiting.Dequeue();
            }
            if (place.IsStored == true)
                await turns.Run(place.Item);
            Leave(1);
        }
    }

    /// <summary>Under the box's gate.</summary>
    private void Remove(ConversationId conversation, Mailbox box)
    {
        box.IsGone = true;
        boxes.TryRemove(conversation, out _);
    }

    private void Leave(int turns)
    {
        if (turns > 0 && Interlocked.Add(ref running, -turns) == 0)
            drained?.TrySetResult();
    }

    /// <summary>A message's place in its conversation's queue.</summary>
    public sealed class Place
    {
        internal Place(Mailboxes home, Mailbox box, InboxItem item, bool isNext) => (Home, Box, Item, IsNext) = (home, box, item, isNext);

        /// <summary>No message of the conversation was before this one, and none comes to its turn until this one is posted or dropped.</summary>
        public bool IsNext { get; }

        internal Mailboxes Home { get; }
        internal Mailbox Box { get; }
        internal InboxItem Item { get; }
        /// <summary><see langword="null"/>: not known yet. Guarded by the box.</summary>
        internal bool? IsStored { get; set; }

        /// <summary>The message is stored: its turn may begin.</summary>
        public void Post() => Home.Decide(this, isStored: true);

        /// <summary>No turn follows: the message could not be stored, or its turn is over.</summary>
        public void Drop() => Home.Decide(this, isStored: false);
    }

    internal sealed class Mailbox
    {
        public Lock Gate { get; } = new();
        public Queue<Place> Waiting { get; } = new();
        public bool IsBusy { get; set; }
        public bool IsGone { get; set; }
    }
}
