using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;

namespace Assistant.Tests.Host.Cases;

/// <summary>Whoever has more families than one page holds turns the page: a coordinator, a municipality's worker, a support person.</summary>
public sealed class FamilyPagesTests : IAsyncDisposable
{
    private const int families = CaseFacts.Page + 5;

    private readonly SharedWorld world = new();
    private readonly PersonId worker, boss, piller;

    public FamilyPagesTests()
    {
        (worker, boss, piller) = (world.Meet("worker", Role.SupportPerson), world.Meet("boss", Role.Coordinator), world.Meet("piller", Role.Caseworker));
        world.Store.Write(unit => world.Store.Municipalities.Tie(unit, piller, "Rakvere linn", boss));
        for (var n = 0; n < families; n++) world.Supported($"CCC{n:00}", worker);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public void Each_page_shows_others_and_the_last_offers_no_more()
    {
        foreach (var (who, shown) in ((PersonId, Func<CaseFacts, IEnumerable<string>>)[])[(boss, static facts => facts.Families.Select(one => one.Id)), (piller, static facts => facts.Shared.Supported.Select(one => one.Id))])
        {
            var (first, second) = (Page(who, 0), Page(who, CaseFacts.Page));
            Assert.Equal((CaseFacts.Page, 5), (shown(first).Count(), shown(second).Count()));
            Assert.Equal(families, shown(first).Union(shown(second)).Count());
        }
        Assert.Equal((CaseFacts.Page, (int?)null), (Page(piller, 0).Shared.More, Page(piller, CaseFacts.Page).Shared.More));
    }

    [Theory]
    [InlineData("go:families:20", 20)]
    [InlineData("go:families:-1", 0)]
    [InlineData("go:families:99999999999", 0)]
    [InlineData("go:families:adult", 0)]
    [InlineData("go:families", 0)]
    public void A_button_says_where_the_page_begins(string pressed, int from) => Assert.Equal(from, Known.Board.WishOf(Conversation.New, new("", Assistant.Knowledge.Lang.Et, pressed)).From);

    [Fact]
    public void A_worker_turns_the_page_as_well()
    {
        var facts = Page(worker, 0);
        Assert.Equal(families, facts.Roster.Length);
        Assert.Equal(families, Page(worker, CaseFacts.Page).Roster.Length);
    }

    private CaseFacts Page(PersonId who, int from) => world.Store.Read(unit => world.The<FactsLoader>().Load(unit, world.Chat(who), new Wish(Needs.Families) { From = from }, "")).Cases;
}
