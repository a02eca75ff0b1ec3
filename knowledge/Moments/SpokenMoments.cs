using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Moments;

/// <summary>Reads wished times with the recogniser of <c>knowledge/Language</c>: whatever it understands, in any mix of the languages.</summary>
/// <param name="recognition">Shared by everybody.</param>
public sealed class SpokenMoments(Recognition recognition) : IMoments
{
    /// <summary>Longest text read for a time, in UTF-16 units; more is a story.</summary>
    private const int LongestText = 400;

    /// <inheritdoc/>
    public MomentReading Read(string text, Lang lang, LocalDateTime reference)
    {
        if (text.Length > LongestText)
            return MomentReading.NotSaid;
        var meant = Meant.Of(recognition.Recognize(text, lang: null, reference, TimePolicy.Future));
        if (meant.Problem == TimeProblem.NoSuchDate)
            return new(null, [], MomentProblem.NoSuchTime);
        var date = meant.Date ?? (meant.Time is { } time ? time > reference.TimeOfDay ? reference.Date : reference.Date.PlusDays(1) : null);
        if (date is not { } day)
            return MomentReading.NotSaid;
        return day < reference.Date || day == reference.Date && meant.Time <= reference.TimeOfDay
            ? new(null, [], MomentProblem.Past)
            : new(new(day, meant.Time, meant.Until), [.. meant.Alternatives.Where(other => other > reference).Select(other => new Moment(other.Date, other.TimeOfDay == LocalTime.Midnight ? null : other.TimeOfDay))], MomentProblem.None);
    }
}
