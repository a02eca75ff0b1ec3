using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Dialogs.Municipalities;

/// <summary>What of families is shared with their municipality and with themselves.</summary>
public sealed record SharedFacts
{
    /// <summary>Nothing.</summary>
    public static SharedFacts None { get; } = new();

    /// <summary>Caseworkers: the municipality they work for; <see langword="null"/>: none yet.</summary>
    public string? Municipality { get; init; }
    /// <summary>Caseworkers: supported families of their municipality. Loaded for <see cref="Engine.Needs.Families"/>, or the one a button is about.</summary>
    public ImmutableArray<SupportedFact> Supported { get; init; } = [];
    /// <summary>Caseworkers: after how many families the next page begins; <see langword="null"/>: this is the last.</summary>
    public int? More { get; init; }
    /// <summary>Caseworkers: the family whose referral was asked of their municipality, which a button or dialogue is about; absent and foreign look alike.</summary>
    public AskedFact? Asked { get; init; }
    /// <summary>With an act: who of the municipality would be told of a worry, in one line of names; <see langword="null"/>: nobody of it writes here, so a coordinator passes it on.</summary>
    public string? Told { get; init; }
}

/// <summary>A family whose referral was asked of the municipality.</summary>
public sealed record AskedFact(string Id, string Name);

/// <summary>A supported family as its municipality sees it: goals and hours, never a note.</summary>
/// <param name="Alias">What stands for the name where little may be said.</param>
/// <param name="Contract">Its number.</param>
public sealed record SupportedFact(string Id, string Reference, string Name, string Alias, string Contract, LocalDate Starts, LocalDate Ends)
{
    /// <summary>All sides have signed.</summary>
    public bool IsSigned { get; init; }
    /// <summary>Day of the contract, from 1.</summary>
    public int Day { get; init; }
    /// <summary>Agreed work with the family, minutes.</summary>
    public int Agreed { get; init; }
    /// <summary>Work with the family, minutes.</summary>
    public int Direct { get; init; }
    /// <summary>Documentation, minutes.</summary>
    public int Written { get; init; }
    /// <summary>Meetings that were held.</summary>
    public int Meetings { get; init; }
    /// <summary>The last overview; <see langword="null"/>: none.</summary>
    public string? Overview { get; init; }
    /// <summary>All goals by number.</summary>
    public ImmutableArray<GoalLine> Goals { get; init; } = [];
}

/// <summary>A goal as its municipality sees it.</summary>
/// <param name="State"><c>open</c>, <c>reached</c> or <c>not-reached</c>.</param>
/// <param name="First">The first value told, 0 to 10; <see langword="null"/>: never said.</param>
/// <param name="Now">The last value told.</param>
/// <param name="Reason">Of a goal that was not reached: code of the list.</param>
/// <param name="ReasonWords">Of a goal that was not reached: why.</param>
/// <param name="Analysis">Of a closed goal: what was learned.</param>
public sealed record GoalLine(int Number, string Words, string State, int? First, int? Now, string? Reason, string? ReasonWords, string? Analysis = null);
