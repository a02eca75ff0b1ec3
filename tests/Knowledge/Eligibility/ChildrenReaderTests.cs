using Assistant.Knowledge.Eligibility;

namespace Assistant.Tests.Knowledge.Eligibility;

public sealed class ChildrenReaderTests
{
    [Theory]
    [InlineData("kaks, 13 ja 6", 2, "13 6")]
    [InlineData("kaks last vanuses 13 ja 6", 2, "13 6")]
    [InlineData("13 ja 6", 2, "13 6")]
    [InlineData("1, 9", 1, "9")]
    [InlineData("kaks poissi ja üks tüdruk", 3, "")]
    [InlineData("kaksikud ja vanem poeg", 3, "")]
    [InlineData("poeg 13 ja tütar 6", 2, "13 6")]
    [InlineData("сын и дочь, 13 и 6", 2, "13 6")]
    [InlineData("one boy, 13, one girl, 6", 2, "13 6")]
    [InlineData("poeg 7, tütar 4", 2, "7 4")]
    [InlineData("сын 7, дочь 4", 2, "7 4")]
    [InlineData("son 7, daughter 4", 2, "7 4")]
    [InlineData("üks on 5 ja teine 7", 2, "5 7")]
    [InlineData("один 5, второй 7", 2, "5 7")]
    [InlineData("one is 5 and the other 7", 2, "5 7")]
    [InlineData("ainult poeg, rohkem lapsi pole", 1, "")]
    [InlineData("только сын, больше детей нет", 1, "")]
    [InlineData("rohkem lapsi pole", null, "")]
    [InlineData("tütar ja 2 poega", 3, "")]
    [InlineData("no kids", 0, "")]
    [InlineData("200", 200, "")]
    [InlineData("poisid", null, "")]
    [InlineData("9-aastane", null, "")]
    [InlineData("kool helistas kell 9", null, "")]
    [InlineData("poeg ei käi koolis", null, "")]
    [InlineData("", null, "")]
    public void A_number_of_children_is_read_as_people_tell_it(string text, int? count, string ages)
    {
        var told = ChildrenReader.Default.Read(text, lang: null);
        Assert.Equal((count, ages), (told.Count, string.Join(' ', told.Ages)));
    }

    [Fact]
    public void No_text_is_too_odd() => HostileTexts.Check(text =>
    {
        _ = ChildrenReader.Default.Read(text, null);
        _ = AnswerReader.Default.Read("coping", text, null);
    });
}
