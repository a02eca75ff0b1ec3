namespace Assistant.Knowledge.Catalogue.Municipalities;

/// <summary>A municipality of Estonia as after the reform of 2017.</summary>
public sealed class Municipality
{
    /// <summary>With its kind as in the register: "Narva linn", "Tori vald"; the capital is "Tallinn" alone.</summary>
    public required string Name { get; init; }

    /// <summary>"Ida-Viru maakond".</summary>
    public required string County { get; init; }

    /// <summary>Municipalities that were merged into it, with their kind.</summary>
    public string[] Former { get; init; } = [];

    /// <summary>Towns, boroughs, villages and city districts in it that people name instead.</summary>
    public string[] Places { get; init; } = [];

    /// <summary>Other names of it that can't be told from the Estonian one by sound.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>A town (linn), not a parish (vald).</summary>
    public bool IsTown => Name.EndsWith("linn", StringComparison.Ordinal);
}
