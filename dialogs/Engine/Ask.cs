using System.Collections.Immutable;
using System.Globalization;
using Assistant.Knowledge.Moments;
using Assistant.Knowledge.Replies;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Engine;

/// <summary>The kinds of question there are.</summary>
public static class Ask
{
    /// <summary>Longest free text kept as an answer, in UTF-16 units.</summary>
    public const int LongestText = 2000;

    /// <summary>Given by whoever began the dialogue.</summary>
    public static Question<string> Carried(string id) => Text(id) with { IsCarried = true, InReview = false };

    /// <summary>Yes or no.</summary>
    public static Question<bool> YesNo(string id) => new(id,
        static h => Reply(h) switch { Said.Yes => true, Said.No => false, _ => default(Reading<bool>) },
        static yes => yes ? "yes" : "no",
        static (stored, _, _) => stored switch { "yes" => true, "no" => false, _ => default(Reading<bool>) })
    {
        Options = static (_, _) => [new("yes", "engine.yes"), new("no", "engine.no")],
    };

    /// <summary>Yes, no, or "I don't know", stored as <c>yes</c>, <c>no</c>, <c>unknown</c>.</summary>
    public static Question<string> YesNoUnknown(string id) => new(id,
        static h => Reply(h) switch { Said.Yes => "yes", Said.No => "no", Said.DontKnow => "unknown", _ => h.Chosen is { } chosen ? chosen : default(Reading<string>) },
        static answer => answer,
        static (stored, _, _) => stored is "yes" or "no" or "unknown" ? stored : default(Reading<string>))
    {
        Options = static (_, _) => [new("yes", "engine.yes"), new("no", "engine.no"), new("unknown", "engine.unknown")],
    };

    private static Said Reply(Hearing h) => h.Said.Pressed switch
    {
        "yes" => Said.Yes,
        "no" => Said.No,
        "unknown" => Said.DontKnow,
        null => h.With.Replies.YesNo(h.Said.Text),
        _ => Said.Unclear,
    };

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public static Question<int> Number(string id, int min, int max) => new(id,
        h => (h.Said.Pressed is { } pressed ? ParseNumber(pressed) : h.With.Replies.Number(h.Said.Text) ?? (h.Chosen is { } chosen ? ParseNumber(chosen) : null)) is { } n
            ? n >= min && n <= max ? n : Reading.Refused<int>("engine.number-outside")
            : default(Reading<int>),
        static n => n.ToString(CultureInfo.InvariantCulture),
        (stored, _, _) => ParseNumber(stored) is { } n && n >= min && n <= max ? n : default(Reading<int>))
    {
        Wanted = Wanted.Number,
        Bounds = _ => (min.ToString(CultureInfo.InvariantCulture), max.ToString(CultureInfo.InvariantCulture)),
    };

    private static int? ParseNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>One of a few.</summary>
    public static Question<string> OneOf(string id, params ImmutableArray<Option> options) => OneOf(id, (_, _) => options);

    /// <summary>One of a few that depend on the answers above or on facts.</summary>
    public static Question<string> OneOf(string id, Func<Answers, Facts, ImmutableArray<Option>> options) => new(id,
        static h => h.Chosen is { } chosen ? new(true, chosen, Counted(h, chosen))
            : h.Said.Pressed is null && h.With.Replies.YesNo(h.Said.Text) is var said and not Said.Unclear && IdOf(said) is var plain && h.Choices.Any(choice => choice.Id == plain) ? plain
            : default(Reading<string>),
        static choice => choice,
        (stored, answers, facts) => options(answers, facts).Any(option => option.Id == stored) ? stored : default(Reading<string>))
    {
        Options = options,
    };

    /// <summary>Yes or no where a yes binds the person: only a tap or a reply that is a yes and nothing else counts as one.</summary>
    public static Question<string> Agreement(string id)
    {
        var question = OneOf(id, "yes", "no");
        return question with
        {
            Understand = h => question.Understand(h) is var reading && reading is { Understood: true, Value: "yes" }
                && h.Said.Pressed is null && !h.With.Replies.IsNothingButYes(h.Said.Text) ? default : reading,
        };
    }

