using System.Reflection;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Assistant.Knowledge;

/// <summary>Reads the data that is built into this assembly, by its path under <c>knowledge/</c>.</summary>
internal static class Resource
{
    private static readonly Assembly home = typeof(Resource).Assembly;

    // What it learns of a type by reflection it learns once.
    private static readonly IDeserializer yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithEnforceRequiredMembers().Build();

    /// <exception cref="InvalidOperationException">No such resource: a fault of the build.</exception>
    public static StreamReader Open(string path) => new(Bytes(path));

    /// <exception cref="InvalidOperationException">No such resource: a fault of the build.</exception>
    public static Stream Bytes(string path) =>
        home.GetManifestResourceStream(path) ?? throw new InvalidOperationException($"There is no built-in resource {path}.");

    /// <summary>Paths of all that is built in under a folder, in order.</summary>
    /// <param name="folder">Ends with a slash.</param>
    public static IEnumerable<string> Names(string folder) =>
        home.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>All of one resource.</summary>
    public static string Text(string path)
    {
        using var reader = Open(path);
        return reader.ReadToEnd();
    }

    /// <summary>The lines that say something: not empty, not a comment (#).</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using var reader = Open(path);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }

    /// <summary>A YAML document with hyphenated keys; unknown and missing required keys are faults.</summary>
    public static T Yaml<T>(string path)
    {
        using var reader = Open(path);
        return yaml.Deserialize<T>(reader);
    }
}
