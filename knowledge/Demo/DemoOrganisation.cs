namespace Assistant.Knowledge.Demo;

/// <summary>An invented organisation to try everything out with. Data: <c>Demo/organisation.yaml</c>.</summary>
public sealed class DemoOrganisation
{
    /// <summary>Says itself that it is a demonstration.</summary>
    public required string Name { get; init; }
    /// <summary>Municipality of the catalogue.</summary>
    public required string Municipality { get; init; }
    /// <summary>An invented number, and the office hours.</summary>
    public required string Contact { get; init; }
    /// <summary>Who works there.</summary>
    public required DemoWorker[] Workers { get; init; }
    /// <summary>Who asked for something.</summary>
    public required DemoFamily[] Families { get; init; }

    /// <summary>Reads it.</summary>
    public static DemoOrganisation Load() => Resource.Yaml<DemoOrganisation>("Demo/organisation.yaml");
}

/// <summary>Somebody invented who works there.</summary>
public sealed class DemoWorker
{
    /// <summary>Names the worker within the file.</summary>
    public required string Id { get; init; }
    /// <summary><c>coordinator</c> or <c>support-person</c>.</summary>
    public required string Role { get; init; }
    /// <summary>Invented.</summary>
    public required string Name { get; init; }
    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }
}

/// <summary>Somebody invented who asked for something.</summary>
public sealed class DemoFamily
{
    /// <summary>Names the family within the file.</summary>
    public required string Id { get; init; }
    /// <summary>Invented.</summary>
    public required string Name { get; init; }
    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }
    /// <summary><c>appointment</c> or <c>human</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>Catalogue id; <see langword="null"/>: just a worry.</summary>
    public string? Service { get; init; }
    /// <summary>Wished day, in working days from today; <see langword="null"/>: no wish.</summary>
    public int? Days { get; init; }
    /// <summary>Wished hour.</summary>
    public int? Hour { get; init; }
    /// <summary>In the family's own words.</summary>
    public required string Note { get; init; }
    /// <summary>Invented number to call.</summary>
    public string? Phone { get; init; }
    /// <summary><c>waiting</c>, <c>taken</c>, <c>proposed</c>, <c>confirmed</c> or <c>declined</c>.</summary>
    public required string State { get; init; }
    /// <summary><see cref="DemoWorker.Id"/> of who took it.</summary>
    public string? Worker { get; init; }
    /// <summary>Proposed day, in working days from today.</summary>
    public int? ProposedDays { get; init; }
    /// <summary>Proposed hour.</summary>
    public int? ProposedHour { get; init; }
}