    /// <summary>Choices carry no numbers on the screen: what a typed number was taken for is said, so that a misunderstanding shows.</summary>
    private static Line? Counted(Hearing h, params ImmutableArray<string> chosen) => h.Said.Pressed is not null || !h.With.Replies.CountsPlaces(h.Said.Text) ? null
        : Line.Of("engine.counted", new Slot("what", Line: h.Choices.Where(choice => chosen.Contains(choice.Id)).Select(choice => choice.Label)
            .Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)))));

    private static string IdOf(Said said) => said switch { Said.Yes => "yes", Said.No => "no", _ => "unknown" };

    /// <summary>Several of a few, at least one; typed at once or tapped one after another.</summary>
    public static Question<ImmutableArray<string>> SeveralOf(string id, params ImmutableArray<Option> options) => SeveralOf(id, (_, _) => options);

    /// <summary>Several of a few that depend on the answers above or on facts.</summary>
    public static Question<ImmutableArray<string>> SeveralOf(string id, Func<Answers, Facts, ImmutableArray<Option>> choices) => new(id,
        h =>
        {
            var (labels, options) = (h.Labels, choices(h.Answers, h.Facts));
            string[] named = [.. h.With.Replies.Choices(h.Said.Text, labels).Select(index => h.Choices[index].Id)];
            if (named.Length == 0 && h.With.Replies.YesNo(h.Said.Text) is Said.DontKnow && options.Any(option => option.Id == "unknown"))
                named = ["unknown"];
            var alone = options.Where(option => option.IsAlone && named.Contains(option.Id)).ToArray();
            return named.Length == 0 || alone.Length > 0 && named.Length > 1 ? default : new Reading<ImmutableArray<string>>(true, [.. named], Counted(h, [.. named]));
        },
        static chosen => string.Join(',', chosen),
        (stored, answers, facts) => stored.Split(',') is { Length: > 0 } parts && choices(answers, facts) is var options && parts.All(part => options.Any(option => option.Id == part))
            ? ImmutableArray.Create(parts) : default(Reading<ImmutableArray<string>>))
    {
        Options = choices,
        TakesSeveral = true,
    };

    /// <summary>The person's own words.</summary>
    /// <param name="longest">In UTF-16 units; longer is asked to be shortened.</param>
    public static Question<string> Text(string id, int longest = LongestText) => new(id,
        h => h.Said.Pressed is not null || h.Said.Text.Trim() is not { Length: > 0 } text ? default(Reading<string>)
            : text.Length > longest ? Reading.Refused<string>("engine.too-long") : text,
        static text => text,
        (stored, _, _) => stored is { Length: > 0 } && stored.Length <= longest ? stored : default(Reading<string>))
    {
        TakesWords = true,
    };

    /// <summary>A phone number, stored as E.164.</summary>
    public static Question<string> Phone(string id) => new(id,
        static h => h.Said.Pressed is null && ReplyReader.Phone(h.Said.Text) is { } phone ? phone : default(Reading<string>),
        static phone => phone,
        static (stored, _, _) => ReplyReader.Phone(stored) == stored ? stored : default(Reading<string>))
    {
        Wanted = Wanted.Phone,
    };

    /// <summary>A day in the future, and a time of that day as far as it was said. A time that has passed since is asked again; of several that may be meant the person chooses.</summary>
    /// <param name="staysWhenPast">What was once said stands, also after it has passed: it is told of, not waited for.</param>
    public static Question<WishedTime> Moment(string id, bool staysWhenPast = false) => new(id,
        static h => h.Said.Pressed is { } pressed
            ? WishedTime.Parse(pressed) is { } chosen && !chosen.IsBefore(h.Facts.Now) ? chosen : default(Reading<WishedTime>)
            : Wished(h.With.Moments.Read(h.Said.Text, h.Said.Lang, h.Facts.Now), h.Facts.Now, WishedTime.OwnWords(h.Said.Text)),
        static wished => wished.Write(),
        (stored, _, facts) => WishedTime.Parse(stored) is { } wished && (staysWhenPast || !wished.IsBefore(facts.Now)) ? wished : default(Reading<WishedTime>))
    {
        Wanted = Wanted.DateTime,
        Bounds = static facts => (LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(facts.Now), null),
        Shown = static (wished, facts) => Slot.Of("", wished.Local, facts.Now),
    };

    private static Reading<WishedTime> Wished(MomentReading read, LocalDateTime now, string? words) => read switch
    {
        { Readings: [_, ..] readings } => new()
        {
            Meanings = [.. readings.Select(moment => new WishedTime(moment.Date, moment.From, words)).Select(time => (time, Line.Of("engine.moment", Slot.Of("time", time.Local, now))))],
        },
        { Problem: MomentProblem.NoSuchHour, Best: { } day } => new(true, new(day.Date, null, words), new("engine.no-such-hour")),
        { Best: { } best } => new WishedTime(best.Date, best.From, words) { Until = best.Until > best.From ? best.Until : null },
        _ => Refusal<WishedTime>(read.Problem),
    };

    /// <summary>A time of day.</summary>
    /// <param name="on">The day it is on, for what has passed already.</param>
    public static Question<LocalTime> Hour(string id, Func<Answers, LocalDate> on) => new(id,
        h => h.Said.Pressed is { } pressed ? ParseHour(pressed)
            : h.With.Moments.Read($"{LocalDatePattern.Iso.Format(on(h.Answers))} kell {h.Said.Text}", h.Said.Lang, h.Facts.Now) switch
            {
                { Readings: [_, ..] readings } => new()
                {
                    Meanings = [.. readings.Where(moment => moment.From is not null).Select(moment => moment.From.GetValueOrDefault())
                        .Select(time => (time, Line.Of("engine.moment", Slot.Of("time", on(h.Answers).At(time), h.Facts.Now))))],
                },
                { Problem: MomentProblem.None, Best.From: { } from } => from,
                var read => Refusal<LocalTime>(read.Problem),
            },
        static time => Hours.Format(time),
        static (stored, _, _) => ParseHour(stored));

    private static Reading<LocalTime> ParseHour(string stored) => Hours.Parse(stored) is { Success: true } parsed ? parsed.Value : default(Reading<LocalTime>);

    internal static Reading<T> Refusal<T>(MomentProblem problem) => problem switch
    {
        MomentProblem.NoSuchTime => Reading.Refused<T>("engine.no-such-time"),
        MomentProblem.NoSuchHour => Reading.Refused<T>("engine.no-such-hour"),
        MomentProblem.Past => Reading.Refused<T>("engine.past-time"),
        MomentProblem.PastThisYear => Reading.Refused<T>("engine.past-day"),
        _ => default,
    };

    private static LocalTimePattern Hours { get; } = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
}

