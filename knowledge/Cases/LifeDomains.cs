using System.Collections.Frozen;
using System.Collections.Immutable;
using Assistant.Knowledge.Catalogue;
using YamlDotNet.RepresentationModel;

namespace Assistant.Knowledge.Cases;

/// <summary>A life domain, and how it is called.</summary>
/// <param name="Id">Under it ratings are kept; it stays.</param>
/// <param name="Names">In every language.</param>
public sealed record LifeDomain(string Id, ImmutableDictionary<Lang, string> Names);

/// <summary>Life domains by which the need of a family with children and of a grown-up person is assessed, each with its source. Data: <c>Cases/domains.yaml</c>.</summary>
public sealed class LifeDomains
{
    /// <summary>Name of the file.</summary>
    public const string File = "Cases/domains.yaml";

    private readonly FrozenDictionary<string, LifeDomain> all;

    private LifeDomains(YamlFile file)
    {
        (Family, Adult) = (Read(file, "family"), Read(file, "adult"));
        HashSet<string> ids = [.. Family.Concat(Adult).Select(domain => domain.Id)];
        if (ids.Count != Family.Length + Adult.Length) throw file.Bad("id", "there once");
        all = Family.Concat(Adult).ToFrozenDictionary(domain => domain.Id, StringComparer.Ordinal);
    }

    /// <summary>Of a family with children, in the order they are asked.</summary>
    public ImmutableArray<LifeDomain> Family { get; }

    /// <summary>Of a grown-up person.</summary>
    public ImmutableArray<LifeDomain> Adult { get; }

    /// <returns>How a domain is called; the id itself of one that was rated once and is not in the file any more.</returns>
    public string Name(string id, Lang lang) => all.TryGetValue(id, out var domain) ? domain.Names[lang] : id;

    /// <param name="overrides">The organisation's own file, whole in place of ours; others are not looked at.</param>
    /// <exception cref="FormatException">The message names file and key.</exception>
    public static LifeDomains Load(params IEnumerable<(string Name, string Content)> overrides) =>
        new(Yaml.Read(File, overrides.Where(file => file.Name == File).Select(file => file.Content).FirstOrDefault() ?? Resource.Text(File)));

    private static ImmutableArray<LifeDomain> Read(YamlFile file, string whose)
    {
        var map = file.Map(whose);
        _ = file.Text(map, "source");
        ImmutableArray<LifeDomain> domains =
        [
            .. file.List(map, "domains").Children
                .Select(node => node as YamlMappingNode ?? throw file.Bad("domains", "a list of maps"))
                .Select(one => new LifeDomain(Id(file, one), Langs.All.ToImmutableDictionary(lang => lang, lang => file.Text(one, lang.Code())))),
        ];
        return domains.IsEmpty ? throw file.Bad(whose, "at least one domain") : domains;
    }

    /// <summary>It is an id among a dialogue's questions, too.</summary>
    private static string Id(YamlFile file, YamlMappingNode map)
    {
        var id = file.Text(map, "id");
        var isPlain = id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
        return isPlain && id is not ("of" or "strengths" or "obstacles") ? id : throw file.Bad("id", "of a-z, 0-9 and -");
    }
}
