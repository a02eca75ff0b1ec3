using System.Net;
using Assistant.Channels.Teams;
using Assistant.Channels.Teams.Outbound;
using Assistant.Knowledge;
using Assistant.Tests.Dialogs;
using Assistant.Tests.EndToEnd.ChatPage;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.EndToEnd.Teams;

/// <summary>The real program before the vendor's own emulator of Teams.</summary>
[Collection(Alone.Name)]
public sealed class PlaygroundTests(Browser browser)
{
    private const string package = "@microsoft/m365agentsplayground";

    /// <summary>How the Playground shows who it is.</summary>
    public enum Tokens
    {
        None,
        Directory,
        Connector,
    }

    [Theory]
    [InlineData(Tokens.None)]
    [InlineData(Tokens.Directory)]
    [InlineData(Tokens.Connector)]
    public async Task A_coordinator_is_enrolled_told_of_a_danger_and_works_with_cards_and_groups_hear_nothing_private(Tokens tokens)
    {
        VendorTools.Need(package);
        var profile = await browser.Profile(new() { Locale = "et-EE", ViewportSize = new() { Width = 1400, Height = 1000 } });
        using var folder = new TempFolder();
        await using var entra = await EntraDouble.Start();
        var port = Playground.FreePort();
        entra.ServiceUrl = tokens == Tokens.Connector ? Playground.ServiceUrl(port) : null;
        await using var host = await HostProcess.Start(folder.Path, Settings(tokens, entra));
        await using var teams = await Playground.Started(profile, new(host.Address, "/api/messages"), port, tokens == Tokens.None ? null : entra, folder.Path);

        // Two events tell of the installation, and one greeting answers, in the organisation's language or the client's: they do not both say which.
        string[] greetings = [Text("welcome.purpose"), Known.Texts.Get(Lang.Et, "welcome.purpose")];
        await teams.Hears(greetings);
        await teams.Say("English");
        await teams.Hears(Text("menu.language-set"));
        Assert.Single(teams.Told, message => greetings.Any(greeting => Playground.Words(message).Contains(greeting, StringComparison.Ordinal)));

        // A question's card is replaced by what was chosen.
        await teams.Say("appointment");
        await teams.Hears(Text("consent.agree.ask"));
        await teams.Press(Text("consent.agree.yes"));
        await teams.Shows($"✓ {Text("consent.agree.yes")}");
        await teams.Say("cancel");

        // A one-time code makes a coordinator, whose queue comes as cards.
        var code = (await Verb.Output("invite", "--role", "coordinator", "--data", folder.Path)).Split('\n')[0].Trim();
        await teams.Say(code);
        await teams.Hears(Text("code.good-coordinator"));
        await teams.Say("queue");
        await teams.Hears(Text("queue.empty"), Text("queue.count").Split('{')[0]);
        // In Development there is a demonstration, and something to take.
        if (tokens == Tokens.None)
        {
            await teams.Press(Text("request.step-take"));
            await teams.Hears("is yours now");
            await FormsAndFiles(teams);
        }

        // A parent elsewhere is in danger: the coordinator is told unasked, and acknowledges with a button.
        using var parent = new ChatClient(host.Address, new CookieContainer());
        await parent.Open();
        Assert.Equal(HttpStatusCode.OK, await parent.Post("1", "my husband beats our child"));
        await teams.Hears(Text("notice.concern-now"));
        // It makes itself noticed, and what is noticed tells nothing; an answer in a running talk is no news.
        var danger = await teams.Noted(Text("notice.concern-now"));
        Assert.True((bool?)danger["channelData"]?["notification"]?["alert"], danger.ToJsonString());
        Assert.Null(danger["summary"]);
        Assert.Null((await teams.Noted(Text("code.good-coordinator")))["channelData"]);
        await teams.Press(Text("notice.concern-seen"));
        await teams.Hears(Text("notice.concern-thanks"));

        // Groups and channels hear one sentence, whoever asks.
        var group = Known.Texts.Get(Lang.En, $"teams.{TeamsText.Group}");
        await teams.Goto("Tugigrupp");
        await teams.Mention("queue", posts: false);
        await teams.Hears(group);
        await teams.Goto("Tugiisikud - Teated");
        await teams.Mention("queue", posts: true);
        var elsewhere = teams.Told.Where(message => (string?)message["chat"] is { } chat && !chat.StartsWith("a:", StringComparison.Ordinal)).ToArray();
        Assert.All(elsewhere, message => Assert.Equal(group, Playground.Words(message)));

        // Who removes the app works here no more: coming back they are a stranger.
        await teams.Goto("Personal Chat");
        var before = teams.Told.Count;
        await teams.Mock("Uninstall application");
        await teams.Mock("Install application");
        await teams.Say("queue");
        await teams.Hears(before, Text("engine.not-yours"), Known.Texts.Get(Lang.Et, "engine.not-yours"));
        Assert.Equal(tokens != Tokens.None, entra.Given > 0);
    }

    /// <summary>Times are offered by filling in a card, and a file is offered before any of it leaves.</summary>
    private static async Task FormsAndFiles(Playground teams)
    {
        await teams.Press(Text("request.step-propose"));
        await teams.Hears(Text("meeting.time.ask"));
        await teams.Fill(Text("meeting.sheet-day"), "2031-05-14");
        await teams.Fill(Text("meeting.sheet-hour"), "13:30");
        await teams.Choose(Text("place.school"));
        await teams.Press(Text("meeting.sheet-submit"));
        await teams.Shows($"✓ 14.5.2031 13:30 {Text("place.school")}");
        await teams.Hears("14 May 2031, 13:30");

        await teams.Say("my data");
        await teams.Hears(Text("mydata.what.ask"));
        await teams.Press(Text("mydata.what.export"));
        var offer = await teams.Attached(Files.Offer);
        // The page knows no such card, so what a person allows is said in its place: the same call, from the Playground's own address.
        await using var storage = await TeamsDouble.Start();
        await teams.Allows(offer, new(storage.Address, "storage/1"));
        await teams.Attached(Files.There);
        Assert.NotEmpty(storage.Uploads);
        await teams.HandsIn("kokkuvõte.docx");
        await teams.Hears(Text($"teams.{TeamsText.Unreadable}"));
    }

    private static Dictionary<string, string> Settings(Tokens tokens, EntraDouble entra) => tokens == Tokens.None
        ? new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Teams__AllowAnonymous"] = "true" }
        : new()
        {
            ["Teams__AppId"] = TeamsDouble.App, ["Teams__TenantId"] = TeamsDouble.Tenant, ["Teams__ClientSecret"] = "a-secret-of-nobody", ["Teams__Authority"] = entra.Address.AbsoluteUri,
            ["Teams__OpenIdMetadata"] = $"{entra.Address}openid-configuration", ["Teams__AllowEntraTokens"] = tokens == Tokens.Directory ? "true" : "false",
        };

    private static string Text(string key) => Known.Texts.Get(Lang.En, key);
}
