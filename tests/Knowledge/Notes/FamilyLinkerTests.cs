using Assistant.Knowledge;
using Assistant.Knowledge.Notes.Names;

namespace Assistant.Tests.Knowledge.Notes;

public class FamilyLinkerTests
{
    /// <summary>Spellings that are wrong in two places; better left to be asked.</summary>
    private static readonly string[] tooFarOff = ["у сакаловых"];

    private static readonly FamilyLinker linker = new(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "names", "roster.txt")));

    public static TheoryData<string, string?, string> Rows() => Corpus.Rows("names");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_name_in_any_form_links_its_own_family_and_no_other(string lang, string? family, string text)
    {
        var linked = linker.Link(text, Langs.Parse(lang))?.Family;
        Assert.Equal(tooFarOff.Contains(text) ? null : family, linked);
    }

    [Fact]
    public void Where_two_families_fit_equally_none_is_linked() => Assert.Null(new FamilyLinker(["Kask", "Kase"]).Link("kase pere"));

    [Fact]
    public void The_exact_name_wins_over_another_that_could_be_inflected_so() => Assert.Equal("Ivanova", new FamilyLinker(["Ivanov", "Ivanova"]).Link("helistasin ivanova emale")?.Family);

    [Theory]
    [InlineData("käisin sepade juures", "Sepp")]
    [InlineData("sepadel oli rahulik", "Sepp")]
    [InlineData("käisin kaskede juures", "Kask")]
    [InlineData("käisin kasede juures", "Kask")]
    [InlineData("käisin tammede juures", "Tamm")]
    public void A_familys_plural_is_known_from_either_of_its_stems(string said, string family) =>
        Assert.Equal((family, true), new FamilyLinker(["Tamm", "Kask", "Sepp", "Ivanov"]).Link(said) is { } link ? (link.Family, link.Doubt < FamilyMention.Doubtful) : default);

    [Fact]
    public void A_family_is_not_linked_for_a_word_that_is_a_thing() => Assert.Null(new FamilyLinker(["Saar", "Mägi", "Kivi"]).Link("suvel olime saarel ja ronisime mäe otsa"));

    [Fact]
    public void A_mention_says_where_its_name_stands()
    {
        var mention = Assert.Single(new FamilyLinker(["Tamm"]).Mentions("eile käisin tammede peres"));
        Assert.Equal((12, 7), (mention.Start, mention.Length));
    }

    [Theory]
    [InlineData("\ud800\udc00 \ud800")]
    [InlineData("")]
    [InlineData("----")]
    public void Odd_texts_link_nothing(string text) => Assert.Null(linker.Link(text));
}
