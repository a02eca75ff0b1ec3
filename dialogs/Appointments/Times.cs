using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Moments;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Appointments;

/// <summary>The questions about when and where to meet, and how times are said back.</summary>
internal static class Times
{
    /// <summary>Parts one wished time from the next in stored form; never in what a time is stored as, words included.</summary>
    private const char Between = '\n';

    /// <summary>Most times kept of one answer.</summary>
    private const int Most = 3;

    /// <summary>One or several days in the future, each with a time as far as it was said. A time that has passed since is asked again; of one that may be meant in several ways the person chooses.</summary>
    public static Question<ImmutableArray<WishedTime>> Several(string id) => new(id,
        static h => h.Said.Pressed is { } pressed ? Parse(pressed, h.Facts) : Wished(h),
        static wishes => string.Join(Between, wishes.Select(wish => wish.Write())),
        static (stored, _, facts) => Parse(stored, facts))
    {
        Wanted = Wanted.DateTime,
        Bounds = static facts => (LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(facts.Now), null),
        Shown = static (wishes, facts) => new("", Line: Or(wishes.Select(wish => Said(wish, facts.Now)))),
    };

    /// <summary>A time that a coordinator offers, and in the same breath the place.</summary>
    public static Question<WishedTime> WithPlace(string id)
    {
        var question = Ask.Moment(id);
        return question with
        {
            Understand = h => question.Understand(h) is { Understood: true } reading
                ? reading with { Value = reading.Value with { Place = h.With.Places.Read(h.Said.Text, h.Said.Lang) } }
                : question.Understand(h),
            Shown = static (wish, facts) => wish.Shown("", facts.Now),
        };
    }

    /// <summary>Where to meet.</summary>
    public static Question<string> Place(string id)
    {
        var question = Ask.OneOf(id, [.. Knowledge.Replies.Places.Ids.Select(place => new Option(place, $"place.{place}"))]);
        return question with
        {
            Understand = h => question.Understand(h) is { Understood: true } reading ? reading
                : h.Said.Pressed is null && h.With.Places.Read(h.Said.Text, h.Said.Lang) is { } place ? place : default(Reading<string>),
        };
    }

    /// <summary>Day, hour and place to fill in.</summary>
    public static Sheet Sheet(Facts facts, bool asksPlace) => new(new("meeting.sheet-submit"),
    [
        new("1-day", new("meeting.sheet-day"), Wanted.Date) { IsRequired = true, Min = LocalDatePattern.Iso.Format(facts.Now.Date) },
        new("2-hour", new("meeting.sheet-hour"), Wanted.Time) { IsRequired = true },
        .. asksPlace ? [new SheetField("3-place", new("meeting.sheet-place"), Wanted.Choice) { Choices = [.. Knowledge.Replies.Places.Ids.Select(place => new Line($"place.{place}"))] }] : ImmutableArray<SheetField>.Empty,
    ]);

    /// <summary>One time, in full.</summary>
    public static Line Said(WishedTime wish, LocalDateTime now) => Line.Of("engine.moment", wish.Shown("time", now));

    /// <summary>One time in full, and the place where that was said.</summary>
    public static Line At(WishedTime wish, LocalDateTime now) => wish.Place is { } place && Knowledge.Replies.Places.Ids.Contains(place)
        ? Line.Of("request.time-place", wish.Shown("time", now), new Slot("place", Key: $"place.{place}-in"))
        : Said(wish, now);

    /// <summary>Times as alternatives.</summary>
    public static Line Or(IEnumerable<Line> times) => times.Aggregate((left, right) => Line.Of("request.or", new Slot("left", Line: left), new Slot("right", Line: right)));

    private static Reading<ImmutableArray<WishedTime>> Wished(Hearing h)
    {
        var (now, words) = (h.Facts.Now, WishedTime.OwnWords(h.Said.Text));
        return h.With.Moments.Read(h.Said.Text, h.Said.Lang, now) switch
        {
            { AreAllMeant: true, Readings: var all } => all.Take(Most).Select(Wish).ToImmutableArray(),
            { Readings: [_, ..] readings } => new()
            {
                Meanings = [.. readings.Select(Wish).Select(wish => (ImmutableArray.Create(wish), Said(wish, now)))],
            },
            { Problem: MomentProblem.NoSuchHour, Best: { } day } => new(true, [new(day.Date, null, words)], new("engine.no-such-hour")),
            { Best: { } best } => ImmutableArray.Create(Wish(best)),
            var read => Ask.Refusal<ImmutableArray<WishedTime>>(read.Problem),
        };

        WishedTime Wish(Moment moment) => new(moment.Date, moment.From, words) { Until = moment.Until > moment.From ? moment.Until : null };
    }

    private static Reading<ImmutableArray<WishedTime>> Parse(string stored, Facts facts)
    {
        WishedTime?[] wishes = [.. stored.Split(Between).Select(WishedTime.Parse)];
        return wishes.All(wish => wish is { } known && !known.IsBefore(facts.Now)) ? wishes.Select(wish => wish!.Value).ToImmutableArray() : default(Reading<ImmutableArray<WishedTime>>);
    }
}
