using NodaTime;
using NodaTime.Text;

namespace Assistant.Knowledge.Catalogue;

/// <summary>A number people can call for help.</summary>
/// <param name="Id">Its id, <c>child-helpline</c>.</param>
/// <param name="Number">As it is shown.</param>
/// <param name="IsFree">Whether calling costs nothing.</param>
/// <param name="Hours">When it answers; <see langword="null"/>: not confirmed, so not told.</param>
/// <param name="Languages">Languages it answers in; empty: not confirmed.</param>
/// <param name="Source">Where that is written.</param>
/// <param name="VerifiedOn">When somebody last looked.</param>
/// <param name="ReviewBy">When somebody must look again; later it is a finding of <c>doctor</c>.</param>
public sealed record Helpline(string Id, string Number, bool IsFree, string? Hours, IReadOnlyList<Lang> Languages, string Source, LocalDate VerifiedOn, LocalDate ReviewBy);

/// <summary>The helplines of <c>Catalogue/helplines.yaml</c>, the most urgent first.</summary>
public static class Helplines
{
    /// <returns>The built-in helplines.</returns>
    public static IReadOnlyList<Helpline> Load() => [.. Resource.Yaml<HelplinesFile>("Catalogue/helplines.yaml").Helplines.Select(line => new Helpline(
        line.Id, line.Number, line.Free, line.Hours, [.. line.Languages.Select(code => Langs.Parse(code) ?? throw new FormatException($"No language {code}."))],
        line.Source, LocalDatePattern.Iso.Parse(line.VerifiedOn).Value, LocalDatePattern.Iso.Parse(line.ReviewBy).Value))];
}

/// <summary>The file as written.</summary>
internal sealed class HelplinesFile
{
    /// <summary>The lines.</summary>
    public required List<HelplineFile> Helplines { get; init; }
}

/// <summary>A helpline as written.</summary>
internal sealed class HelplineFile
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>Whether it is free.</summary>
    public required bool Free { get; init; }

    /// <summary>Its hours.</summary>
    public string? Hours { get; init; }

    /// <summary>Codes of its languages.</summary>
    public required List<string> Languages { get; init; }

    /// <summary>Its source.</summary>
    public required string Source { get; init; }

    /// <summary>ISO date.</summary>
    public required string VerifiedOn { get; init; }

    /// <summary>ISO date.</summary>
    public required string ReviewBy { get; init; }
}
