using System.Collections.Immutable;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Replies;
using NodaTime;

namespace Assistant.Knowledge.Moments;

/// <summary>Reads wished times with the recogniser of <c>knowledge/Language</c>: whatever it understands, in any mix of the languages.</summary>
/// <param name="recognition">Shared by everybody.</param>
/// <param name="zone">Whose clocks: an hour that they skip in spring does not exist; <see langword="null"/>: no clock skips any.</param>
public sealed class SpokenMoments(Recognition recognition, DateTimeZone? zone = null) : IMoments
{
    /// <summary>Longest text read for a time, in UTF-16 units; more is a story.</summary>
    private const int LongestText = 400;

    /// <summary>A day said without a year is hardly meant when it is further away than this, in days: it has just passed.</summary>
    private const int FarthestWithoutYear = 300;

    /// <summary>Most readings the person is asked to choose from.</summary>
    private const int MostReadings = 3;

    /// <summary>Hour that people say for the morning and for the evening alike.</summary>
    private const int OpenHour = 7;

    /// <summary>How TIMEX writes a year that was not said.</summary>
    private const string NoYear = "XXXX-";

    private readonly WordLists clock = WordLists.Load("clock");

    private readonly OtherHours otherHours = new(WordLists.Load("clock"));

    /// <inheritdoc/>
    public MomentReading Read(string text, Lang lang, LocalDateTime reference)
    {
        if (text.Length > LongestText)
            return MomentReading.NotSaid;
        var entities = recognition.Recognize(text, lang: null, reference, TimePolicy.Future);
        if (otherHours.Said(text, entities) is var spelled && spelled != text)
            (text, entities) = (spelled, recognition.Recognize(spelled, lang: null, reference, TimePolicy.Future));
        var meant = Meant.Of(entities);
        if (meant.Problem == TimeProblem.NoSuchDate)
            return new(null, [], MomentProblem.NoSuchTime);
        var hasNoSuchHour = entities.Any(entity => IsNoHour(text, entity));
        var date = meant.Date ?? (meant.Time is { } time ? Next(time, reference) : null);
        if (date is not { } day)
            return hasNoSuchHour ? new(null, [], MomentProblem.NoSuchHour) : MomentReading.NotSaid;
        if (day < reference.Date || day == reference.Date && meant.Time <= reference.TimeOfDay)
            return new(null, [], MomentProblem.Past);
        if (day > reference.Date.PlusDays(FarthestWithoutYear) && !SaysYear(entities, day))
            return new(null, [], day.Year > reference.Year + 1 ? MomentProblem.NoSuchTime : MomentProblem.PastThisYear);
        if (hasNoSuchHour || meant.Time is { } hour && zone?.MapLocal(day + hour).Count == 0)
            return new(new(day), [], MomentProblem.NoSuchHour);
        var best = new Moment(day, meant.Time, meant.Until);
        return meant.Problem == TimeProblem.Ambiguous && Readings(entities, meant, day, reference) is var (readings, areAllMeant)
            ? new(best, readings, MomentProblem.None) { AreAllMeant = areAllMeant }
            : new(best, [], MomentProblem.None);
    }

    private static LocalDate Next(LocalTime time, LocalDateTime reference) => time > reference.TimeOfDay ? reference.Date : reference.Date.PlusDays(1);

    /// <summary>Whether the year of the day was said, with it or beside it ("next year").</summary>
    private static bool SaysYear(IReadOnlyList<Entity> entities, LocalDate day) =>
        entities.All(entity => !entity.Timex.StartsWith(NoYear, StringComparison.Ordinal)) || entities.Any(entity => entity.Timex == $"{day.Year:0000}");

    private static (ImmutableArray<Moment> Readings, bool AreAllMeant) Readings(IReadOnlyList<Entity> entities, Meant meant, LocalDate day, LocalDateTime reference)
    {
        var best = new Moment(day, meant.Time);
        var time = meant.Time ?? entities.Select(entity => entity.Best?.Time).FirstOrDefault(said => said is not null);
        // Several days or hours were said: each with what was said once for all.
        var said = Said(entities).Select(found => new Moment(found.Date ?? meant.Date ?? Next(found.Time!.Value, reference), found.Time ?? time)).Distinct().ToArray();
        // Or one that can be meant in two ways.
        Moment[] all = said.Length > 1 ? said
            : meant.Time is { Hour: OpenHour } hour ? [.. new[] { hour, hour.PlusHours(12) }.Select(either => new Moment(meant.Date ?? Next(either, reference), either))]
            : [best, .. meant.Alternatives.Where(other => meant.Time is null || other.TimeOfDay == meant.Time).Select(other => new Moment(other.Date, meant.Time))];
        ImmutableArray<Moment> live = [.. all.Where(moment => moment.Date.At(moment.From ?? LocalTime.MaxValue) > reference)
            .OrderBy(moment => moment.Date.At(moment.From ?? LocalTime.Midnight)).Distinct().Take(MostReadings)];
        return live.Length > 1 ? (live, said.Length > 1) : ([], false);
    }

    /// <summary>Days and times as they belong together: a time goes with the day beside it, also where a day in one language stands before a time in another.</summary>
    private static List<(LocalDate? Date, LocalTime? Time)> Said(IReadOnlyList<Entity> entities)
    {
        List<(LocalDate? Date, LocalTime? Time)> said = [];
        foreach (var entity in entities)
        {
            if (entity.Type is not (EntityType.Date or EntityType.DateTime or EntityType.Time) || entity.Best is not { } found)
                continue;
            var last = said is [.., var before] ? before : default;
            if (found is { Date: null, Time: { } time } && last is { Date: not null, Time: null })
                said[^1] = (last.Date, time);
            else if (found is { Date: { } date, Time: null } && said.Count == 1 && last is { Date: null, Time: not null })
                said[^1] = (date, last.Time);
            // Another hour of the same day.
            else
                said.Add((found.Date ?? last.Date, found.Time));
        }
        return said;
    }

    /// <summary>A number in the place of an hour or of minutes that no clock shows: "kell 25", "25:00", "12.60".</summary>
    private bool IsNoHour(string text, Entity entity)
    {
        if (entity.Type != EntityType.Number || entity.Best?.Number is not { } number)
            return false;
        var isMinutes = entity.Start > 1 && text[entity.Start - 1] is ':' or '.' && char.IsAsciiDigit(text[entity.Start - 2]);
        var isHour = !isMinutes && (entity.End + 1 < text.Length && text[entity.End] == ':' && char.IsAsciiDigit(text[entity.End + 1])
            || Words.Of(text[..entity.Start]) is [.., var before] && clock.MeaningOf(before) is "hour");
        return isMinutes && number >= 60 || isHour && number > 24;
    }
}
