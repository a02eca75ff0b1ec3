using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs.Learning;

/// <summary>Supervision or training: booked when its day is ahead, recorded when it has been. Coordinators do it for anybody or for all, workers for themselves.</summary>
public sealed class LearningDialog : Dialog
{
    /// <summary><see cref="Id"/>.</summary>
    internal const string Name = "learning-add";

    private const int Least = 15, Most = 12 * 60, Longest = 200;

    private static readonly ImmutableArray<string> usual = ["60", "90", "120", "180"];

    private static readonly Question<string> who = Ask.OneOf("who", static (_, facts) =>
        [new Option("all"), .. facts.Cases.Workers.Select(one => new Option(one.Id, "engine.words") { Slots = [new("words", Words: FamilyAssignDialog.NameOf(one))] })]) with
    {
        When = static (_, facts) => facts.Is(Audience.Coordinator), Why = "learning-add.why",
    };
    private static readonly Question<string> kind = Ask.OneOf("kind", "supervision", "covision", "training") with { Why = "learning-add.why" };
    private static readonly Question<WishedTime> on = new("on",
        static h => h.Said.Pressed == "today" ? new WishedTime(h.Facts.Now.Date, null)
            : h.Said.Pressed is not null ? default(Reading<WishedTime>)
            : h.With.Moments.Read(h.Said.Text, h.Said.Lang, h.Facts.Now) is { Best: { } ahead } ? new WishedTime(ahead.Date, ahead.From)
            : VisitNotes.Reply<NodaTime.LocalDate>(h, draft => draft.VisitDate?.Value) is { } day ? new WishedTime(day, null) : default(Reading<WishedTime>),
        static time => time.Write(),
        static (stored, _, _) => WishedTime.Parse(stored) is { } time ? time : default(Reading<WishedTime>))
    {
        Options = static (_, _) => [new("today", "visit.date.today")],
        Why = "learning-add.why",
    };
    private static readonly Question<int> minutes = Ask.Number("minutes", Least, Most) with
    {
        Options = static (_, _) => [.. usual.Select(count => new Option(count, "visit.time.minutes") { Slots = [new("minutes", Words: count)] })],
        Understand = static h => h.Said.Pressed is null && VisitNotes.Reply<int>(h, draft => draft.DurationMinutes?.Value) is { } said and >= Least and <= Most ? said
            : int.TryParse(h.Said.Pressed ?? h.Said.Text.Trim(), out var typed) && typed is >= Least and <= Most ? typed : default(Reading<int>),
        Why = "learning-add.why",
    };
    private static readonly Question<string> topic = Ask.Text("topic", Longest) with { IsOptional = true, Why = "learning-add.why" };

    /// <inheritdoc/>
    public override string Id => Name;
    /// <inheritdoc/>
    public override Needs Needs => Needs.Families;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [who, kind, on, minutes, topic];

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Visitors;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(new CaseAct.AddLearning(
        answers.Find(who), answers.Get(kind), answers.Get(on).Date, answers.Get(on).Time, answers.Get(minutes), answers.Find(topic))));
}
