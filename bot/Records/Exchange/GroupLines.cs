using System.Collections.Immutable;
using Assistant.Records.Groups;
using NodaTime;

namespace Assistant.Records.Exchange;

/// <summary>A closed support group with its sessions.</summary>
public sealed record GroupLine : ExchangeLine
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int LongestName = 60;

    /// <summary>Longest place, funder, order or topic, in UTF-16 units.</summary>
    public const int LongestWords = 100;

    /// <summary>As it is called among its people.</summary>
    public required string Name { get; init; }
    /// <summary>Key of the worker who leads it.</summary>
    public required string Leader { get; init; }
    /// <summary>Most members.</summary>
    public required int Capacity { get; init; }
    /// <summary>First day on which it may meet.</summary>
    public required LocalDate From { get; init; }
    /// <summary>Last day, included.</summary>
    public required LocalDate Until { get; init; }
    /// <summary>Local time of day.</summary>
    public required LocalTime At { get; init; }
    /// <summary>How long a session takes.</summary>
    public required int Minutes { get; init; }
    /// <summary>Day of the week; <see langword="null"/>: that of <see cref="From"/>.</summary>
    public IsoDayOfWeek? Day { get; init; }
    /// <summary>Public holidays are not left out.</summary>
    public bool MeetsOnHolidays { get; init; }
    /// <summary>Key of the worker who stands in.</summary>
    public string? Substitute { get; init; }
    /// <summary>Where it stands; its sessions move it on.</summary>
    public CohortState State { get; init; } = CohortState.Closed;
    /// <summary>When it was opened; <see langword="null"/>: on <see cref="From"/>.</summary>
    public LocalDate? Since { get; init; }
    /// <summary>Where it meets.</summary>
    public string? Place { get; init; }
    /// <summary>Project or fund on the sheets.</summary>
    public string? Funder { get; init; }
    /// <summary>Number of the municipality's order.</summary>
    public string? Order { get; init; }
    /// <summary>How long before a session members are reminded, minutes; <see langword="null"/>: as everywhere in the house.</summary>
    public ImmutableArray<int>? RemindBefore { get; init; }
    /// <summary>Contract, qualifications and approval.</summary>
    public CohortPapers? Papers { get; init; }
    /// <summary>In order; numbered from 1. Empty: each week of the time.</summary>
    public ImmutableArray<SessionPart> Sessions { get; init; } = [];
}

/// <summary>One session of a group's line.</summary>
public sealed record SessionPart
{
    /// <summary>Local day.</summary>
    public required LocalDate On { get; init; }
    /// <summary>Local time of day; <see langword="null"/>: as the group's others.</summary>
    public LocalTime? At { get; init; }
    /// <summary>How long; <see langword="null"/>: as the group's others.</summary>
    public int? Minutes { get; init; }
    /// <summary>A theme of the service, or own words.</summary>
    public string? Topic { get; init; }
    /// <summary>It does not take place.</summary>
    public bool IsCancelled { get; init; }
}

/// <summary>Somebody in a group. They have no chat with us: what they use is made one with this record when they write.</summary>
public sealed record MemberLine : ExchangeLine
{
    /// <summary>Key of the group.</summary>
    public required string Group { get; init; }
    /// <summary>In this state since.</summary>
    public required LocalDate Since { get; init; }
    /// <summary>Key of the human, who may be in other groups as well; <see langword="null"/>: the line's own key.</summary>
    public string? Person { get; init; }
    /// <summary>ISO 639-1.</summary>
    public string Language { get; init; } = "et";
    /// <summary>How they stand to the group.</summary>
    public MemberState State { get; init; } = MemberState.Member;
    /// <summary>When confidence was agreed to; <see langword="null"/>: a member's on <see cref="Since"/>, others' not.</summary>
    public LocalDate? Agreed { get; init; }
    /// <summary>What is sealed.</summary>
    public MembershipContent Content { get; init; } = new(null, null, null);
}

/// <summary>Who was there at one session.</summary>
public sealed record AttendanceLine : ExchangeLine
{
    /// <summary>Key of the group.</summary>
    public required string Group { get; init; }
    /// <summary>Number of the session in the group's line, from 1.</summary>
    public required int Session { get; init; }
    /// <summary>By member.</summary>
    public required ImmutableArray<AttendancePart> Was { get; init; }
}

/// <summary>One member at one session.</summary>
/// <param name="Member">Key of the member's line.</param>
public sealed record AttendancePart(string Member, Attendance Was);
