using System.Globalization;
using Assistant.Records;
using Assistant.Records.Families;

namespace Assistant.Host.Cases;

/// <summary>What stands for a family's name where little may be said.</summary>
internal static class FamilyAlias
{
    private const int mostCompared = 1000;

    /// <returns>First letter, with a number where several families have it.</returns>
    public static string New(IUnit unit, IFamilies families, string name)
    {
        var letter = StringInfo.GetNextTextElement(name).ToUpperInvariant();
        var known = families.Open(unit, mostCompared).Count(family => family.Content.Name.StartsWith(letter, StringComparison.OrdinalIgnoreCase));
        return known == 0 ? letter + "." : string.Create(CultureInfo.InvariantCulture, $"{letter}{known + 1}.");
    }
}