/// <summary>When somebody wishes to meet.</summary>
/// <param name="Time"><see langword="null"/>: only the day was said.</param>
/// <param name="Words">How the person said it; <see langword="null"/>: with a date picker.</param>
public readonly record struct WishedTime(LocalDate Date, LocalTime? Time, string? Words = null)
{
    /// <summary>Longest own words kept, in UTF-16 units; a button carries them as well.</summary>
    private const int LongestWords = 120;

    private static readonly LocalDateTimePattern withTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private static readonly LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>When it is to end, where that was said.</summary>
    public LocalTime? Until { get; init; }
    /// <summary>Where, if it was said in the same breath: an id of <see cref="Knowledge.Replies.Places"/>.</summary>
    public string? Place { get; init; }

    /// <summary>For texts: midnight stands for "no time said".</summary>
    public LocalDateTime Local => Date.At(Time ?? LocalTime.Midnight);

    /// <summary>Whether it has passed.</summary>
    public bool IsBefore(LocalDateTime now) => Time is { } time ? Date.At(time) <= now : Date < now.Date;

    /// <summary>As a slot of a text.</summary>
    internal Slot Shown(string name, LocalDateTime now) => Slot.Of(name, Local, now) with { Until = Until };

    /// <summary>The moment, after a slash its end, after an at sign the place, and after a space the words.</summary>
    internal string Write()
    {
        var moment = Time is null ? LocalDatePattern.Iso.Format(Date) : withTime.Format(Local);
        if (Until is { } until)
            moment = $"{moment}/{clock.Format(until)}";
        if (Place is not null)
            moment = $"{moment}@{Place}";
        return Words is null ? moment : $"{moment} {Words}";
    }

    internal static WishedTime? Parse(string stored)
    {
        var (rest, words) = Cut(stored, ' ');
        (rest, var place) = Cut(rest, '@');
        (rest, var end) = Cut(rest, '/');
        var until = end is null ? null : clock.Parse(end) is { Success: true } said ? said.Value : (LocalTime?)null;
        if (end is not null && until is null)
            return null;
        return withTime.Parse(rest) is { Success: true } full ? new(full.Value.Date, full.Value.TimeOfDay, words) { Until = until, Place = place }
            : LocalDatePattern.Iso.Parse(rest) is { Success: true } day ? new(day.Value, null, words) { Until = until, Place = place } : null;
    }

    private static (string Head, string? Tail) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is > 0 and var place ? (text[..place], text[(place + 1)..]) : (text, null);

    /// <returns>What was typed, cut to what is kept; <see langword="null"/> for what a date picker wrote.</returns>
    internal static string? OwnWords(string text)
    {
        var words = text.Trim().ReplaceLineEndings(" ");
        return words.Length == 0 || Parse(words) is { Words: null, Until: null, Place: null } ? null
            : words.Length <= LongestWords ? words
            : words[..(char.IsHighSurrogate(words[LongestWords - 1]) ? LongestWords - 1 : LongestWords)];
    }
}
