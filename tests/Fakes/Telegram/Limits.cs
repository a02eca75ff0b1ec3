namespace Assistant.Fakes.Telegram;

/// <summary>Flood control: a bucket for each private chat, a minute's window for each group, a second's window for all.</summary>
internal sealed class Limits(DoubleOptions options)
{
    private static readonly TimeSpan second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);
    private readonly Queue<TimeSpan> all = new();
    private readonly Dictionary<long, (double Tokens, TimeSpan At)> chats = [];
    private readonly Dictionary<long, Queue<TimeSpan>> groups = [];
    private readonly Dictionary<long, TimeSpan> coolDown = [];

    /// <summary>Counts one message, or refuses it. Called under the double's lock.</summary>
    public void Take(long chat, TimeSpan now)
    {
        if (!options.HasLimits)
            return;
        if (options.Escalates && coolDown.TryGetValue(chat, out var until) && now < until)
            throw Refuse(chat, now, until - now + second);
        while (all.TryPeek(out var first) && now - first >= second)
            all.Dequeue();
        if (all.Count >= options.PerSecond)
            throw Refuse(chat, now, second - (now - all.Peek()));
        if (chat < 0)
        {
            if (!groups.TryGetValue(chat, out var recent))
                groups[chat] = recent = new();
            while (recent.TryPeek(out var first) && now - first >= minute)
                recent.Dequeue();
            if (recent.Count >= options.GroupPerMinute)
                throw Refuse(chat, now, minute - (now - recent.Peek()));
            recent.Enqueue(now);
        }
        else
        {
            var (tokens, at) = chats.GetValueOrDefault(chat, (options.ChatBurst, now));
            tokens = Math.Min(options.ChatBurst, tokens + (now - at).TotalSeconds * options.ChatPerSecond);
            if (tokens < 1)
            {
                chats[chat] = (tokens, now);
                throw Refuse(chat, now, TimeSpan.FromSeconds((1 - tokens) / options.ChatPerSecond));
            }
            chats[chat] = (tokens - 1, now);
        }
        all.Enqueue(now);
    }

    private ApiException Refuse(long chat, TimeSpan now, TimeSpan wait)
    {
        coolDown[chat] = now + wait;
        return ApiException.TooMany(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
    }
}
