using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Knowledge.Moments;

/// <summary>Reads when somebody wants to meet, in any mix of the three languages. Pure; local to Europe/Tallinn.</summary>
public interface IMoments
{
    /// <param name="reference">Now, local. Readings lie in the future of it.</param>
    MomentReading Read(string text, Lang lang, LocalDateTime reference);
}

/// <summary>A day, and the time on it as far as it was said.</summary>
/// <param name="From"><see langword="null"/>: only the day was said.</param>
/// <param name="Until">End of a range, exclusive; <see langword="null"/>: no end was said.</param>
public sealed record Moment(LocalDate Date, LocalTime? From = null, LocalTime? Until = null);

/// <summary>Why there is no moment to take.</summary>
public enum MomentProblem
{
    /// <summary>There is one.</summary>
    None,
    /// <summary>The text names no time we can read.</summary>
    NotSaid,
    /// <summary>The calendar has no such day or the clock no such time, e.g. 31 November.</summary>
    NoSuchTime,
    /// <summary>That time has passed.</summary>
    Past,
    /// <summary>The day has passed this year, and no year was said: next year's is so far away that it has to be said in full.</summary>
    PastThisYear,
    /// <summary>The clock has no such hour; the day, if one was said, still holds.</summary>
    NoSuchHour,
}

/// <param name="Best">The likeliest reading; <see langword="null"/> with a problem, except the day of <see cref="MomentProblem.NoSuchHour"/>.</param>
/// <param name="Readings">When there is doubt: every live reading, the earliest first; the person is asked which. Empty when there is none.</param>
public sealed record MomentReading(Moment? Best, ImmutableArray<Moment> Readings, MomentProblem Problem)
{
    /// <summary>Several moments were said one beside the other ("Tuesday at 10 or Wednesday at 2"): all of <see cref="Readings"/> are meant, there is no doubt.</summary>
    public bool AreAllMeant { get; init; }

    /// <summary>Nothing said about a time.</summary>
    public static MomentReading NotSaid { get; } = new(null, [], MomentProblem.NotSaid);
}
