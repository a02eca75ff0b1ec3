using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Notes;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Visits;

// What every act needs to know of the meeting.
partial class VisitDraftDialog
{
    private const int LongestPlace = 100, LongestPresent = 200;
    private static readonly ImmutableArray<Option> places = ["home", "school", "kindergarten", "office", "municipality", "phone", "online"];

    /// <summary>Nobody meets a grown-up person there.</summary>
    private static readonly ImmutableArray<string> ofChildren = ["school", "kindergarten"];

    /// <summary>The act that is corrected.</summary>
    internal static readonly Question<string> Act = Ask.Carried("act");

    private static readonly ImmutableArray<Option> outcomes = ["held", "nobody", "cancelled", VisitFiled.Mistaken];

    /// <summary>That an act was filed by mistake is said of an act alone, not of a note.</summary>
    internal static readonly Question<string> Outcome = Ask.OneOf("outcome", static (_, _) => outcomes) with
    {
        Options = static (answers, _) => answers.Has(Act) ? outcomes : outcomes[..3],
        Why = Needed,
        Shown = static (outcome, _) => new("", Key: $"visit.outcome.{outcome}"),
    };

    /// <summary>When the note began, and what tells it from others: it is kept under this.</summary>
    internal static readonly Question<string> Began = Ask.Carried("began");

    /// <summary>The note as it was dictated.</summary>
    internal static readonly Question<string> Note = Ask.Carried("note");

    /// <summary>What the coordinators heard of that act: <see cref="VisitFiled.Heard"/>; they do not hear the same again.</summary>
    internal static readonly Question<string> Heard = Ask.Carried("heard");

    internal static readonly Question<string> Family = new("family",
        static h => VisitFamily.Read(h),
        static family => family,
        static (stored, _, facts) => VisitFamily.Revive(stored, facts) is { } family ? family : default(Reading<string>))
    {
        Options = static (_, facts) => VisitFamily.Options(facts),
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (family, facts) => VisitFamily.Show(family, facts),
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
        static h => h.Said.Pressed is not null || VisitNotes.Reply(h, draft => SpanOf(draft, h.Answers)) is not { } span ? default(Reading<VisitSpan>)
            : h.Answers.Has(Date) && span.IsAhead(h.Answers.Get(Date), h.Facts.Now) ? Reading.Refused<VisitSpan>("visit.time.ahead") : span,
        static span => span.Write(),
        static (stored, answers, facts) => VisitSpan.Parse(stored) is { } span && !(answers.Has(Date) && span.IsAhead(answers.Get(Date), facts.Now)) ? span : default(Reading<VisitSpan>))
    {
        When = WasHeld,
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (span, _) => new("", Line: span.Show()),
    };

    internal static readonly Question<string> Place = new("place",
        static h =>
        {
            if (h.Chosen is { } chosen)
                return chosen;
            var words = h.Said.Text.Trim();
            return h.Said.Pressed is null && words.Length is > 0 and <= LongestPlace && !words.Contains('?', StringComparison.Ordinal) ? VisitNotes.InWords + words : default(Reading<string>);
        },
        static place => place,
        static (stored, _, _) => stored is [VisitNotes.InWords, _, ..] || places.Any(option => option.Id == stored) ? stored : default(Reading<string>))
    {
        Options = static (answers, facts) => CaseOf(answers, facts) is { IsAdult: true } ? [.. places.Where(place => !ofChildren.Contains(place.Id))] : places,
        When = WasHeld,
        MayBeGuessed = true,
        Why = Needed,
        Shown = static (place, facts) => place is [VisitNotes.InWords, .. var words] ? Words(words, facts) : new("", Key: $"visit.place.{place}"),
    };

    internal static readonly Question<string> Present = new("present",
        static h => h.Said.Pressed is null && h.Said.Text.Trim() is { Length: > 0 and <= LongestPresent } words
            ? h.Answers.Find(Present!) is { } known && h.With.Amends.IsBesides(words) && VisitPresence.Corrected(known, words, VisitNotes.All(h), h.With) is { } more ? more : VisitNotes.InWords + words
            : default(Reading<string>),
        static present => present,
        static (stored, _, _) => stored.Length > 0 ? stored : default(Reading<string>))
    {
        When = WasHeld,
        TakesWords = true,
        Why = Needed,
        Shown = static (present, facts) => present is [VisitNotes.InWords, .. var words] ? Words(words, facts)
            : new("", Line: VisitWords.Present(present)),
    };

    internal static readonly Question<string> Done = Ask.Text("done") with { When = WasHeld, Why = Needed, Shown = Words };
    internal static readonly Question<string> Agreements = Ask.Text("agreements") with { When = WasHeld, IsOptional = true, Why = Needed, Shown = Words };
    /// <summary>The note told how people were: that can be changed then, and is asked of nobody else.</summary>
    internal static readonly Question<string> Felt = Ask.Carried("felt");
    internal static readonly Question<string> Mood = Ask.Text("mood") with { When = static (answers, _) => answers.Has(Felt), CountsUnasked = true, IsOptional = true, Why = Needed, Shown = Words };
    internal static readonly Question<WishedTime> Next = Ask.Moment("next", staysWhenPast: true) with { IsOptional = true, MayBeGuessed = true, Why = Needed };

    private static VisitSpan? SpanOf(NoteDraft draft, Answers answers)
    {
        var start = draft.Start?.Value ?? (answers.Find(Start) is { } stored && VisitSpan.Clock.Parse(stored) is { Success: true } parsed ? parsed.Value : null);
        // "Until four" after a start that was said; a bare "at four" after it is the end as well.
        return answers.Has(Start) && draft is { Start: { } only, End: null, DurationMinutes: null } && VisitSpan.Clock.Parse(answers.Get(Start)) is { Success: true } begun
            ? VisitSpan.Of(begun.Value, only.Value, null)
            : VisitSpan.Of(start, draft.End?.Value, draft.DurationMinutes?.Value);
    }
}
