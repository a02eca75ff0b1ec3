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
    public override Needs Needs => Needs.Request;

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

    private static readonly Question<string> which = Wished();

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

    /// <summary>One of the wished times, tapped or said: "the Thursday one".</summary>
    private static Question<string> Wished()
    {
        var question = Ask.OneOf(Which, (_, facts) => facts.Request is { } request
            ? [.. RequestSteps.Wishes(request).Select(wish => new Option(wish.Write(), "engine.moment") { Slots = [wish.Shown("time", facts.Now)] })] : []);
        return question with { Understand = h => question.Understand(h) is { Understood: true } reading ? reading : h.Said.Pressed is null && Named(h) is { } named ? named : default(Reading<string>) };
    }

    private static string? Named(Hearing h)
    {
        if (h.Facts.Request is not { } request || h.With.Moments.Read(h.Said.Text, h.Said.Lang, h.Facts.Now).Best is not { } said)
            return null;
        WishedTime[] wishes = [.. RequestSteps.Wishes(request)];
        WishedTime[] meant = [.. wishes.Where(wish => Is(wish, said))];
        // "At twelve": on whichever of the days that hour was wished.
        if (meant is [])
            meant = [.. wishes.Where(wish => h.With.Moments.Read(h.Said.Text, h.Said.Lang, wish.Date.AtMidnight()).Best is { From: not null } then && Is(wish, then))];
        return meant is [var only] ? only.Write() : null;

        static bool Is(WishedTime wish, Knowledge.Moments.Moment moment) => wish.Date == moment.Date && (moment.From is null || wish.Time == moment.From);
    }

    private static WishedTime Chosen(Answers answers) => WishedTime.Parse(answers.Get(which)) ?? throw new InvalidOperationException("An offered time is a time.");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        Done(answers, facts, "confirm.done", Chosen(answers) with { Time = Chosen(answers).Time ?? answers.Get(hour), Place = facts.Request?.Draft.Place });
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
    private static readonly Question<bool> sure = Ask.YesNo("sure") with
    {
        Lead = static (_, facts) => facts.Request is { State: "confirmed", Agreed: not null } meeting ? [Line.Of("withdraw.meeting", new Slot("time", Line: RequestSteps.Meeting(meeting, facts.Now)))] : [],
    };

    /// <inheritdoc/>
    public override string Id => "withdraw";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, sure];
    private protected override RequestStep Step => RequestStep.Cancel;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        answers.Get(sure) ? Done(answers, facts, facts.Request is { Agreed: not null } ? "withdraw.done-meeting" : "withdraw.done") : new(new Effect.Say(new("withdraw.kept")));
}

/// <summary>Parent: another time than the agreed one. That one holds until both agree anew.</summary>
public sealed class MoveDialog : RequestDialog
{
    private static readonly Question<ImmutableArray<WishedTime>> wish = Times.Several("wish") with { Why = "appointment.wish.why" };

    private static readonly Question<LocalTime> hour = Ask.Hour("hour", answers => answers.Get(wish)[0].Date) with
    {
        Home = "appointment",
        When = static (answers, _) => answers.Get(wish) is [{ Time: null }],
        IsOptional = true,
        SkipLabel = "appointment.any-hour",
        Why = "appointment.wish.why",
    };

    /// <inheritdoc/>
    public override string Id => "move";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, wish, hour];
    private protected override RequestStep Step => RequestStep.Move;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var times = answers.Get(wish);
        if (times is [var day] && answers.Has(hour))
            times = [day with { Time = answers.Get(hour) }];
        return new(
            new Effect.StepRequest(answers.Get(Request), Step, times[0].Local, times[0].Words) { Until = times[0].Until, Others = [.. times.Skip(1).Select(time => time.Local)] },
            new Effect.Say(Line.Of("move.done", new Slot("times", Line: Times.Or(times.Select(time => Times.Said(time, facts.Now)))))),
            new Effect.Say(Line.Of("move.until", new Slot("time", Line: RequestSteps.Meeting(facts.Request!, facts.Now)))));
    }
}

/// <summary>The questions about the time of a meeting.</summary>
internal static class Meeting
{
    public static readonly Question<WishedTime> Time = Times.WithPlace("time") with { Home = "meeting", Sheet = static (_, facts) => Times.Sheet(facts, asksPlace: facts.Request is { Draft.Place: null }) };

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
