using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Records.Visits;
using NodaTime;

namespace Assistant.Records.Exchange;

/// <summary>
/// One line of JSON Lines in which an organisation brings what it has elsewhere. Lines name one another by keys of the file's own: the same key is the same record
/// in every file, and a line may name what an earlier line, or an earlier import, brought.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "record", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(WorkerLine), "worker")]
[JsonDerivedType(typeof(FamilyLine), "family")]
[JsonDerivedType(typeof(CaseLine), "case")]
[JsonDerivedType(typeof(AssignmentLine), "assignment")]
[JsonDerivedType(typeof(ContractLine), "contract")]
[JsonDerivedType(typeof(ActLine), "act")]
[JsonDerivedType(typeof(GroupLine), "group")]
[JsonDerivedType(typeof(MemberLine), "member")]
[JsonDerivedType(typeof(AttendanceLine), "attendance")]
public abstract record ExchangeLine
{
    /// <summary>Longest key, in UTF-16 units.</summary>
    public const int LongestKey = 100;

    /// <summary>Within its kind of record. Of a contract: its number, as people say it.</summary>
    public required string Key { get; init; }
}

/// <summary>Somebody who works with families.</summary>
public sealed record WorkerLine : ExchangeLine
{
    /// <summary>Given when the worker is not known yet; support person, counsellor or coordinator.</summary>
    public required Role Role { get; init; }
    /// <summary>How they are called.</summary>
    public string? Name { get; init; }
    /// <summary>ISO 639-1.</summary>
    public string Language { get; init; } = "et";
    /// <summary>By which channel they will write; <see langword="null"/>: a coordinator makes them and the imported record one.</summary>
    public string? Channel { get; init; }
    /// <summary>The channel's own id of them.</summary>
    public string? User { get; init; }
}

/// <summary>A family.</summary>
public sealed record FamilyLine : ExchangeLine
{
    /// <summary>Name as in the catalogue.</summary>
    public required string Municipality { get; init; }
    /// <summary>First day with us.</summary>
    public required LocalDate Since { get; init; }
    /// <summary>What is sealed.</summary>
    public required FamilyContent Content { get; init; }
    /// <summary>ISO 639-1.</summary>
    public string Language { get; init; } = "et";
    /// <summary>When it left us; <see langword="null"/>: it is with us.</summary>
    public LocalDate? Closed { get; init; }
}

/// <summary>A case of a family.</summary>
public sealed record CaseLine : ExchangeLine
{
    /// <summary>Key of the family.</summary>
    public required string Family { get; init; }
    /// <summary>Catalogue id.</summary>
    public required string Service { get; init; }
    /// <summary>First day.</summary>
    public required LocalDate Opened { get; init; }
    /// <summary>Whom it is about.</summary>
    public CaseKind Kind { get; init; }
    /// <summary>Where it stands.</summary>
    public CaseStage Stage { get; init; }
    /// <summary>First day in this stage; <see langword="null"/>: the first of all.</summary>
    public LocalDate? Since { get; init; }
    /// <summary>What is sealed.</summary>
    public CaseContent Content { get; init; } = new();
}

/// <summary>That a worker works with a family.</summary>
public sealed record AssignmentLine : ExchangeLine
{
    /// <summary>Key of the family.</summary>
    public required string Family { get; init; }
    /// <summary>Key of the worker.</summary>
    public required string Worker { get; init; }
    /// <summary>First day.</summary>
    public required LocalDate From { get; init; }
    /// <summary>As what.</summary>
    public AssignmentKind Kind { get; init; }
    /// <summary>First day on which it is over.</summary>
    public LocalDate? Until { get; init; }
    /// <summary>When they met and the family agreed; <see langword="null"/>: not yet.</summary>
    public LocalDate? Met { get; init; }
}

/// <summary>A contract; its key is its number.</summary>
public sealed record ContractLine : ExchangeLine
{
    /// <summary>Key of the case.</summary>
    public required string Case { get; init; }
    /// <summary>Who pays.</summary>
    public required string Municipality { get; init; }
    /// <summary>Which kind, with its parties.</summary>
    public required ContractKind Kind { get; init; }
    /// <summary>First day.</summary>
    public required LocalDate Starts { get; init; }
    /// <summary>Last day.</summary>
    public required LocalDate Ends { get; init; }
    /// <summary>Of work with the family.</summary>
    public required int AgreedMinutes { get; init; }
    /// <summary>Prices.</summary>
    public ImmutableArray<Rate> Rates { get; init; } = [];
    /// <summary>What is sealed, the signatures among it.</summary>
    public ContractContent Content { get; init; } = new();
}

/// <summary>A meeting and its act.</summary>
public sealed record ActLine : ExchangeLine
{
    /// <summary>Key of the case.</summary>
    public required string Case { get; init; }
    /// <summary>Key of the worker.</summary>
    public required string Worker { get; init; }
    /// <summary>Local day.</summary>
    public required LocalDate On { get; init; }
    /// <summary>Number of the contract that counts it; <see langword="null"/>: none.</summary>
    public string? Contract { get; init; }
    /// <summary>Local time.</summary>
    public LocalTime? Start { get; init; }
    /// <summary>What became of it.</summary>
    public EncounterOutcome Outcome { get; init; }
    /// <summary>With the family; 0 when it was not held.</summary>
    public int DirectMinutes { get; init; }
    /// <summary>For writing it up.</summary>
    public int DocumentationMinutes { get; init; }
    /// <summary>The child's safety.</summary>
    public SafetyLevel Safety { get; init; }
    /// <summary>What is sealed.</summary>
    public ActContent Content { get; init; } = new();
}

/// <summary>Source-generated JSON of the lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowOutOfOrderMetadataProperties = true, RespectNullableAnnotations = true, Converters = [typeof(DayConverter), typeof(ClockConverter)])]
[JsonSerializable(typeof(ExchangeLine))]
public sealed partial class ExchangeJson : JsonSerializerContext;
