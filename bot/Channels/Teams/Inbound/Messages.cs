using System.Collections.Concurrent;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Teams.Inbound;

/// <summary>What Teams calls. 202 means: on disk. Who is not clearly entitled is answered before anything they sent is read.</summary>
internal sealed partial class Messages(
    TokenCheck tokens, IReceiver receiver, IDepartures departures, Invokes invokes, Expectations expectations, IAnswers kept, Dispatch dispatch, Files files, HandedFiles handed, ITeamsTexts texts, TimeProvider time, ILogger<Messages> log)
{

    /// <summary>The same sentence of the channel's own is said to a chat at most once in this time.</summary>
    private static readonly TimeSpan quiet = TimeSpan.FromMinutes(1);

    /// <summary>Most sentences remembered; beyond it the memory starts afresh.</summary>
    private const int mostSaid = 10_000;

    private readonly ConcurrentDictionary<(string, string), long> said = new();

    public async Task<IResult> Handle(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            return VendorCall.Status(StatusCodes.Status405MethodNotAllowed);
        }
        return await VendorCall.Answer(http, Post, (fault, place) => Failed(log, fault, place));
    }

    private async Task<IResult> Post(HttpContext http)
    {
        var isDirect = !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
        var header = http.Request.Headers.Authorization;
        var (verdict, caller) = await tokens.Authenticate(header.Count > 1 ? "-" : header.ToString(), http.Connection.RemoteIpAddress, isDirect, http.RequestAborted);
        if (caller is null)
            return verdict == Verdict.Unavailable ? VendorCall.Later(http, StatusCodes.Status503ServiceUnavailable) : VendorCall.Status(StatusCodes.Status401Unauthorized);
        if (await Body.Read(http.Request, ActivityReader.MaxBytes, http.RequestAborted) is not { } body)
            return VendorCall.Status(StatusCodes.Status413PayloadTooLarge);
        var (activity, fault) = ActivityReader.Read(body.Span);
        if (activity is null)
            return VendorCall.Status(fault == ActivityFault.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        if (tokens.Refuse(caller, activity) is { } reason)
        {
            Refused(log, reason);
            return VendorCall.Status(StatusCodes.Status403Forbidden);
        }
        var arrival = ActivityMapper.Map(activity);
        return activity.DeliveryMode == Expectations.Mode && arrival is Arrival.Turn or Arrival.Notice
            ? await expectations.Answer(activity, (arrival as Arrival.Turn)?.Incoming[0].Unique, () => Answer(http, arrival))
            : await Answer(http, arrival);
    }

    private async Task<IResult> Answer(HttpContext http, Arrival arrival)
    {
        switch (arrival)
        {
            case Arrival.Turn { Files: [var file, .. var more], Incoming: [var came, ..] } turn:
                // The file was taken when it came first; by now none may be wanted any more.
                if (await kept.IsKnown(TeamsChannel.ChannelId, came.Unique, http.RequestAborted))
                    return VendorCall.Status(StatusCodes.Status202Accepted);
                // What is not read is said so; the words beside it are read all the same.
                var with = await handed.Take(came.Activity, file, http.RequestAborted);
                if (with is null || !more.IsEmpty)
                    Say(new(came.Activity, with is null ? TeamsText.Unreadable : TeamsText.OneFile));
                return with is null && came.Activity.Text is not { Length: > 0 }
                    ? TypedResults.StatusCode(StatusCodes.Status202Accepted)
                    : await Take(http, turn with { Incoming = [came with { Activity = with ?? came.Activity }] });
            case Arrival.Turn turn:
                return await Take(http, turn);
            case Arrival.Pressed pressed:
                return Json(await invokes.Answer(pressed));
            case Arrival.StrayPress stray:
                return Json(invokes.Stray(stray.Locale));
            case Arrival.FileAnswered file:
                // The bytes may take longer than a call may.
                _ = files.Answered(ConversationReference.Of(file.About, file.User), file.Number, file.Upload, file.About.ReplyToId);
                return VendorCall.Status(StatusCodes.Status200OK);
            case Arrival.Removed removed:
                foreach (var user in removed.Users)
                    if (!await departures.Left(TeamsChannel.ChannelId, user, http.RequestAborted))
                        return VendorCall.Later(http, StatusCodes.Status503ServiceUnavailable);
                return VendorCall.Status(StatusCodes.Status202Accepted);
            case Arrival.UnknownInvoke:
                return VendorCall.Status(StatusCodes.Status501NotImplemented);
            case Arrival.Broken:
                return VendorCall.Status(StatusCodes.Status400BadRequest);
            case Arrival.Notice notice:
                Say(notice);
                return VendorCall.Status(StatusCodes.Status202Accepted);
            default:
                return VendorCall.Status(StatusCodes.Status202Accepted);
        }
    }

    private async Task<IResult> Take(HttpContext http, Arrival.Turn turn)
    {
        foreach (var (activity, unique) in turn.Incoming)
            switch (await receiver.Receive(activity, unique, turn.User, http.RequestAborted))
            {
                case Receipt.TooMany:
                    return VendorCall.Later(http, StatusCodes.Status429TooManyRequests);
                case Receipt.Unavailable:
                    return VendorCall.Later(http, StatusCodes.Status503ServiceUnavailable);
            }
        if (turn.Leaves && !await departures.Left(TeamsChannel.ChannelId, turn.User, http.RequestAborted))
            return VendorCall.Later(http, StatusCodes.Status503ServiceUnavailable);
        // The card of an old client: what an answer cannot replace is replaced by a call.
        if (turn is { Used: { Stays: false } press, Incoming: [{ Activity: { ReplyToId: { Length: > 0 } card } used }, ..] })
            _ = Quietly(dispatch.Settle(ConversationReference.Of(used, turn.User), card, Cards.Chosen(press)));
        return VendorCall.Status(StatusCodes.Status202Accepted);
    }

    private void Say(Arrival.Notice notice)
    {
        var chat = notice.About.Conversation!.Id!;
        if (said.Count >= mostSaid)
            said.Clear();
        var now = time.GetTimestamp();
        if (said.TryGetValue((chat, notice.Key), out var last) && time.GetElapsedTime(last, now) < quiet)
            return;
        said[(chat, notice.Key)] = now;
        // To the chat, not to a person: in a group nobody is named.
        var to = ConversationReference.Of(notice.About, "");
        _ = Quietly(dispatch.Say(notice.About.Conversation.IsPersonal ? to : to with { Account = null }, texts.Get(notice.Key, notice.About.Locale)));
    }

    /// <summary>Trimmings: when they fail, the conversation goes on without them.</summary>
    private async Task Quietly(Task trimming)
    {
        try
        {
            await trimming;
        }
#pragma warning disable CA1031 // nobody waits for it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(log, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
        }
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Json(string body) => TypedResults.Content(body, "application/json");

    [LoggerMessage(3305, LogLevel.Error, "An activity could not be taken: {Fault} {Place}")]
    private static partial void Failed(ILogger log, string fault, string? place);

    [LoggerMessage(3306, LogLevel.Warning, "An activity with a good token was refused: {Reason}")]
    private static partial void Refused(ILogger log, string reason);
}
