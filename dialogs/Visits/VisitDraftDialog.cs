using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Safety;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Visits;

/// <summary>A worker dictated a visit: asks what a finished act (kodukülastusakt) still needs, and gives the act as text. Nothing is interrupted, whatever it tells.</summary>
public sealed class VisitDraftDialog : Dialog
{
    private const int LongestFamily = 60, LongestPlace = 100, LongestPresent = 200;
    private const string Needed = "visit.why";
    private static readonly ImmutableArray<Option> places = ["home", "school", "kindergarten", "office", "municipality", "phone", "online"];

    internal static readonly Question<string> Outcome = Ask.OneOf("outcome", "held", "nobody", "cancelled") with { Why = Needed };

    internal static readonly Question<string> Family = Ask.Text("family", LongestFamily) with
    {
        Why = Needed,
        Shown = static (name, facts) => facts.CarriesLittle
            ? new("", Line: Line.Of("visit.alias", new Slot("letter", Words: StringInfo.GetNextTextElement(name))))
            : new("", Words: name),
    };

    internal static readonly Question<LocalDate> Date = new("date",
        static h => h.Said.Pressed switch
        {
            "today" => h.Facts.Now.Date,
            "yesterday" => h.Facts.Now.Date.PlusDays(-1),
            null => VisitNotes.Reply<LocalDate>(h, draft => draft.VisitDate?.Value) is not { } date ? default(Reading<LocalDate>)
                : date > h.Facts.Now.Date ? Reading.Refused<LocalDate>("visit.date.future") : date,
            _ => default(Reading<LocalDate>),
        },
        LocalDatePattern.Iso.Format,
        static (stored, _, facts) => LocalDatePattern.Iso.Parse(stored) is { Success: true } parsed && parsed.Value <= facts.Now.Date ? parsed.Value : default(Reading<LocalDate>))
    {
        Options = static (_, _) => ["today", "yesterday"],
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (date, _) => new("", Time: date.AtMidnight()),
    };

    /// <summary>Said without an end or a length; the answer about the time goes on from it.</summary>
    internal static readonly Question<string> Start = Ask.Carried("start");

    internal static readonly Question<VisitSpan> Time = new("time",
        static h => h.Said.Pressed is null && VisitNotes.Reply(h, draft => SpanOf(draft, h.Answers)) is { } span ? span : default(Reading<VisitSpan>),
        static span => span.Write(),
        static (stored, _, _) => VisitSpan.Parse(stored) is { } span ? span : default(Reading<VisitSpan>))
    {
        When = WasHeld,
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (span, _) => new("", Line: span.Start is { } start
            ? Line.Of("visit.time.from-to", new("start", Words: VisitSpan.Clock.Format(start)), new("end", Words: VisitSpan.Clock.Format(start.PlusMinutes(span.Minutes))), new("minutes", Words: VisitSpan.Count(span.Minutes)))
            : Line.Of("visit.time.minutes", new Slot("minutes", Words: VisitSpan.Count(span.Minutes)))),
    };

    internal static readonly Question<string> Place = new("place",
        static h => h.Chosen is { } chosen ? chosen
            : h.Said.Pressed is not null || h.Said.Text.Trim() is not { Length: > 0 and <= LongestPlace } words || words.Contains('?', StringComparison.Ordinal) ? default(Reading<string>)
            : VisitNotes.InWords + words,
        static place => place,
        static (stored, _, _) => stored is [VisitNotes.InWords, _, ..] || places.Any(option => option.Id == stored) ? stored : default(Reading<string>))
    {
        Options = static (_, _) => places,
        When = WasHeld,
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (place, facts) => place is [VisitNotes.InWords, .. var words] ? Words(words, facts) : new("", Key: $"visit.place.{place}"),
    };

