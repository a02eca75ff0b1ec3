using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Microsoft.AspNetCore.Http;

namespace Assistant.Channels.Teams.Inbound;

/// <summary>Answers calls that want the replies in the answer itself: <c>200 {"activities":[...]}</c>, and no call of the Connector meanwhile.</summary>
internal sealed class Expectations(Replies replies, IFollowUps follow, TeamsOptions options, TimeProvider time)
{
    /// <summary><see cref="Activity.DeliveryMode"/> of such a call.</summary>
    public const string Mode = "expectReplies";

    /// <summary>Whether more follows is looked up in these steps.</summary>
    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(20);

    /// <summary>Most answers kept for a call that comes again, since the first answer may have been lost on its way; beyond it the memory starts afresh.</summary>
    private const int mostKept = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> answers = [];

    /// <summary>Hands a call in and waits until all is said to it, but no longer than a caller waits; what comes later goes the usual way.</summary>
    /// <param name="activity">As it came.</param>
    /// <param name="take">Hands it in; what it answers stands unless it says 202.</param>
    public async Task<IResult> Answer(Activity activity, Func<Task<IResult>> take)
    {
        var (conversation, key) = (activity.Conversation!.Id!, $"{activity.Conversation.Id}:{activity.Id}");
        var gathered = replies.Begin(conversation);
        var body = "";
        try
        {
            var taken = await take();
            if (taken is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status202Accepted })
                return taken;
            using var over = new CancellationTokenSource(options.RepliesPatience, time);
            while (!over.IsCancellationRequested && await follow.IsAnswering(TeamsChannel.ChannelId, conversation, CancellationToken.None))
                await Task.Delay(look, time, CancellationToken.None);
        }
        finally
        {
            body = replies.End(conversation, gathered);
        }
        lock (gate)
        {
            if (gathered.Count == 0 && answers.TryGetValue(key, out var before))
                body = before;
            if (answers.Count >= mostKept)
                answers.Clear();
            answers[key] = body;
        }
        return TypedResults.Content(body, "application/json");
    }
}
