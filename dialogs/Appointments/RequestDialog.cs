using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Appointments;

/// <summary>A step on one request that needs words or a time first. The request may be settled by somebody else meanwhile; then it says so and ends.</summary>
public abstract class RequestDialog : Dialog
{
    /// <summary>Which request: <see cref="RequestFact.Id"/>.</summary>
    public const string RequestId = "request";

    private protected static readonly Question<string> Request = Ask.Carried(RequestId);

    /// <inheritdoc/>
    public sealed override Needs Needs => Needs.Request;

    private protected abstract RequestStep Step { get; }

    /// <inheritdoc/>
    public sealed override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) =>
        facts.Request is { } request && request.Id == given.GetValueOrDefault(RequestId) && RequestSteps.Allows(request, Step, facts) ? null
        : RequestSteps.Settled(facts.Request);

    private protected Conclusion Done(Answers answers, Facts facts, string key, LocalDateTime? time = null, string? words = null) => new(
        new Effect.StepRequest(answers.Get(Request), Step, time, words),
        new Effect.Say(time is { } said ? Line.Of(key, Slot.Of("time", said, facts.Now)) : new(key)));
}

/// <summary>Coordinator: another time.</summary>
public sealed class ProposeDialog : RequestDialog
{
    /// <inheritdoc/>
    public override string Id => "propose";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, Meeting.Time, Meeting.Hour];
    private protected override RequestStep Step => RequestStep.Propose;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => Done(answers, facts, "propose.done", Meeting.At(answers));
}

/// <summary>Coordinator: no, with a reason in words for the parent.</summary>
public sealed class DeclineDialog : RequestDialog
{
    /// <summary>Longest reason, in UTF-16 units.</summary>
    private const int LongestReason = 400;
    private static readonly Question<string> reason = Ask.Text("reason", LongestReason) with { Why = "decline.reason.why" };

    /// <inheritdoc/>
    public override string Id => "decline";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, reason];
    private protected override RequestStep Step => RequestStep.Decline;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => Done(answers, facts, "decline.done", words: answers.Get(reason));
}

/// <summary>Parent: the proposed time does not suit.</summary>
public sealed class RefuseDialog : RequestDialog
{
    private static readonly Question<string> words = Ask.Text("words") with { IsOptional = true, Why = "refuse.words.why" };

    /// <inheritdoc/>
    public override string Id => "refuse";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, words];
    private protected override RequestStep Step => RequestStep.Refuse;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => Done(answers, facts, "refuse.done", words: answers.Find(words));
}

/// <summary>Parent: takes the request back.</summary>
public sealed class WithdrawDialog : RequestDialog
{
    private static readonly Question<bool> sure = Ask.YesNo("sure");

    /// <inheritdoc/>
    public override string Id => "withdraw";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, sure];
    private protected override RequestStep Step => RequestStep.Cancel;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        answers.Get(sure) ? Done(answers, facts, "withdraw.done") : new(new Effect.Say(new("withdraw.kept")));
}

/// <summary>The questions about the time of a meeting.</summary>
internal static class Meeting
{
    public static readonly Question<WishedTime> Time = Ask.Moment("time") with { Home = "meeting" };

    public static readonly Question<LocalTime> Hour = Ask.Hour("hour", answers => answers.Get(Time).Date) with
    {
        Home = "meeting",
        When = static (answers, _) => answers.Get(Time).Time is null,
    };

    public static LocalDateTime At(Answers answers) =>
        answers.Get(Time).Time is { } time ? answers.Get(Time).Date.At(time) : answers.Get(Time).Date.At(answers.Get(Hour));
}
