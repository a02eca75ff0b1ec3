using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue;
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

    private protected Conclusion Done(Answers answers, Facts facts, string key, WishedTime? time = null, string? words = null) => new(
        new Effect.StepRequest(answers.Get(Request), Step, time?.Local, words) { Until = time?.Until, Place = time?.Place },
        new Effect.Say(time is { } said ? Line.Of(key, new Slot("time", Line: Times.At(said, facts.Now))) : new(key)));
}

/// <summary>Coordinator: another time.</summary>
public sealed class ProposeDialog : RequestDialog
{
    /// <inheritdoc/>
    public override string Id => "propose";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, Meeting.Time, Meeting.Hour, Meeting.Place];
    private protected override RequestStep Step => RequestStep.Propose;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => Done(answers, facts, "propose.done", Meeting.At(answers));
}

/// <summary>Coordinator: one of the wished times holds; which, and at what hour, where that is open.</summary>
public sealed class ConfirmDialog : RequestDialog
{
    /// <summary>The wished time, in stored form.</summary>
    internal const string Which = "which";

    private static readonly Question<string> which = Ask.OneOf(Which, (_, facts) => facts.Request is { } request
        ? [.. RequestSteps.Wishes(request).Select(wish => new Option(wish.Write(), "engine.moment") { Slots = [wish.Shown("time", facts.Now)] })] : []);

    private static readonly Question<LocalTime> hour = Ask.Hour("hour", answers => Chosen(answers).Date) with
    {
        Home = "meeting",
        When = static (answers, _) => answers.Has(which) && Chosen(answers).Time is null,
    };

    /// <inheritdoc/>
    public override string Id => "confirm";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, which, hour];
    private protected override RequestStep Step => RequestStep.Confirm;

    private static WishedTime Chosen(Answers answers) => WishedTime.Parse(answers.Get(which)) ?? throw new InvalidOperationException("An offered time is a time.");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        Done(answers, facts, "confirm.done", Chosen(answers).Time is null ? Chosen(answers) with { Time = answers.Get(hour) } : Chosen(answers));
}

/// <summary>Coordinator: no, with a reason for the parent, chosen or in words.</summary>
public sealed class DeclineDialog : RequestDialog
{
    /// <summary>Longest reason, in UTF-16 units.</summary>
    private const int LongestReason = 400;
    /// <summary>Marks a stored reason as one of the list; words never begin so.</summary>
    private const string Listed = "~reason:";

    private static readonly Question<string> reason = Reason();

    /// <inheritdoc/>
    public override string Id => "decline";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, reason];
    private protected override RequestStep Step => RequestStep.Decline;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var why = answers.Get(reason);
        var isListed = why.StartsWith(Listed, StringComparison.Ordinal);
        return new(
            new Effect.StepRequest(answers.Get(Request), Step, Words: isListed ? null : why) { Reason = isListed ? why[Listed.Length..] : null },
            new Effect.Say(new("decline.done")));
    }

    /// <summary>Words of one's own, or a tap.</summary>
    private static Question<string> Reason()
    {
        var words = Ask.Text("reason", LongestReason);
        return words with
        {
            Options = static (_, _) => [.. DeclineReasons.Ids.Select(id => new Option(Listed + id, $"reasons.{id}"))],
            Understand = h => h.Choices.FirstOrDefault(choice => h.Said.Pressed is { } pressed ? choice.Id == pressed : h.With.Labels.Of(choice.Label).IsLabel(Knowledge.Replies.Words.Of(h.Said.Text))) is { } chosen
                ? chosen.Id : h.Said.Text.StartsWith(Listed, StringComparison.Ordinal) ? default : words.Understand(h),
            Why = "decline.reason.why",
        };
    }
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
    public static readonly Question<WishedTime> Time = Times.WithPlace("time") with { Home = "meeting" };

    public static readonly Question<LocalTime> Hour = Ask.Hour("hour", answers => answers.Get(Time).Date) with
    {
        Home = "meeting",
        When = static (answers, _) => answers.Get(Time).Time is null,
    };

    /// <summary>Only where nobody said a place yet.</summary>
    public static readonly Question<string> Place = Times.Place("place") with
    {
        Home = "meeting",
        IsOptional = true,
        When = static (answers, facts) => answers.Get(Time).Place is null && facts.Request is { Draft.Place: null },
    };

    public static WishedTime At(Answers answers)
    {
        var said = answers.Get(Time);
        return said with { Time = said.Time ?? answers.Get(Hour), Place = said.Place ?? answers.Find(Place) };
    }
}
