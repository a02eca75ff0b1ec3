using Assistant.Knowledge;
using Assistant.Knowledge.Cases;

namespace Assistant.Tests.Knowledge.Cases;

/// <summary>Life domains are data, in every language; what was rated keeps its id.</summary>
public sealed class LifeDomainsTests
{
    [Fact]
    public void Families_and_grown_ups_have_domains_of_their_own_in_every_language()
    {
        var domains = LifeDomains.Load();
        Assert.Equal(["physical", "health", "psychological", "emotional", "social", "cognitive", "educational", "economic", "parenting"], domains.Family.Select(domain => domain.Id));
        Assert.Equal(8, domains.Adult.Length);
        foreach (var domain in domains.Family.Concat(domains.Adult))
            foreach (var lang in Langs.All) Assert.NotEmpty(domains.Name(domain.Id, lang));
        Assert.Equal("gone", domains.Name("gone", Lang.Et));
    }

    private const string Own = """
        family: { source: board, domains: [ { id: sleep, et: uni, ru: сон, en: sleep } ] }
        adult: { source: board, domains: [ { id: adult-work, et: töö, ru: работа, en: work } ] }
        """;

    [Fact]
    public void An_organisation_puts_its_own_in_their_place_and_numbers_beside_them_still_count()
    {
        (string, string)[] files = [("Cases/domains.yaml", Own), ("Cases/policy.yaml", """visit-gap-days: { value: 9, source: "board" }""")];
        Assert.Equal("uni", LifeDomains.Load(files).Name("sleep", Lang.Et));
        Assert.Equal(9, CaseNumbers.Load(files).GapDays);
    }

    [Theory]
    [InlineData("id: sleep", "id: adult-work", "'id'")]
    [InlineData("id: sleep", "id: of", "'id'")]
    [InlineData("id: sleep", "id: \"a b\"", "'id'")]
    [InlineData(", ru: сон", "", "'ru'")]
    [InlineData("source: board, domains: [ { id: sleep", "domains: [ { id: sleep", "'source'")]
    public void What_is_wrong_in_it_is_named(string before, string after, string key) =>
        Assert.Contains(key, Assert.Throws<FormatException>(() => LifeDomains.Load(("Cases/domains.yaml", Own.Replace(before, after, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
}
