using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>English hours that only what stands around them tells: "at ten to five … left half six", "a second hand one | next wednesday at six".</summary>
internal sealed class EnglishHours(Words words, NoteCues cues)
{
    private const int HalfADay = 12, LastAfternoonHour = 6, RoundMinutes = 5, Twenty = 20;
    private const double Doubtful = 0.75;

    public void Apply(List<Timed> times)
    {
        for (var i = 0; i < times.Count; i++)
        {
            MinutesTo(times, i);
            if (i + 1 < times.Count) Pronoun(times, i);
        }
    }

    /// <summary>"Got there at ten to five and left half six": minutes before an hour, since the end is said apart.</summary>
    private void MinutesTo(List<Timed> times, int at)
    {
        const int wordsOfIt = 4;
        var time = times[at];
        if (time.Entity is not { Type: EntityType.TimeRange, Best: { StartTime: { Minute: 0 } from, EndTime: { Minute: 0 } to } } || time.End - time.First != wordsOfIt || words[time.First].Text is not ("at" or "about" or "around") || words[time.End - 2].Text != "to") return;
        var minutes = from.Hour == Twenty ? Twenty : from.Hour % HalfADay;
        if (minutes == 0 || minutes % RoundMinutes != 0 || !EndsLater(times, at)) return;
        var hour = to.Hour % HalfADay is var said && said is > 0 and <= LastAfternoonHour ? said + HalfADay : to.Hour;
        var clock = new LocalTime(hour, 0).PlusMinutes(-minutes);
        times[at] = time with { Entity = time.Entity with { Type = EntityType.Time, Resolutions = [new Resolution("") { Time = clock }], Confidence = Doubtful } };
    }

    /// <summary>Whether a verb of going stands right before a later hour.</summary>
    private bool EndsLater(List<Timed> times, int at)
    {
        const int reach = 3;
        for (var i = at + 1; i < times.Count; i++)
        {
            if (times[i].Entity.Type != EntityType.Time) continue;
            for (var word = Math.Max(times[at].End, times[i].First - reach); word < times[i].First; word++)
            {
                if (cues.Ends.Match(words, word, out _) > 0) return true;
            }
        }
        return false;
    }

    /// <summary>"I look for a second hand one | next wednesday | at six": where the hour is said after the day, "one" before it is no hour.</summary>
    private void Pronoun(List<Timed> times, int at)
    {
        const string one = "one";
        var (time, next) = (times[at], times[at + 1]);
        if (time.Entity is not { Type: EntityType.DateTime, Best: { } best } || words[time.First].Text != one || time.End - time.First < 2 || next.First != time.End || next.Entity.Type is not (EntityType.Time or EntityType.TimeRange)) return;
        if ((best.Date ?? best.Moment?.Date) is null) return;
        var (first, start) = (time.First + 1, words[time.First + 1].Start);
        var days = time.Entity.Resolutions.Select(reading => new Resolution("") { Date = reading.Date ?? reading.Moment?.Date }).ToArray();
        times[at] = new(time.Entity with { Type = EntityType.Date, Start = start, Text = words.Note[start..time.Entity.End], Resolutions = days }, first, time.End);
    }
}
