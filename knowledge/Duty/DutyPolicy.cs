using System.Collections.Frozen;
using Assistant.Knowledge.Catalogue;
using YamlDotNet.RepresentationModel;

namespace Assistant.Knowledge.Duty;

/// <summary>How soon a human answers and how a safety concern goes further, in minutes, each with its reason. Data: <c>Duty/policy.yaml</c>.</summary>
public sealed class DutyPolicy
{
    private const string Folder = "Duty/";

    /// <summary>A week: a longer time would not be kept in mind by anybody.</summary>
    private const int MostMinutes = 7 * 24 * 60;

    private readonly FrozenDictionary<string, PolicyNumber> numbers;

    private DutyPolicy(FrozenDictionary<string, PolicyNumber> numbers) => this.numbers = numbers;

    /// <summary>All numbers by name.</summary>
    public IReadOnlyDictionary<string, PolicyNumber> All => numbers;

    /// <returns>Minutes.</returns>
    /// <exception cref="KeyNotFoundException">No number has this name.</exception>
    public int Minutes(string name) => numbers.TryGetValue(name, out var number) ? number.Value : throw new KeyNotFoundException($"No number '{name}' in {Folder}policy.yaml.");

    /// <param name="overrides">The organisation's own file, by name relative to its <c>knowledge</c> folder; it may hold only the numbers it changes.</param>
    /// <exception cref="FormatException">The message names file and key.</exception>
    public static DutyPolicy Load(params IEnumerable<(string Name, string Content)> overrides)
    {
        var shipped = Resource.Names(Folder).Select(name => Yaml.Read(name, Resource.Text(name))).SelectMany(Read).ToDictionary(StringComparer.Ordinal);
        foreach (var file in overrides.Where(file => file.Name.StartsWith(Folder, StringComparison.Ordinal)).Select(file => Yaml.Read(file.Name, file.Content)))
            foreach (var (name, number) in Read(file))
                shipped[name] = shipped.ContainsKey(name) ? number : throw file.Bad(name, "a number we have");
        return new(shipped.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static IEnumerable<KeyValuePair<string, PolicyNumber>> Read(YamlFile file) => file.Root.Children.Select(entry =>
    {
        var name = ((YamlScalarNode)entry.Key).Value!;
        var map = file.Map(name);
        var value = file.Number(map, "value");
        return value is >= 1 and <= MostMinutes
            ? KeyValuePair.Create(name, new PolicyNumber(value, file.Text(map, "source")))
            : throw file.Bad(name, $"from 1 to {MostMinutes} minutes");
    });
}
