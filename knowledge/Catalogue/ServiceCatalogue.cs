using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Assistant.Knowledge.Catalogue;

/// <summary>A service of the organisation. Its name and description are texts: <c>services.{id}.name</c>.</summary>
/// <param name="Id">E.g. <c>support-person</c>.</param>
/// <param name="Term">The Estonian term.</param>
/// <param name="Source">The service description it was read from.</param>
/// <param name="IsFree">Free for the family at this organisation.</param>
/// <param name="Policy">Numbers of the service by name.</param>
public sealed record Service(string Id, string Term, string Source, bool IsFree, ImmutableDictionary<string, PolicyNumber> Policy)
{
    /// <summary>Counties it is given in; empty: not limited.</summary>
    public ImmutableArray<string> Area { get; init; } = [];

    /// <summary>What its meetings are about, in order; their names are texts: <c>group-plan.theme-{id}</c>. Empty: it has no such plan.</summary>
    public ImmutableArray<string> Themes { get; init; } = [];

    /// <summary>What those who come are asked about it without a name, in order; texts: <c>group-survey.{id}</c>.</summary>
    public ImmutableArray<string> Survey { get; init; } = [];
}

/// <param name="Value">In the unit that the name ends with: minutes, days, hours, months, cents.</param>
/// <param name="Source">The passage it was read from.</param>
public sealed record PolicyNumber(int Value, string Source);

/// <summary>All services, in the order of their files' <c>order</c>. Data: <c>Catalogue/services/*.yaml</c>.</summary>
public sealed class ServiceCatalogue
{
    private const string Folder = "Catalogue/services/";

    private ServiceCatalogue(ImmutableArray<Service> services) => All = services;

    /// <summary>What we offer.</summary>
    public ImmutableArray<Service> All { get; }

    /// <returns><see langword="null"/>: not ours.</returns>
    public Service? Find(string id) => All.FirstOrDefault(service => service.Id == id);

    /// <param name="overrides">The organisation's own files, by name relative to its <c>knowledge</c> folder; one of the same name replaces ours.</param>
    /// <exception cref="FormatException">The message names file and key.</exception>
    public static ServiceCatalogue Load(params IEnumerable<(string Name, string Content)> overrides) => new(
        [.. Yaml.Files(Folder, overrides).Select(file => (Order: file.Number("order"), Service: Read(file))).OrderBy(found => found.Order).Select(found => found.Service)]);

    private static Service Read(YamlFile file) => new(file.Text("id"), file.Text("term"), file.Text("source"), file.Text("free-for-family") == "true",
        file.Map("policy").Children.ToImmutableDictionary(
            entry => ((YamlScalarNode)entry.Key).Value!,
            entry => new PolicyNumber(file.Number((YamlMappingNode)entry.Value, "value"), file.Text((YamlMappingNode)entry.Value, "source"))))
    {
        Area = Listed(file, "area"),
        Themes = Listed(file, "themes"),
        Survey = Listed(file, "survey"),
    };

    private static ImmutableArray<string> Listed(YamlFile file, string key) =>
        YamlFile.Node(file.Root, key) is null ? [] : [.. file.List(file.Root, key).Children.OfType<YamlScalarNode>().Select(node => node.Value!)];
}

/// <summary>One YAML file with errors that name it.</summary>
internal sealed class YamlFile(string name, YamlMappingNode root)
{
    public string Name => name;
    public YamlMappingNode Root => root;
    public string Text(string key) => Text(root, key);
    public int Number(string key) => Number(root, key);
    public YamlMappingNode Map(string key) => Node(root, key) as YamlMappingNode ?? throw Bad(key, "a map");
    public YamlSequenceNode List(YamlMappingNode map, string key) => Node(map, key) as YamlSequenceNode ?? throw Bad(key, "a list");
    public string Text(YamlMappingNode map, string key) => Node(map, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : throw Bad(key, "a text");
    public int Number(YamlMappingNode map, string key) => int.TryParse(Text(map, key), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw Bad(key, "a whole number");
    public static YamlNode? Node(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    public FormatException Bad(string key, string expected) => new($"{name}: '{key}' must be {expected}.");
}

/// <summary>Reads YAML without reflection, which the start has no time for.</summary>
internal static class Yaml
{
    public static IEnumerable<YamlFile> Files(string folder, IEnumerable<(string Name, string Content)> overrides)
    {
        var own = overrides.Where(file => file.Name.StartsWith(folder, StringComparison.Ordinal)).ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
        return Resource.Names(folder).Union(own.Keys).Select(name => Read(name, own.GetValueOrDefault(name) ?? Resource.Text(name)));
    }

    public static YamlFile Read(string name, string content)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(content));
        }
        catch (YamlDotNet.Core.YamlException problem)
        {
            throw new FormatException($"{name}, line {problem.Start.Line}: {problem.Message}", problem);
        }
        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? new(name, root) : throw new FormatException($"{name}: must be one map.");
    }
}
