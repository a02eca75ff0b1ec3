namespace Assistant.Channels.WebChat;

/// <summary>Keeps the number of open streams bounded.</summary>
internal sealed class Streams(WebChatOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Slot>> byConversation = [];
    private int open;

    /// <returns><see langword="null"/> when the house is full. A conversation that has all its streams gives up its oldest: most likely a dead connection.</returns>
    public Slot? Open(string conversation)
    {
        Slot? oldest = null;
        var slot = new Slot(this, conversation);
        lock (gate)
        {
            if (open >= options.MaxStreams) return null;
            if (!byConversation.TryGetValue(conversation, out var slots)) byConversation[conversation] = slots = [];
            if (slots.Count >= options.MaxStreamsPerConversation) oldest = slots[0];
            slots.Add(slot);
            open++;
        }
        oldest?.GiveUp();
        return slot;
    }

    private void Close(Slot slot)
    {
        lock (gate)
        {
            if (!byConversation.TryGetValue(slot.Conversation, out var slots) || !slots.Remove(slot)) return;
            if (slots.Count == 0) byConversation.Remove(slot.Conversation);
            open--;
        }
    }

    /// <summary>The right to one stream; dispose it to give it back.</summary>
    public sealed class Slot(Streams streams, string conversation) : IDisposable
    {
        private readonly CancellationTokenSource givenUp = new();

        public string Conversation => conversation;

        /// <summary>Cancelled when a newer stream takes this one's place.</summary>
        public CancellationToken GivenUp => givenUp.Token;

        internal void GiveUp() => givenUp.Cancel();

        public void Dispose() => streams.Close(this);
    }
}
