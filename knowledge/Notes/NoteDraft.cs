using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>What became of a visit.</summary>
public enum VisitOutcome
{
    /// <summary>It took place.</summary>
    Held,
    /// <summary>Nobody was met: not at home, did not come, did not answer.</summary>
    NoContact,
    /// <summary>It was called off or put off.</summary>
    Cancelled,
}

/// <summary>What is to be asked back about a note.</summary>
public enum NoteProblem
{
    /// <summary>Start, end and duration were all said and don't agree.</summary>
    TimesContradict,
    /// <summary>A date was said that the calendar does not have.</summary>
    NoSuchDate,
    /// <summary>A time was said that could be in the morning or in the evening.</summary>
    AmbiguousTime,
    /// <summary>Only the beginning was read for fields.</summary>
    TooLong,
    /// <summary>The visit was not over yet when it was told. Found by whoever knows the hour.</summary>
    Ahead,
}

/// <summary>A value read from a note.</summary>
/// <param name="Source">The words that say it; of a derived value the words it was reckoned from.</param>
/// <param name="IsDerived">Reckoned from other fields, not said.</param>
/// <param name="IsSure">False: to be confirmed by the worker before it stands.</param>
public sealed record NoteField<T>(T Value, Span Source, bool IsDerived = false, bool IsSure = true);

/// <summary>Somebody who was there.</summary>
/// <param name="Role">mother, father, child, grandmother, teacher, ...: the names of <c>Cues/roles.yaml</c>.</param>
/// <param name="Count">How many, when more than one was said; 0: several, not said how many.</param>
public sealed record PresentPerson(string Role, int Count, Span Source);

/// <summary>When the next visit is, local.</summary>
/// <param name="Time">Start; <see langword="null"/>: not said.</param>
/// <param name="Until">End, when it was said.</param>
public sealed record NextVisit(LocalDate Date, LocalTime? Time, LocalTime? Until);

/// <summary>A visit act as far as one dictated message says it. Nothing is invented: what was not said is <see langword="null"/> or empty.</summary>
public sealed record NoteDraft
{
    /// <summary>A family of the worker's roster.</summary>
    public NoteField<string>? Family { get; init; }
    public NoteField<LocalDate>? VisitDate { get; init; }

    /// <summary>Local time of day.</summary>
    public NoteField<LocalTime>? Start { get; init; }

    /// <summary>Local time of day, not included.</summary>
    public NoteField<LocalTime>? End { get; init; }

    /// <summary>Minutes spent with the family.</summary>
    public NoteField<int>? DurationMinutes { get; init; }

    /// <summary>home, school, kindergarten, office, municipality, phone, online, other.</summary>
    public NoteField<string>? Place { get; init; }
    public IReadOnlyList<PresentPerson> Present { get; init; } = [];

    /// <summary>Who was said not to be there.</summary>
    public IReadOnlyList<PresentPerson> Absent { get; init; } = [];

    /// <summary>What was talked about, in the worker's words.</summary>
    public IReadOnlyList<Span> Topics { get; init; } = [];

    /// <summary>What was done, said and seen, in whole clauses: the topics with the words that tell of them, and what follows that is in no other field.</summary>
    public IReadOnlyList<Span> Told { get; init; } = [];
    public IReadOnlyList<Span> Agreements { get; init; } = [];
    public IReadOnlyList<Span> Mood { get; init; } = [];

    /// <summary>The words that tell of danger or need; <see langword="null"/>: none did.</summary>
    public Span? SafetyConcern { get; init; }

    /// <summary>The note itself says that all is safe.</summary>
    public bool IsSaidSafe { get; init; }
    public NoteField<NextVisit>? Next { get; init; }

    /// <summary>Minutes spent on writing it up.</summary>
    public NoteField<int>? DocumentationMinutes { get; init; }
    public NoteField<VisitOutcome>? Outcome { get; init; }

    /// <summary>A word says that somebody was visited, met or called.</summary>
    public bool TellsOfVisit { get; init; }
    public IReadOnlyList<NoteProblem> Problems { get; init; } = [];
}
