using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Tests.Dialogs;
using YamlDotNet.RepresentationModel;

namespace Assistant.Tests.Knowledge;

public sealed class TextsTests
{
    /// <summary>UTF-16 units; what fits on a small phone without scrolling.</summary>
    private const int LongestMessage = 180;

    private static readonly Texts texts = Known.Texts;

    public static TheoryData<string> Keys => [.. texts.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Keys))]
    public void A_text_is_short_translated_and_has_the_same_placeholders_everywhere(string key)
    {
        foreach (var text in Langs.All.Select(lang => texts.Get(lang, key)))
        {
            // A review lists the answers; the chat page has labels and a decoy page of its own.
            var isMessage = !key.EndsWith("review.ask", StringComparison.Ordinal) && !key.StartsWith("page.", StringComparison.Ordinal);
            Assert.True(text.Length <= LongestMessage || !isMessage, $"{key}: {text.Length} characters: {text}");
            Assert.True(Sentences(text) <= 2 || !isMessage, $"{key}: more than two sentences: {text}");
            Assert.True(text.Count(c => c == '?') <= 1, $"{key}: more than one question: {text}");
            Assert.False(text.Contains("  ", StringComparison.Ordinal), key);
            Assert.Equal(Texts.Placeholders(texts.Get(Lang.Et, key)).Order(StringComparer.Ordinal), Texts.Placeholders(text).Order(StringComparer.Ordinal));
        }
        var russian = texts.Get(Lang.Ru, key);
        if (key.StartsWith("menu.language-", StringComparison.Ordinal) && key != "menu.language-set")
            return;
        var letters = string.Concat(Texts.Placeholders(russian).Aggregate(russian, (text, name) => text.Replace($"{{{name}}}", "", StringComparison.Ordinal)).Replace("Esc", "", StringComparison.Ordinal).Replace("(tugiisik)", "", StringComparison.Ordinal).Where(char.IsLetter));
        Assert.True(letters.All(c => c is >= '\u0400' and <= '\u04FF'), $"{key} is not all Russian: {russian}");
        Assert.True(letters.Length == 0 || key == "dates.day-year" || texts.Get(Lang.En, key) != texts.Get(Lang.Et, key) || texts.Get(Lang.En, key).Length <= "november".Length, $"{key} is not translated");
    }

    private static int Sentences(string text)
    {
        var ends = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] is '.' or '!' or '?' && (i + 1 == text.Length || text[i + 1] is ' ' or '\n') && !(text[i] == '.' && i > 0 && (char.IsDigit(text[i - 1]) || i + 2 < text.Length && char.IsLower(text[i + 2]))))
                ends++;
        return ends;
    }

    [Theory]
    [InlineData(Lang.Et, "kolmapäev, 25. november, kell 17.05", "kolmapäev, 25. november")]
    [InlineData(Lang.Ru, "среда, 25 ноября, 17:05", "среда, 25 ноября")]
    [InlineData(Lang.En, "Wednesday, 25 November, 17:05", "Wednesday, 25 November")]
    public void A_date_is_said_in_full_in_the_readers_language(Lang lang, string full, string day)
    {
        Assert.Equal(full, texts.Full(lang, new(2026, 11, 25, 17, 5)));
        Assert.Equal(day, texts.Full(lang, new(2026, 11, 25, 0, 0)));
    }

    [Fact]
    public void What_people_wrote_is_shown_as_it_is() =>
        Assert.Equal("Lisa: {name} {note}", texts.Render(Lang.Et, Line.Of("queue.note", new Slot("note", Words: "{name} {note}"))));

    [Fact]
    public void What_ends_in_a_full_stop_gets_no_second_one() =>
        Assert.Equal("Sinu juurde lisati pere: T. Võid nende külastusi mulle ette rääkida.", texts.Render(Lang.Et, Line.Of("families.assigned", new Slot("family", Words: "T."))));

    [Fact]
    public void The_small_reader_and_a_whole_yaml_parser_agree_on_every_flat_file()
    {
        foreach (var name in Resource.Names("Texts/").Concat(Resource.Names("Replies/").Where(name => !name.StartsWith("Replies/Wishes/", StringComparison.Ordinal))))
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(Resource.Text(name)));
            var expected = ((YamlMappingNode)stream.Documents[0].RootNode).Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, ((YamlScalarNode)pair.Value).Value!));
            Assert.Equal(expected, FlatYaml.Read(name, Resource.Text(name)));
        }
    }

    [Theory]
    [InlineData("a b", "expected 'key: text'")]
    [InlineData("a: b\na: c", "there twice")]
    [InlineData("a: \"b", "closing quote")]
    [InlineData("a: b: c", "double quotes")]
    [InlineData("  a: b", "margin")]
    public void A_file_we_cannot_read_is_named_with_line_and_reason(string content, string reason)
    {
        var problem = Assert.Throws<FormatException>(() => FlatYaml.Read("Texts/et/x.yaml", content).ToList());
        Assert.Contains("Texts/et/x.yaml, line", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_organisation_may_word_a_text_its_own_way()
    {
        var own = Texts.Load(("Texts/et/menu.yaml", "begin: Läki"));
        Assert.Equal("Läki", own.Get(Lang.Et, "menu.begin"));
        Assert.Equal(texts.Get(Lang.Ru, "menu.begin"), own.Get(Lang.Ru, "menu.begin"));
    }

    [Theory]
    [InlineData("Texts/et/menu.yaml", "nonsense: x")]
    [InlineData("Texts/et/appointment.yaml", "wish.echo: Kirjas")]
    [InlineData("Texts/fi/menu.yaml", "begin: x")]
    public void An_override_of_what_we_do_not_have_is_refused(string name, string content) =>
        Assert.Throws<FormatException>(() => Texts.Load((name, content)));
}
