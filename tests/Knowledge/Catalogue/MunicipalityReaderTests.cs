using Assistant.Knowledge.Catalogue.Municipalities;

namespace Assistant.Tests.Knowledge.Catalogue;

public class MunicipalityReaderTests
{
    private const int Municipalities = 79, Towns = 15, Counties = 15;

    public static TheoryData<string, string?, string> Rows() => Corpus.Rows("municipalities");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_place_in_any_form_is_the_municipality_it_lies_in(string lang, string? municipality, string text)
    {
        Assert.NotEmpty(lang);
        Assert.Equal(municipality, MunicipalityReader.Default.Read(text)?.Municipality.Name);
    }

    [Fact]
    public void Every_municipality_is_known()
    {
        var all = MunicipalityReader.Default.All;
        Assert.Equal(Municipalities, all.Select(one => one.Name).Distinct().Count());
        Assert.Equal(Towns, all.Count(one => one.IsTown || one.Name == "Tallinn"));
        Assert.Equal(Counties, all.Select(one => one.County).Distinct().Count());
    }

    [Fact]
    public void Every_municipality_is_recognised_by_its_own_name_and_by_those_merged_into_it() => Assert.All(MunicipalityReader.Default.All, one =>
        Assert.All([one.Name, .. one.Former], name => Assert.Equal(one.Name, MunicipalityReader.Default.Read(name)?.Municipality.Name)));

    [Fact]
    public void Two_places_in_different_municipalities_name_none() => Assert.Null(MunicipalityReader.Default.Read("Tartu ja Narva"));
}
