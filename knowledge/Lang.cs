namespace Assistant.Knowledge;

/// <summary>A language the assistant speaks and understands. Its texts live in <c>knowledge/Texts/{code}</c>.</summary>
public enum Lang
{
    /// <summary>Estonian, ISO 639-1 <c>et</c>.</summary>
    Et,
    /// <summary>Russian, ISO 639-1 <c>ru</c>.</summary>
    Ru,
    /// <summary>English, ISO 639-1 <c>en</c>.</summary>
    En,
}

/// <summary>Between <see cref="Lang"/> and its ISO 639-1 code.</summary>
public static class Langs
{
    /// <summary>All languages, the organisation's own first.</summary>
    public static IReadOnlyList<Lang> All { get; } = [Lang.Et, Lang.Ru, Lang.En];

    /// <returns><c>et</c>, <c>ru</c> or <c>en</c>.</returns>
    public static string Code(this Lang lang) => lang switch { Lang.Et => "et", Lang.Ru => "ru", _ => "en" };

    /// <returns><see langword="null"/> for a code of no language we speak. Regions (<c>en-US</c>) are ignored, case too.</returns>
    public static Lang? Parse(string? code) => code is null ? null : code.Split('-', '_')[0].ToLowerInvariant() switch
    {
        "et" => Lang.Et,
        "ru" => Lang.Ru,
        "en" => Lang.En,
        _ => null,
    };
}
