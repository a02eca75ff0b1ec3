using Assistant.Knowledge;
using Assistant.Tests.Dialogs;

namespace Assistant.Tests.Knowledge;

public sealed class RegisterTests
{
    [Fact]
    public void Easy_words_are_estonian_alone()
    {
        var easy = Known.Texts.In(Register.Easy);
        Assert.Equal("Ma aitan su perel leida abi. Ohu korral helista kohe 112.", easy.Get(Lang.Et, "welcome.purpose"));
        Assert.NotEqual(easy.Get(Lang.Et, "welcome.purpose"), Known.Texts.Get(Lang.Et, "welcome.purpose"));
        Assert.Equal(Known.Texts.Get(Lang.Ru, "welcome.purpose"), easy.Get(Lang.Ru, "welcome.purpose"));
    }

    [Fact]
    public void What_needs_no_easy_words_is_said_as_it_is() =>
        Assert.Equal(Known.Texts.Get(Lang.Et, "visit.understood"), Known.Texts.In(Register.Easy).Get(Lang.Et, "visit.understood"));

    [Fact]
    public void Every_easy_text_has_the_placeholders_of_the_ordinary_one() => Assert.All(Known.Texts.EasyKeys, key => Assert.Equal(
        Texts.Placeholders(Known.Texts.Get(Lang.Et, key)).Order(StringComparer.Ordinal),
        Texts.Placeholders(Known.Texts.In(Register.Easy).Get(Lang.Et, key)).Order(StringComparer.Ordinal)));

    [Fact]
    public void An_organisation_may_word_easy_texts_its_own_way() =>
        Assert.Equal("Läki", Texts.Load(("Texts/et-easy/menu.yaml", "begin: Läki")).In(Register.Easy).Get(Lang.Et, "menu.begin"));

    [Theory]
    [InlineData("et-easy", Lang.Et, Register.Easy)]
    [InlineData("ET-EASY", Lang.Et, Register.Easy)]
    [InlineData("et", Lang.Et, Register.Ordinary)]
    [InlineData("ru", Lang.Ru, Register.Ordinary)]
    [InlineData(null, null, Register.Ordinary)]
    public void A_tag_names_language_and_register(string? tag, Lang? lang, Register register)
    {
        Assert.Equal((lang, register), (Langs.Parse(tag), Registers.Of(tag)));
        if (lang is { } known)
            Assert.Equal(tag!.ToLowerInvariant(), Registers.Tag(known, register));
    }
}
