using System.Collections.Frozen;
using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Assistant.Knowledge.Catalogue;

/// <summary>Five questions about well-being (WHO-5) in one language, word for word as the organisation loaded the official text.</summary>
/// <param name="Intro">Said before the first.</param>
/// <param name="Items">Five.</param>
/// <param name="Answers">Six, from "all of the time" (5 points) to "at no time" (0).</param>
public sealed record WellBeingText(string Source, string Intro, ImmutableArray<string> Items, ImmutableArray<string> Answers);

/// <summary>
/// Five questions about well-being, where the organisation has loaded them: <c>DIR/knowledge/Groups/wellbeing.yaml</c>. We ship no wording of our own: an
/// official text may not be translated anew. Thread-safe.
/// </summary>
public sealed class WellBeing
{
    /// <summary>The one file.</summary>
    public const string File = "Groups/wellbeing.yaml";

    /// <summary>How many questions and answers the scale has, and what one point is of a hundred.</summary>
    public const int Items = 5, Answers = 6, PointsToPercent = 4;

    private readonly FrozenDictionary<Lang, WellBeingText> texts;

    private WellBeing(FrozenDictionary<Lang, WellBeingText> texts) => this.texts = texts;

    /// <returns><see langword="null"/>: not loaded in that language, so nobody is asked in it.</returns>
    public WellBeingText? In(Lang lang) => texts.GetValueOrDefault(lang);

    /// <param name="own">The organisation's own files, by name relative to its <c>knowledge</c> folder.</param>
    /// <exception cref="FormatException">The message names file and key.</exception>
    public static WellBeing Load(params IEnumerable<(string Name, string Content)> own) => new(own.Where(file => file.Name == File).Select(file => Yaml.Read(file.Name, file.Content))
        .SelectMany(file => Langs.All.Where(lang => YamlFile.Node(file.Root, lang.Code()) is not null).Select(lang => (lang, Read(file, lang.Code())))).ToFrozenDictionary(pair => pair.lang, pair => pair.Item2));

    private static WellBeingText Read(YamlFile file, string lang)
    {
        var map = file.Map(lang);
        var (items, answers) = (All(file, map, "items"), All(file, map, "answers"));
        return items.Length != Items ? throw file.Bad($"{lang}.items", $"a list of {Items}")
            : answers.Length != Answers ? throw file.Bad($"{lang}.answers", $"a list of {Answers}")
            : new(file.Text("source"), file.Text(map, "intro"), items, answers);
    }

    private static ImmutableArray<string> All(YamlFile file, YamlMappingNode map, string key) => [.. file.List(map, key).Children.OfType<YamlScalarNode>().Select(node => node.Value!)];
}