    internal static readonly Question<string> Present = new("present",
        static h => h.Said.Pressed is null && h.Said.Text.Trim() is { Length: > 0 and <= LongestPresent } words ? VisitNotes.InWords + words : default(Reading<string>),
        static present => present,
        static (stored, _, _) => stored.Length > 0 ? stored : default(Reading<string>))
    {
        When = WasHeld,
        TakesWords = true,
        Why = Needed,
        Shown = static (present, facts) => present is [VisitNotes.InWords, .. var words] ? Words(words, facts)
            : new("", Line: present.Split(',').Select(Person).Aggregate(static (left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)))),
    };

    internal static readonly Question<string> Done = Ask.Text("done") with { When = WasHeld, Why = Needed, Shown = Words };
    internal static readonly Question<string> Agreements = Ask.Text("agreements") with { When = WasHeld, IsOptional = true, Why = Needed, Shown = Words };
    internal static readonly Question<string> Mood = Ask.Carried("mood") with { Shown = Words };
    internal static readonly Question<WishedTime> Next = Ask.Moment("next") with { IsOptional = true, MayBeGuessed = true, Why = Needed };
    internal static readonly Question<int> Documentation = Ask.Number("documentation", 1, VisitSpan.LongestMinutes) with
    {
        IsCarried = true,
        Shown = static (minutes, _) => new("", Line: Line.Of("visit.time.minutes", new Slot("minutes", Words: VisitSpan.Count(minutes)))),
    };

    internal static readonly Question<string> Safety = Ask.OneOf("safety", "fine", "worry", "danger") with
    {
        MayBeGuessed = true,
        Why = "visit.safety.why",
        Then = static (said, _, _) => said == "danger" ? [new Effect.Say(new("visit.call-112"))] : [],
    };

    /// <summary>The words that told of danger or need.</summary>
    internal static readonly Question<string> Concern = Ask.Carried("concern") with { Shown = Words };

    /// <inheritdoc/>
    public override string Id => "visit";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } =
        [Outcome, Family, Date, Start, Time, Place, Present, Done, Agreements, Mood, Next, Documentation, Safety, Concern];
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override string ReviewYes => "visit.review-yes";
    /// <inheritdoc/>
    public override string Dropped => "visit.dropped";

    /// <summary>Whether the person may dictate visits.</summary>
    public static bool IsFor(Facts facts) => facts.Is(Audience.SupportPerson) || facts.Is(Audience.Coordinator);

    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => IsFor(facts) ? null : new("visit.not-yours");

    /// <inheritdoc/>
    /// <remarks>"Ei, vabandust, neljapäeval": a date, times, a place or the next visit said in free words stand for themselves.</remarks>
    public override ImmutableDictionary<string, string> Correct(Utterance said, Facts facts, Understanding with)
    {
        var changed = ImmutableDictionary.CreateBuilder<string, string>();
        if (VisitNotes.Read<LocalDate>(said, facts, with, draft => draft.VisitDate?.Value) is { } date && date <= facts.Now.Date)
            changed[Date.Id] = Date.Stored(date);
        if (VisitNotes.Read<VisitSpan>(said, facts, with, draft => VisitSpan.Of(draft.Start?.Value, draft.End?.Value, draft.DurationMinutes?.Value)) is { } span)
            changed[Time.Id] = span.Write();
        if (VisitNotes.Read<WishedTime>(said, facts, with, draft => draft.Next is { } next ? new WishedTime(next.Value.Date, next.Value.Time) : null) is { } ahead && !ahead.IsBefore(facts.Now))
            changed[Next.Id] = Next.Stored(ahead);
        return changed.ToImmutable();
    }

    /// <inheritdoc/>
    /// <remarks>Nobody was interrupted while dictating; the coordinators hear of a worry when the act is right, without a name and without its words.</remarks>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(
    [
        new Effect.Say(new("visit.act")),
        new Effect.Say(VisitCard.Of(this, answers.AsText, facts)),
        .. Worry(answers),
    ]);

    private static ImmutableArray<Effect> Worry(Answers answers)
    {
        var said = answers.Find(Safety);
        if (said is not ("worry" or "danger") && !answers.Has(Concern)) return [];
        var heard = ConcernReader.Default.Read(answers.Find(Concern) ?? "").Concerns;
        return [new Effect.RaiseConcern(said == "danger" ? "noted-danger" : "noted", CrisisKinds.Code(heard is [var first, ..] ? first.Kind : CrisisKind.None))];
    }

    private static bool WasHeld(Answers answers, Facts facts) => answers.Find(Outcome) is null or "held";

    private static VisitSpan? SpanOf(NoteDraft draft, Answers answers)
    {
        var start = draft.Start?.Value ?? (answers.Find(Start) is { } stored && VisitSpan.Clock.Parse(stored) is { Success: true } parsed ? parsed.Value : null);
        // "Until four" after a start that was said; a bare "at four" after it is the end as well.
        return answers.Has(Start) && draft is { Start: { } only, End: null, DurationMinutes: null } && VisitSpan.Clock.Parse(answers.Get(Start)) is { Success: true } begun
            ? VisitSpan.Of(begun.Value, only.Value, null)
            : VisitSpan.Of(start, draft.End?.Value, draft.DurationMinutes?.Value);
    }

    /// <summary>People's own words, which may hold names: only where the channel may carry them.</summary>
    private static Slot Words(string words, Facts facts) => facts.CarriesLittle ? new("", Key: "visit.as-said") : new("", Words: words);

    private static Line Person(string stored) => stored.Split(':') switch
    {
        [var role, var count] => Line.Of("visit.several", new("who", Key: $"visit.role.{role}"), new("count", Words: count)),
        _ => new($"visit.role.{stored}"),
    };
}
