namespace Assistant.Knowledge.Language;

/// <summary>How a time that could be past or future is read.</summary>
public enum TimePolicy
{
    /// <summary>What has happened: a visit. The latest date not after the reference.</summary>
    Past,
    /// <summary>What will happen: an appointment. The first date not before the reference.</summary>
    Future,
}

/// <summary>What an expression is.</summary>
public enum EntityType
{
    /// <summary>One day.</summary>
    Date,
    /// <summary>A time of day.</summary>
    Time,
    /// <summary>A day with a time of day, or a moment reckoned from now.</summary>
    DateTime,
    /// <summary>Days from one to another: a week, a month, "Monday to Friday".</summary>
    DateRange,
    /// <summary>From one time of day to another.</summary>
    TimeRange,
    /// <summary>A stretch within a day or across days.</summary>
    DateTimeRange,
    /// <summary>A length of time.</summary>
    Duration,
    /// <summary>A recurrence.</summary>
    Set,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A place in an order.</summary>
    Ordinal,
    /// <summary>Somebody's age.</summary>
    Age,
}

/// <summary>What an expression is to its neighbours: the Estonian endings and the prepositions that carry meaning.</summary>
public enum TimeRole
{
    /// <summary>Nothing said, or "on", "at".</summary>
    None,
    /// <summary>The start of something: kolmest, с трёх, from three.</summary>
    From,
    /// <summary>The end of something: viieni, до пяти, until five.</summary>
    Until,
    /// <summary>Due then: homseks, к пятнице, by Friday.</summary>
    By,
}

/// <summary>Why an expression could not be resolved.</summary>
public enum TimeProblem
{
    /// <summary>All is well.</summary>
    None,
    /// <summary>The calendar has no such date: "31. veebruar". Nothing is guessed.</summary>
    NoSuchDate,
    /// <summary>Two or more readings are alive; ask which is meant.</summary>
    Ambiguous,
}

/// <summary>Something understood in a text.</summary>
/// <param name="Start">First UTF-16 unit in the original text.</param>
/// <param name="End">After the last UTF-16 unit.</param>
/// <param name="Type">What it is.</param>
/// <param name="Text">The words themselves.</param>
/// <param name="Timex">TIMEX 3 of the expression, undecided parts as X.</param>
/// <param name="Resolutions">Its readings, the one that the policy prefers first; empty when the date does not exist.</param>
/// <param name="Confidence">0-1; below <see cref="Sure"/> it is to be confirmed.</param>
/// <param name="RuleId">The rule that made it.</param>
public sealed record Entity(int Start, int End, EntityType Type, string Text, string Timex, IReadOnlyList<Resolution> Resolutions, double Confidence, string RuleId)
{
    /// <summary>From here on a reading needs no confirmation.</summary>
    public const double Sure = 0.8;

    /// <summary>What its ending or preposition says.</summary>
    public TimeRole Role { get; init; }

    /// <summary>Why it can't be taken as it is.</summary>
    public TimeProblem Problem { get; init; }

    /// <summary>Of a weekly recurrence: every so many weeks; "üle nädala" is 2.</summary>
    public int Weeks { get; init; } = 1;

    /// <summary>Expressions inside it, and other things the same words can be (1.10 as a number and as the first of October).</summary>
    public IReadOnlyList<Entity> Also { get; init; } = [];

    /// <summary>The reading that the policy prefers.</summary>
    public Resolution? Best => Resolutions.Count > 0 ? Resolutions[0] : null;
}
