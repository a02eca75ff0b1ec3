using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Microsoft.AspNetCore.Http;

namespace Assistant.Channels.Teams.Inbound;

/// <summary>Answers calls that want the replies in the answer itself: <c>200 {"activities":[...]}</c>, and no call of the Connector meanwhile.</summary>
internal sealed class Expectations(Replies replies, IFollowUps follow, IAnswers kept, TeamsOptions options, TimeProvider time)
{
    /// <summary><see cref="Activity.DeliveryMode"/> of such a call.</summary>
    public const string Mode = "expectReplies";

    /// <summary>Whether more follows is looked up in these steps.</summary>
    private static readonly TimeSpan look = TimeSpan.FromMilliseconds(20);

    /// <summary>Hands a call in and waits until all is said to it, but no longer than a caller waits; what comes later goes the usual way.</summary>
    /// <param name="activity">As it came.</param>
    /// <param name="unique">What it is known by on disk; <see langword="null"/>: it does not go there.</param>
    /// <param name="take">Hands it in; what it answers stands unless it says 202.</param>
    public async Task<IResult> Answer(Activity activity, string? unique, Func<Task<IResult>> take)
    {
        var conversation = activity.Conversation!.Id!;
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
        // The first answer may have been lost on its way: the same call again gets it once more.
        if (unique is null)
            return TypedResults.Content(body, "application/json");
        if (await kept.Find(TeamsChannel.ChannelId, unique, CancellationToken.None) is { } first)
            body = gathered.Count == 0 ? first : Replies.Added(first, gathered);
        else if (gathered.Count > 0)
            await kept.Keep(TeamsChannel.ChannelId, unique, body, CancellationToken.None);
        return TypedResults.Content(body, "application/json");
    }
}
