using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Visits;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Learning;

/// <summary>Supervision, training or a qualification with its certificate: booked when its day is ahead, recorded when it has been. Coordinators do it for anybody or for all, workers for themselves.</summary>
public sealed class LearningDialog : Dialog
{
    /// <summary><see cref="Id"/>.</summary>
    internal const string Name = "learning-add";

    private const string everybody = "all", qualification = "qualification";

    private const int Least = 15, Most = 12 * 60, Longest = 200;

    private static readonly ImmutableArray<string> usual = ["60", "90", "120", "180"];

    private static readonly Question<string> who = Ask.OneOf("who", static (_, facts) =>
        [new Option(everybody), .. facts.Cases.Workers.Select(one => new Option(one.Id, "engine.words") { Slots = [new("words", Words: FamilyAssignDialog.NameOf(one))] })]) with
    {
        When = static (_, facts) => facts.Is(Audience.Coordinator), Why = "learning-add.why",
    };
    private static readonly Question<string> kind = Ask.OneOf("kind", static (answers, _) => answers.Find(who) == everybody ? ["supervision", "covision", "training"] : ["supervision", "covision", "training", qualification]) with { Why = "learning-add.why" };
    private static readonly Question<WishedTime> on = new("on",
        static h => h.Said.Pressed == "today" ? new WishedTime(h.Facts.Now.Date, null)
            : h.Said.Pressed is not null ? default(Reading<WishedTime>)
            : h.With.Moments.Read(h.Said.Text, h.Said.Lang, h.Facts.Now) is { Best: { } ahead } ? new WishedTime(ahead.Date, ahead.From)
            : VisitNotes.Reply<LocalDate>(h, draft => draft.VisitDate?.Value) is { } day ? new WishedTime(day, null) : default(Reading<WishedTime>),
        static time => time.Write(),
        static (stored, _, _) => WishedTime.Parse(stored) is { } time ? time : default(Reading<WishedTime>))
    {
        Options = static (_, _) => [new("today", "visit.date.today")],
        When = static (answers, _) => !IsQualification(answers),
        Why = "learning-add.why",
    };
    private static readonly Question<int> minutes = Ask.Number("minutes", Least, Most) with
    {
        Options = static (_, _) => [.. usual.Select(count => new Option(count, "visit.time.minutes") { Slots = [new("minutes", Words: count)] })],
        Understand = static h => h.Said.Pressed is null && VisitNotes.Reply<int>(h, draft => draft.DurationMinutes?.Value) is { } said and >= Least and <= Most ? said
            : int.TryParse(h.Said.Pressed ?? h.Said.Text.Trim(), out var typed) && typed is >= Least and <= Most ? typed : default(Reading<int>),
        When = static (answers, _) => !IsQualification(answers),
        Why = "learning-add.why",
    };
    private static readonly Question<string> topic = Ask.Text("topic", Longest) with { IsOptional = true, When = static (answers, _) => !IsQualification(answers), Why = "learning-add.why" };

    private static readonly Question<string> what = Ask.Text("what", Longest) with { When = static (answers, _) => IsQualification(answers), Why = "learning-add.what.why" };
    private static readonly Question<LocalDate> issued = new("issued",
        static h => h.Said.Pressed == "today" ? h.Facts.Now.Date
            : VisitNotes.Reply<LocalDate>(h, draft => draft.VisitDate?.Value) is not { } day ? default(Reading<LocalDate>)
            : day > h.Facts.Now.Date ? Reading.Refused<LocalDate>("learning-add.issued.ahead") : day,
        LocalDatePattern.Iso.Format,
        static (stored, _, _) => LocalDatePattern.Iso.Parse(stored) is { Success: true } parsed ? parsed.Value : default(Reading<LocalDate>))
    {
        Options = static (_, _) => [new("today", "visit.date.today")],
        When = static (answers, _) => IsQualification(answers),
        Why = "learning-add.what.why",
    };
    private static readonly Question<int> hours = Ask.Number("hours", 1, MostHours) with { When = static (answers, _) => IsQualification(answers), IsOptional = true, Why = "learning-add.what.why" };
    private static readonly Question<WishedTime> until = Ask.Moment("until", staysWhenPast: true) with { Wanted = Wanted.Date, When = static (answers, _) => IsQualification(answers), IsOptional = true, SkipLabel = "learning-add.until.never", Why = "learning-add.what.why" };

    /// <summary>Longest training behind a certificate, hours: studies of years.</summary>
    private const int MostHours = 10_000;

    private static bool IsQualification(Answers answers) => answers.Find(kind) == qualification;

    /// <inheritdoc/>
    public override string Id => Name;
    /// <inheritdoc/>
    public override Needs Needs => Needs.Families;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [who, kind, on, minutes, topic, what, issued, hours, until];

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Visitors;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(IsQualification(answers)
        ? new CaseAct.AddQualification(answers.Find(who), answers.Get(what), answers.Get(issued), answers.Has(hours) ? answers.Get(hours) : null, answers.Has(until) ? answers.Get(until).Date : null)
        : new CaseAct.AddLearning(answers.Find(who), answers.Get(kind), answers.Get(on).Date, answers.Get(on).Time, answers.Get(minutes), answers.Find(topic))));
}
