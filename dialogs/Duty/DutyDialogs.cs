using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Duty;

/// <summary>A coordinator enters their own hours: which day, from when to when, first or second.</summary>
public sealed class DutyAddDialog : Dialog
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    private const int LongestName = 60;

    private const string Workdays = "workdays";

    private static readonly Question<string> day = Day();
    private static readonly Question<HourSpan> hours = HourSpan.Ask("hours") with { Why = "duty-add.why" };
    private static readonly Question<string> rank = Ask.OneOf("rank", "first", "second") with { Why = "duty-add.rank.why" };
    private static readonly Question<string> name = Ask.Text("name", LongestName) with { When = static (_, facts) => facts.Name is null, IsOptional = true, Why = "duty-add.name.why" };

    /// <inheritdoc/>
    public override string Id => "duty-add";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [day, hours, rank, name];

    /// <summary>The name of the day counts before anything that is only like one: in "Monday, nine to four" no hour is a Thursday.</summary>
    private static Question<string> Day()
    {
        var question = Ask.OneOf("day", [new(Workdays), .. Enumerable.Range(1, 7).Select(number => new Option($"{number}", $"dates.weekday-{number}"))]);
        return question with
        {
            Why = "duty-add.why",
            Understand = h => h.Said.Pressed is null && Named(h) is [var only] ? only : question.Understand(h),
        };
    }

    private static string[] Named(Hearing h)
    {
        var words = Knowledge.Replies.Words.Of(h.Said.Text);
        return [.. h.Choices.Where(choice => h.With.Labels.Of(choice.Label).Labels.Any(label => Array.Exists(words, word => word.StartsWith(label[0][..^1], StringComparison.Ordinal)))).Select(choice => choice.Id)];
    }

    /// <summary>"Mondays from nine to five" is day and hours in one breath.</summary>
    public override ImmutableDictionary<string, string> Told(Utterance said, Question? asked, Answers answers, Facts facts, Understanding with) =>
        asked?.Id == day.Id && HourSpan.Read(said, with, facts) is { } span ? ImmutableDictionary<string, string>.Empty.Add(hours.Id, hours.Stored(span)) : ImmutableDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        ImmutableArray<IsoDayOfWeek> days = answers.Get(day) is Workdays
            ? [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday]
            : [(IsoDayOfWeek)(answers.Get(day)[0] - '0')];
        var span = answers.Get(hours);
        var added = answers.Get(day) is Workdays ? "duty-add.day.workdays" : $"dates.weekday-{(int)days[0]}";
        return new([new Effect.ForDuty(new DutyAct.Add(days, span.From, span.To, answers.Get(rank) == "first")),
            .. answers.Find(name) is { } told ? [new Effect.RememberName(told)] : ImmutableArray<Effect>.Empty,
            new Effect.Say(Line.Of("duty.added", new("day", Key: added), new("hours", Line: DutyDoor.Hours(span.From, span.To)))) { Choices = [DutyDoor.Show] }]);
    }
}

/// <summary>A colleague takes the coordinator's shifts of one day.</summary>
public sealed class DutySwapDialog : Dialog
{
    private static readonly Question<WishedTime> day = Ask.Moment("day") with { Why = "duty-swap.why" };
    private static readonly Question<string> whom = Ask.OneOf("whom", static (_, facts) => Others(facts)) with { Why = "duty-swap.why" };

    /// <inheritdoc/>
    public override string Id => "duty-swap";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override Needs Needs => Needs.Duty;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [day, whom];

    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => Others(facts).IsEmpty ? new("duty.no-colleague") : null;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(
        new Effect.ForDuty(new DutyAct.Away(answers.Get(day).Date, answers.Get(whom))),
        new Effect.Say(Line.Of("duty.swapped", Slot.Of("day", answers.Get(day).Date.AtMidnight(), facts.Now), new("name", Line: facts.Duty?.Label(answers.Get(whom)) ?? new("duty.nobody")))) { Choices = [DutyDoor.Show] });

    private static ImmutableArray<Option> Others(Facts facts) =>
        [.. (facts.Duty?.Colleagues ?? []).Where(colleague => !colleague.IsMe).Select(colleague => new Option(colleague.Id, colleague.Label.Key) { Slots = colleague.Label.Slots })];
}
