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

    /// <summary>Families that are supported.</summary>
    public DemoCase[] Cases { get; init; } = [];

    /// <summary>Support groups that meet.</summary>
    public DemoGroup[] Groups { get; init; } = [];

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

/// <summary>An invented family that is supported.</summary>
public sealed class DemoCase
{
    /// <summary>Names the family within the file.</summary>
    public required string Id { get; init; }
    /// <summary>Invented.</summary>
    public required string Name { get; init; }
    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }
    /// <summary>Who decides and pays.</summary>
    public required string Municipality { get; init; }
    /// <summary>Invented.</summary>
    public string? Caseworker { get; init; }
    /// <summary><see cref="DemoWorker.Id"/>.</summary>
    public required string Worker { get; init; }
    /// <summary>So many days ago it began.</summary>
    public required int DaysAgo { get; init; }
    /// <summary><see langword="null"/>: none yet.</summary>
    public DemoContract? Contract { get; init; }
    /// <summary>In the family's words.</summary>
    public required string[] Goals { get; init; }
    /// <summary>The first first.</summary>
    public required DemoVisit[] Visits { get; init; }
}

/// <summary>An invented contract, signed by all.</summary>
public sealed class DemoContract
{
    /// <summary>Invented.</summary>
    public required string Number { get; init; }
    /// <summary><c>support-person</c> or <c>counselling</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>How long.</summary>
    public required int Days { get; init; }
    /// <summary>Agreed.</summary>
    public required int Hours { get; init; }
    /// <summary>An hour.</summary>
    public required int Cents { get; init; }
}

/// <summary>An invented visit at home.</summary>
public sealed class DemoVisit
{
    /// <summary>Days before today.</summary>
    public required int Ago { get; init; }
    /// <summary>Full hour.</summary>
    public required int Start { get; init; }
    /// <summary>With the family.</summary>
    public required int Minutes { get; init; }
    /// <summary>For writing it up, minutes.</summary>
    public required int Documentation { get; init; }
    /// <summary>Roles.</summary>
    public required string Present { get; init; }
    /// <summary>What was done.</summary>
    public required string Done { get; init; }
    /// <summary>What was agreed.</summary>
    public string? Agreements { get; init; }
    /// <summary>How far goal 1 was.</summary>
    public int? Goal { get; init; }
}

/// <summary>An invented support group in the middle of its time.</summary>
public sealed class DemoGroup
{
    /// <summary>Invented.</summary>
    public required string Name { get; init; }
    /// <summary><see cref="DemoWorker.Id"/> of who leads it.</summary>
    public required string Leader { get; init; }
    /// <summary><see cref="DemoWorker.Id"/> of who stands in.</summary>
    public required string Substitute { get; init; }
    /// <summary>Where it meets.</summary>
    public required string Place { get; init; }
    /// <summary>Who pays.</summary>
    public required string Funder { get; init; }
    /// <summary>Who ordered it.</summary>
    public required string Customer { get; init; }
    /// <summary>Invented number of the order.</summary>
    public required string Order { get; init; }
    /// <summary>Invented number of the two-party contract.</summary>
    public required string Contract { get; init; }
    /// <summary>Full hour of each session.</summary>
    public required int Hour { get; init; }
    /// <summary>Length of a session.</summary>
    public required int Minutes { get; init; }
    /// <summary>Days from today to the next session.</summary>
    public required int NextDays { get; init; }
    /// <summary>How many weeks it has met already.</summary>
    public required int WeeksAgo { get; init; }
    /// <summary>How many weeks it will meet, from the next session on.</summary>
    public required int Weeks { get; init; }
    /// <summary>Who comes.</summary>
    public required DemoMember[] Members { get; init; }
}

/// <summary>Somebody invented in a support group.</summary>
public sealed class DemoMember
{
    /// <summary>Names the member within the file.</summary>
    public required string Id { get; init; }
    /// <summary>Invented.</summary>
    public required string Name { get; init; }
    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }
    /// <summary>Who told them of the group.</summary>
    public required string Source { get; init; }
    /// <summary>Own rating of life before the group.</summary>
    public int? Before { get; init; }
    /// <summary>One letter a session, the first first: <c>p</c> present, <c>l</c> late, <c>e</c> excused, <c>u</c> unexcused.</summary>
    public required string Was { get; init; }
}
