using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Assistant.Storage.Schema;

/// <summary>One numbered step of a schema. Steps that were released never change: their checksum stands in the databases.</summary>
internal sealed record Migration(int Version, string Sql)
{
    public const string Data = "Schema", Keys = "Schema/Keys";

    /// <summary>SHA-256 of the text, lower-case hex.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All steps of one schema, in order, from the embedded <c>NNNN.sql</c>.</summary>
    /// <param name="folder"><see cref="Data"/> or <see cref="Keys"/>.</param>
    public static IReadOnlyList<Migration> All(string folder)
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => Path.GetDirectoryName(name) == folder)
            .Select(name => Load(assembly.GetManifestResourceStream(name)!, int.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture)))
            .OrderBy(migration => migration.Version)];
    }

    private static Migration Load(Stream stream, int version)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(version, reader.ReadToEnd());
    }
}
