using Assistant.Knowledge.Catalogue.Municipalities;

namespace Assistant.Tests.Knowledge.Catalogue;

public sealed class MunicipalityCardsTests
{
    private static readonly MunicipalityCards cards = MunicipalityCards.Load();

    [Fact]
    public void A_card_names_an_office_its_source_and_when_somebody_looked() => Assert.All(cards.All, card =>
    {
        Assert.NotEmpty(card.Office);
        Assert.NotEmpty(card.Source);
        Assert.True(card.VerifiedOn < card.ReviewBy);
        Assert.True(card.Phone is not null || card.Page is not null);
        Assert.DoesNotContain("@", card.Page ?? "", StringComparison.Ordinal);
    });

    [Fact]
    public void A_card_that_nobody_looked_at_for_too_long_is_not_shown()
    {
        var narva = cards.Find("Narva linn", new(2026, 11, 23));
        Assert.NotNull(narva);
        Assert.NotNull(cards.Find("Narva linn", narva.ReviewBy));
        Assert.Null(cards.Find("Narva linn", narva.ReviewBy.PlusDays(1)));
        Assert.Null(cards.Find("Ruhnu vald", new(2026, 11, 23)));
    }

    [Fact]
    public void An_organisations_cards_replace_ours()
    {
        var own = MunicipalityCards.Load(("Catalogue/Municipalities/cards.yaml", "- { municipality: Ruhnu vald, office: Ruhnu Vallavalitsus, page: ruhnu.ee, source: oma, verified-on: 2026-11-01, review-by: 2027-11-01 }"));
        Assert.Equal("ruhnu.ee", own.Find("Ruhnu vald", new(2026, 11, 23))!.Page);
        Assert.Null(own.Find("Narva linn", new(2026, 11, 23)));
    }

    [Theory]
    [InlineData("- { municipality: Kuu vald, office: x, page: y, source: z, verified-on: 2026-11-01, review-by: 2027-11-01 }", "there is no municipality 'Kuu vald'")]
    [InlineData("- { municipality: Ruhnu vald, office: x, source: z, verified-on: 2026-11-01, review-by: 2027-11-01 }", "neither phone nor page")]
    public void A_card_that_helps_nobody_is_refused(string content, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => MunicipalityCards.Load(("Catalogue/Municipalities/cards.yaml", content))).Message, StringComparison.Ordinal);
}
