using System.Text.Json.Nodes;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Teams.Inbound;

/// <summary>
/// Answers presses at once. Clicked twice or delivered again it is the same press, and gets the same answer: while it is being answered the callers share
/// it, from then on it is on disk beside the press. An answer is never an error of HTTP: clients show nothing of it.
/// </summary>
internal sealed partial class Invokes(IReceiver receiver, IAnswers kept, Presses presses, ITeamsTexts texts, TeamsOptions options, TimeProvider time, ILogger<Invokes> log)
{
    /// <summary>Two presses of a button that stays are one when they are this close.</summary>
    private static readonly TimeSpan doubleClick = TimeSpan.FromSeconds(5);

    /// <summary>Most presses remembered; beyond it the memory starts afresh, and the store still knows what came.</summary>
    private const int mostRemembered = 5_000;

    private const int ok = 200, broken = 400, unavailable = 503;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Answered> answers = [];

    /// <summary>The body of the answer.</summary>
    public async Task<string> Answer(Arrival.Pressed pressed)
    {
        try
        {
            return await Once(pressed).WaitAsync(options.PressBudget, time);
        }
        catch (TimeoutException)
        {
            // Stored or not, nobody knows yet; pressing again finds out.
            return Later(pressed.Incoming.Activity.Locale);
        }
    }

    /// <summary>To a press that is not of our making.</summary>
    public string Stray(string? locale) => Error(broken, "BadRequest", texts.Get(TeamsText.Unknown, locale));

    private Task<string> Once(Arrival.Pressed pressed)
    {
        var key = $"{pressed.Incoming.Activity.Conversation!.Id}:{pressed.Press.Handle}";
        lock (gate)
        {
            if (answers.TryGetValue(key, out var known) && known.Press == pressed.Press.Press && (!known.Answer.IsCompleted || time.GetElapsedTime(known.At) < doubleClick))
                return known.Answer;
            if (answers.Count >= mostRemembered)
                answers.Clear();
            var answer = Take(pressed, key);
            answers[key] = new(pressed.Press.Press, time.GetTimestamp(), answer);
            return answer;
        }
    }

    private async Task<string> Take(Arrival.Pressed pressed, string key)
    {
        await Task.Yield();
        var (activity, unique) = pressed.Incoming;
        var conversation = activity.Conversation!.Id!;
        // The press is known before its turn can answer, or the answer would not find it.
        var pending = presses.Begin(conversation);
        try
        {
            var receipt = await receiver.Receive(activity, unique, pressed.User, CancellationToken.None);
            if (receipt is Receipt.Unavailable or Receipt.TooMany)
            {
                Forget(key);
                return Later(activity.Locale);
            }
            if (receipt == Receipt.Known)
                return await kept.Find(TeamsChannel.ChannelId, unique, CancellationToken.None) ?? Said(pressed.Press, null);
            var answer = Said(pressed.Press, await Decision(pending));
            await kept.Keep(TeamsChannel.ChannelId, unique, answer, CancellationToken.None);
            return answer;
        }
#pragma warning disable CA1031 // whatever went wrong behind the ports, the person is told to try again
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(log, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            Forget(key);
            return Later(activity.Locale);
        }
        finally
        {
            presses.End(conversation, pending);
        }
    }

    /// <param name="words">Said in passing; <see langword="null"/>: the choice stands.</param>
    private static string Said(CardPress press, string? words) =>
        words is not null ? Content("application/vnd.microsoft.activity.message", words)
        : press.Stays ? Content("application/vnd.microsoft.activity.message", $"✓ {press.Label}")
        : Content(Cards.ContentType, Cards.Chosen(press));

    private async Task<string?> Decision(Presses.Pending pending)
    {
        try
        {
            return await pending.Decision.WaitAsync(options.PressPatience, time);
        }
        catch (TimeoutException)
        {
            // It is on disk; what follows comes as messages. The decision may have fallen this very moment.
            pending.TryDecide(null);
            return await pending.Decision;
        }
    }

    private void Forget(string key)
    {
        lock (gate)
            answers.Remove(key);
    }

    private string Later(string? locale) => Error(unavailable, "ServiceUnavailable", texts.Get(TeamsText.Later, locale));

    private static string Content(string type, JsonNode value) => new JsonObject { ["statusCode"] = ok, ["type"] = type, ["value"] = value }.ToJsonString();

    private static string Error(int status, string code, string message) =>
        new JsonObject { ["statusCode"] = status, ["type"] = "application/vnd.microsoft.error", ["value"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString();

    private sealed record Answered(string Press, long At, Task<string> Answer);

    [LoggerMessage(3304, LogLevel.Error, "A press could not be taken: {Fault} {Place}")]
    private static partial void Failed(ILogger log, string fault, string? place);
}
