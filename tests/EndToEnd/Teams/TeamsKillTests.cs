using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Knowledge;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.EndToEnd.Teams;

/// <summary>kill -9 of the real program just after it answered presses of cards; Teams sends them again to the one that follows.</summary>
[Collection(Alone.Name)]
public sealed class TeamsKillTests
{
    private const int patience = 20_000; // milliseconds

    private static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Text(string key) => Known.Texts.Get(Lang.En, key);

    [Fact]
    public async Task A_press_delivered_again_after_the_crash_gets_the_answer_it_had_and_does_nothing_more()
    {
        using var data = new TempFolder();
        await using var world = await TeamsDouble.Start();
        var environment = new Dictionary<string, string>
        {
            ["Teams__AppId"] = TeamsDouble.App, ["Teams__TenantId"] = TeamsDouble.Tenant, ["Teams__ClientSecret"] = TeamsDouble.Secret,
            ["Teams__Authority"] = world.Options.Authority.AbsoluteUri, ["Teams__OpenIdMetadata"] = world.Options.OpenIdMetadata.AbsoluteUri,
        };
        using var mari = new TeamsClient(world, TimeProvider.System, TeamsDouble.Person, TeamsDouble.Conversation, "en-US");
        var host = await HostProcess.Start(data.Path, environment);
        try
        {
            mari.Endpoint = new(host.Address, "/api/messages");
            Assert.Equal(HttpStatusCode.Accepted, (await mari.Post(mari.Installation("add"))).Status);
            await Says("appointment");
            var question = await Button(Text("consent.agree.yes"), after: 0);
            await Says("cancel");
            // The button of a question that is over, and then one of a question that is not.
            var late = mari.Execute(question);
            var over = await mari.Post(late);
            Assert.Equal("application/vnd.microsoft.activity.message", (string?)JsonNode.Parse(over.Body)!["type"]);
            var before = world.Said.Count();
            await Says("appointment");
            var good = mari.Execute(await Button(Text("consent.agree.yes"), before));
            var chosen = await mari.Post(good);
            Assert.Contains($"✓ {Text("consent.agree.yes")}", JsonNode.Parse(chosen.Body)!.ToJsonString(plain), StringComparison.Ordinal);
            await Quiet();

            await host.Kill();
            await host.DisposeAsync();
            host = await HostProcess.Start(data.Path, environment);
            mari.Endpoint = new(host.Address, "/api/messages");
            await Quiet();
            var said = world.Said.Count();
            // The same delivery again, and a second click's own.
            Assert.Equal([over, over, chosen, chosen],
                new[] { await mari.Post(late), await mari.Post(mari.Execute(question)), await mari.Post(good), await mari.Post(mari.Execute(good["value"]!["action"]!["data"]!)) });
            await Quiet();
            Assert.Equal(said, world.Said.Count());
        }
        finally
        {
            await host.DisposeAsync();
        }

        async Task Says(string words)
        {
            var before = world.Said.Count();
            Assert.Equal(HttpStatusCode.Accepted, (await mari.Post(mari.Activity(text: words))).Status);
            await Until(() => world.Said.Count() > before);
            await Quiet();
        }

        async Task<JsonNode> Button(string label, int after)
        {
            JsonNode? Found() => world.Said.Skip(after).SelectMany(activity => activity["attachments"]?[0]?["content"]?["body"]?.AsArray() ?? []).SelectMany(element => element!["actions"]?.AsArray() ?? [])
                .LastOrDefault(action => (string?)action!["title"] == label);
            await Until(() => Found() is not null);
            return Found()!["data"]!;
        }

        // Nothing more is said for a while.
        async Task Quiet()
        {
            for (var count = -1; count != world.Said.Count();)
            {
                count = world.Said.Count();
                await Task.Delay(1_500);
            }
        }
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var waited = 0; waited < patience && !isSo(); waited += 50)
            await Task.Delay(50);
        Assert.True(isSo());
    }
}
