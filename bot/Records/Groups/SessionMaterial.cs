using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>Training material of a session (koolitusmaterjal): what was given to members, kept as the copy that the documentation requires.</summary>
/// <param name="Number">Of the session's materials, from 1.</param>
/// <param name="By">Who gave it.</param>
public sealed record SessionMaterial(Guid Id, GroupId Group, SessionId Session, int Number, PersonId By, Instant Added, MaterialContent Content)
{
    /// <summary>Longest text, in UTF-16 units; channels split what is longer than theirs.</summary>
    public const int LongestText = 6000;

    /// <summary>Most materials of one session.</summary>
    public const int Most = 20;
}

/// <summary>The material itself, as members got it; sealed at rest with the group's key.</summary>
/// <param name="Words">Words, a link, or both; with a file what stands under it, or its name.</param>
public sealed record MaterialContent(string Words)
{
    /// <summary>A document or a picture.</summary>
    public MaterialFile? File { get; init; }

    /// <summary>What it is called in a list: the file by its name, words by their first line.</summary>
    public string Title
    {
        get
        {
            const int longest = 100; // UTF-16 units
            var line = File?.Name ?? Words.Split('\n', 2)[0].Trim();
            return line.Length <= longest ? line : $"{line[..longest].TrimEnd()}…";
        }
    }
}

/// <summary>A document or a picture that members got.</summary>
/// <param name="Name">As it is saved.</param>
/// <param name="Content">The bytes.</param>
public sealed record MaterialFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>Materials of sessions.</summary>
public interface IMaterials
{
    /// <summary>Keeps one; audited.</summary>
    void Add(IUnit unit, SessionMaterial material);

    /// <summary>All of a session, in their order.</summary>
    ImmutableArray<SessionMaterial> Of(IUnit unit, SessionId session);

    /// <summary>How many a group's sessions have; those without are not there.</summary>
    ImmutableDictionary<SessionId, int> Counts(IUnit unit, GroupId group);
}
