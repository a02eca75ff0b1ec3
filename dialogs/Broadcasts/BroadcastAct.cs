using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Broadcasts;

/// <summary>What somebody does about a message to many. The Host decides by the rules of the records and says what came of it.</summary>
public abstract record BroadcastAct
{
    private BroadcastAct() { }

    /// <summary>A message as the dialogue gathered it.</summary>
    /// <param name="Language">In which <paramref name="Text"/> is written, ISO 639-1.</param>
    /// <param name="Others">The same in other languages, by code.</param>
    /// <param name="Audience">An <see cref="AudienceFact.Id"/>.</param>
    /// <param name="At">When, local; <see langword="null"/>: now.</param>
    /// <param name="IsTrial">Nobody but the author gets it; what would happen is said.</param>
    public sealed record Send(string Language, string Text, ImmutableDictionary<string, string> Others, string Audience, LocalDateTime? At, bool IsTrial) : BroadcastAct;

    /// <summary>A standing choice <c>broadcast:{step}:{id}</c>.</summary>
    public sealed record Press(string Step, string Id) : BroadcastAct;

    /// <summary>The last ones, with what became of them.</summary>
    public sealed record List : BroadcastAct;
}

/// <summary>A message to many that reached the person.</summary>
/// <param name="Id">The message's.</param>
/// <param name="IsNamed">The channel says that this is what they answer; else it is the last thing that was said here, and not long ago.</param>
public sealed record AnnouncedFact(string Id, bool IsNamed);

/// <summary>Some people who can be written to at once.</summary>
/// <param name="Id"><c>group:ID</c>, <c>groups</c>, <c>role:Parent</c>, <c>municipality:NAME</c>.</param>
/// <param name="Label">How it is called.</param>
/// <param name="Count">People who agreed to be written to, or work here.</param>
/// <param name="LeftOut">People who did not.</param>
/// <param name="Languages">How many of <paramref name="Count"/> read which language, by ISO 639-1 code.</param>
public sealed record AudienceFact(string Id, Line Label, int Count, int LeftOut, ImmutableDictionary<string, int> Languages)
{
    /// <summary>Its own name, where it has one: of a group or a municipality.</summary>
    public string? Named { get; init; }

    /// <summary>Begins the ids of municipalities.</summary>
    public const string Municipality = "municipality:";

    /// <summary>It is one of the municipalities, which are asked for by themselves.</summary>
    public bool IsMunicipality => Id.StartsWith(Municipality, StringComparison.Ordinal);
}
