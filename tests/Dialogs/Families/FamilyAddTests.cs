using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;

namespace Assistant.Tests.Dialogs.Families;

/// <summary>A family is found by its municipality's worker, however the coordinator writes the municipality.</summary>
public sealed class FamilyAddTests
{
    private static readonly Facts coordinator = Known.Facts with { Roles = [Audience.Parent, Audience.Coordinator], HasConsent = true };

    [Theory]
    [InlineData("rakvere linn", "Rakvere linn")]
    [InlineData("Tapalt", "Tapa vald")]
    [InlineData("Kadrina vald", "Kadrina vald")]
    public void The_municipality_is_kept_by_its_name_in_the_catalogue(string said, string name)
    {
        var chat = Asked();
        chat.Say(said);
        chat.Tap("lastekaitsetöötaja");
        chat.Say("Piller");
        chat.Tap("Jah, õige");
        var added = Assert.IsType<CaseAct.AddFamily>(Assert.Single(chat.Done.OfType<Effect.ForCase>()).Act);
        Assert.Equal(("Tamm", name, "Piller"), (added.Name, added.Municipality, added.Caseworker));
    }

    [Fact]
    public void A_name_that_is_no_municipality_is_asked_for_again()
    {
        var chat = Asked();
        var said = chat.Say("Atlantise vald");
        Assert.Equal("family-add.municipality.again", Assert.IsType<Effect.Say>(said[^1]).Text.Key);
        Assert.Equal("family-add.referral.ask", Assert.IsType<Effect.Say>(chat.Say("Rakvere linn")[^1]).Text.Key);
    }

    [Fact]
    public void A_county_alone_offers_its_municipalities()
    {
        var chat = Asked();
        chat.Say("Lääne-Virumaa");
        chat.Tap("Tapa vald");
        Assert.Equal("family-add", chat.Conversation.Current?.Dialog);
        Assert.Equal("family-add.referral.ask", chat.Shown[^1].Text.Key);
    }

    private static Chat Asked()
    {
        var chat = new Chat(Known.Board, coordinator);
        chat.Say("lisa pere");
        chat.Say("Tamm");
        chat.Tap("Eesti keel");
        Assert.Equal("family-add.municipality.ask", chat.Shown[^1].Text.Key);
        return chat;
    }
}
