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
        var caller = replies.Begin(conversation, unique);
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
            body = await replies.End(conversation, caller);
        }
        // An earlier answer to this call may have been lost on its way: all that was said to it is on disk, and it gets that once more.
        var all = unique is null ? null : await kept.Find(TeamsChannel.ChannelId, unique, CancellationToken.None);
        return TypedResults.Content(all is null ? body : Replies.Added(all, caller.Gathered), "application/json");
    }
}
