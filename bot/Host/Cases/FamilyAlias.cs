using System.Globalization;
using Assistant.Records;
using Assistant.Records.Families;

namespace Assistant.Host.Cases;

/// <summary>What stands for a family's name where little may be said.</summary>
internal static class FamilyAlias
{
    /// <returns>First letter, with the lowest number that no family has, closed ones included: one alias never means two families.</returns>
    public static string New(IUnit unit, IFamilies families, string name)
    {
        var letter = StringInfo.GetNextTextElement(name).ToUpperInvariant();
        var taken = families.Aliases(unit).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, taken.Count + 1).Select(number => number == 1 ? letter + "." : string.Create(CultureInfo.InvariantCulture, $"{letter}{number}.")).First(alias => !taken.Contains(alias));
    }
}
