using Assistant.Knowledge.Notes.Names;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>Families called by their letter, as they are where little may be said.</summary>
public sealed class FamilyAliasesTests
{
    private static readonly FamilyLinker linker = new(["Tamm", "Tali", "Смирнов", "Адамс"], ["T.", "T2.", "С.", "A."]);

    [Theory]
    [InlineData("käisin täna pere T juures", "T.")]
    [InlineData("käisin täna pere T. juures", "T.")]
    [InlineData("käisin täna pere t juures", "T.")]
    [InlineData("käisin täna pere T2. juures kella kolmest", "T2.")]
    [InlineData("perega T2 oli kokku lepitud", "T2.")]
    [InlineData("была сегодня в семье С. с десяти", "С.")]
    [InlineData("была сегодня в семье С с десяти", "С.")]
    [InlineData("today I visited family T2 from ten", "T2.")]
    [InlineData("I visited family A. at home", "A.")]
    public void A_letter_beside_a_word_for_a_family_is_the_family(string said, string alias) =>
        Assert.Equal((alias, 0), linker.Mentions(said) is [var only] ? (only.Family, only.Doubt) : ("none, or several", 0));

    [Theory]
    [InlineData("семья с двумя детьми была дома")]
    [InlineData("I met family a week ago")]
    [InlineData("pere T3 juures")]
    [InlineData("grupp T juures")]
    [InlineData("pere, t")]
    [InlineData("pere")]
    public void A_letter_that_is_a_word_or_nobodys_is_none(string said) => Assert.Empty(linker.Mentions(said));

    [Fact]
    public void Letters_and_names_are_told_in_the_order_of_the_text()
    {
        const string said = "käisin Tali pere juures ja siis pere T. juures";
        Assert.Equal(["Tali", "T."], linker.Mentions(said).Select(mention => mention.Family));
        Assert.Equal("T", said.Substring(linker.Mentions(said)[1].Start, linker.Mentions(said)[1].Length));
    }
}
