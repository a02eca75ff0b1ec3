using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Knowledge;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Fakes.Teams;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Teams;

/// <summary>Who is who in Teams: enrolled by a code, gone at once, found again under another address.</summary>
public sealed class TeamsPipelineTests
{
    private static readonly Speaker mari = new("parent", "mari", Lang.En);
    private static readonly Speaker kai = new("parent", "kai", Lang.En);
    private static readonly Speaker boss = new("coordinator", null, Lang.En);

    private static readonly JsonSerializerOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Text(string key) => Known.Texts.Get(Lang.En, key);

    private static async Task<TeamsChatWorld> Enrolled()
    {
        var world = await TeamsChatWorld.Started();
        await world.Enter(mari);
        await world.Say(mari, "{code coordinator}");
        Assert.Contains(await world.Read(mari), told => told.StartsWith(Text("code.good-coordinator"), StringComparison.Ordinal));
        await world.Say(mari, "queue");
        Assert.StartsWith(Text("queue.empty"), Assert.Single(await world.Read(mari)), StringComparison.Ordinal);
        return world;
    }

    private static async Task IsNobody(TeamsChatWorld world, Speaker who)
    {
        var before = world.Sent(who).Count();
        await world.Say(who, "queue");
        await Until(() => world.Sent(who).Skip(before).Any(told => told.ToJsonString(plain).Contains(Text("engine.not-yours"), StringComparison.Ordinal)));
        Assert.DoesNotContain(world.Sent(who).Skip(before), told => told.ToJsonString(plain).Contains(Text("queue.empty"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_makes_one_person_of_the_directory_a_worker_and_nobody_else()
    {
        await using var world = await Enrolled();
        await world.Enter(kai);
        await world.Read(kai);
        // The same person from another device and chat address is known by who they are in the directory.
        await world.Say(kai, "{last code}");
        Assert.DoesNotContain(await world.Read(kai), told => told.Contains(Text("code.good-coordinator"), StringComparison.Ordinal));
        await IsNobody(world, kai);
        await world.Say(kai, "ABCDEFGHIJKLMNOPQRSTU1");
        await IsNobody(world, kai);
    }

    [Fact]
    public async Task A_code_that_is_past_its_time_makes_nobody_a_worker()
    {
        await using var world = await TeamsChatWorld.Started();
        await world.Enter(mari);
        await world.Read(mari);
        var code = await world.Code("coordinator");
        await world.Later(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await world.Say(mari, code);
        Assert.Contains(await world.Read(mari), told => told.StartsWith(Text("code.expired"), StringComparison.Ordinal));
        await IsNobody(world, mari);
    }

    [Fact]
    public async Task A_worker_is_one_of_their_organisation_alone()
    {
        await using var world = await Enrolled();
        const string Foreign = "99999999-9999-9999-9999-999999999999";
        var before = world.Sent(mari).Count();
        foreach (var words in (string[])["queue", await world.Code("coordinator")])
        {
            // The same person of the directory as far as names and ids go, from another organisation.
            var activity = world.Person(mari).Activity(text: words);
            activity["channelData"]!["tenant"]!["id"] = Foreign;
            activity["conversation"]!["tenantId"] = Foreign;
            Assert.Equal(HttpStatusCode.Forbidden, (await world.Person(mari).Post(activity)).Status);
        }
        Assert.Equal(before, world.Sent(mari).Count());
        // The code that was shown from there is as good as new for somebody of ours.
        await world.Enter(kai);
        await world.Read(kai);
        await world.Say(kai, "{last code}");
        Assert.Contains(await world.Read(kai), told => told.StartsWith(Text("code.good-coordinator"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_written_to_a_group_is_worth_nothing_there()
    {
        await using var world = await TeamsChatWorld.Started();
        await world.Enter(mari);
        await world.Read(mari);
        var person = world.Person(mari);
        var aside = person.Activity(text: "<at>Abiline</at> " + await world.Code("coordinator"));
        aside["conversation"] = new JsonObject { ["id"] = "19:x@thread.v2", ["conversationType"] = "groupChat", ["tenantId"] = TeamsDouble.Tenant, ["isGroup"] = true };
        aside["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = $"28:{TeamsDouble.App}" }, ["text"] = "<at>Abiline</at>" });
        Assert.Equal(HttpStatusCode.Accepted, (await person.Post(aside)).Status);
        await IsNobody(world, mari);
    }

    [Fact]
    public async Task Who_expects_the_replies_in_the_answer_gets_all_of_them_there_and_none_twice()
    {
        await using var world = await TeamsChatWorld.Started();
        await world.Enter(mari);
        await world.Read(mari);
        var before = world.Sent(mari).Count();
        var person = world.Person(mari);
        var asked = person.Activity(text: "I want an appointment");
        asked["deliveryMode"] = "expectReplies";
        var (status, body) = await person.Post(asked);
        Assert.Equal(HttpStatusCode.OK, status);
        var told = JsonNode.Parse(body)!["activities"]!.AsArray();
        // Words before the consent, and the question itself: one turn says several things, in order.
        Assert.True(told.Count > 1);
        Assert.Contains(Text("consent.agree.ask"), told[^1]!.ToJsonString(plain), StringComparison.Ordinal);
        Assert.Equal(before, world.Sent(mari).Count());
        Assert.Equal(body, (await person.Post(asked)).Body);

        // From then on as ever.
        await world.Say(mari, "no");
        Assert.NotEmpty(await world.Read(mari));
    }

    [Fact]
    public async Task Whoever_leaves_a_group_chat_works_here_as_before()
    {
        await using var world = await Enrolled();
        var removed = world.Person(mari).Activity("conversationUpdate", null);
        removed["conversation"] = new JsonObject { ["id"] = "19:x@thread.v2", ["conversationType"] = "groupChat", ["tenantId"] = TeamsDouble.Tenant, ["isGroup"] = true };
        removed["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = world.Person(mari).Account, ["aadObjectId"] = world.Person(mari).Object });
        Assert.Equal(HttpStatusCode.Accepted, (await world.Person(mari).Post(removed)).Status);
        await world.Say(mari, "queue");
        Assert.StartsWith(Text("queue.empty"), Assert.Single(await world.Read(mari)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uninstalled")]
    [InlineData("removed from the team")]
    [InlineData("told to leave by a coordinator")]
    public async Task Whoever_leaves_has_no_access_from_that_moment_on(string how)
    {
        await using var world = await Enrolled();
        await world.Enter(boss);
        await world.Read(boss);
        var reference = await world.AsksAsParent();
        await world.Say(mari, "queue");
        await world.Read(mari);
        await world.Press(mari, Text("request.step-take"));
        await world.Read(mari);
        if (how == "uninstalled")
            Assert.Equal(HttpStatusCode.Accepted, (await world.Person(mari).Post(world.Person(mari).Installation("remove"))).Status);
        else if (how == "removed from the team")
        {
            var removed = world.Person(boss).Activity("conversationUpdate", null);
            removed["conversation"] = new JsonObject { ["id"] = "19:x@thread.tacv2", ["conversationType"] = "channel", ["tenantId"] = TeamsDouble.Tenant, ["isGroup"] = true };
            removed["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = world.Person(mari).Account, ["aadObjectId"] = world.Person(mari).Object });
            Assert.Equal(HttpStatusCode.Accepted, (await world.Person(boss).Post(removed)).Status);
        }
        else
            await world.LetGo(mari, by: boss);

        // A button that was shown before does nothing now, and its request is anybody's again.
        var before = world.Sent(mari).Count();
        await world.Press(mari, Text("request.step-propose"));
        await IsNobody(world, mari);
        Assert.DoesNotContain(world.Sent(mari).Skip(before), told => told.ToJsonString().Contains(reference, StringComparison.Ordinal));
        await world.Say(boss, "queue");
        Assert.Contains(await world.Read(boss), told => told.Contains($"[{Text("request.step-take")}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Lang.Et)]
    [InlineData(Lang.Ru)]
    [InlineData(Lang.En)]
    public async Task A_coordinator_offers_a_time_by_filling_in_a_form_and_an_old_form_is_none(Lang lang)
    {
        await using var world = await TeamsChatWorld.Started();
        var anne = boss with { Lang = lang };
        await world.Enter(anne);
        await world.Read(anne);
        var reference = await world.AsksAsParent();
        string Said(string key) => Known.Texts.Get(lang, key);
        await world.Say(anne, Said("menu.queue"));
        await world.Read(anne);
        await world.Press(anne, Said("request.step-take"));
        await world.Read(anne);
        await world.Press(anne, Said("request.step-propose"));
        Assert.Contains(await world.Read(anne), told => told.StartsWith(Said("meeting.time.ask"), StringComparison.Ordinal));
        var first = await world.Fill(anne, Said("meeting.sheet-submit"), ("1-day", "2026-11-26"), ("2-hour", "13:30"), ("3-place", Said("place.school")));
        Assert.Contains("26.11.2026 13:30", first, StringComparison.Ordinal);
        var done = Assert.Single(await world.Read(anne), told => told.Contains("26", StringComparison.Ordinal));
        Assert.Contains(Said("place.school-in"), done, StringComparison.Ordinal);
        Assert.Contains(Known.Texts.Full(lang, new(2026, 11, 26, 13, 30)), done, StringComparison.Ordinal);
        Assert.Contains(await world.ReadFamily(), told => told.Contains("26 November", StringComparison.Ordinal) && told.Contains("13:30", StringComparison.Ordinal));
        // Once more, from a window that still shows it: it asks nothing now.
        await world.Fill(anne, Said("meeting.sheet-submit"), ("1-day", "2026-11-27"), ("2-hour", "09:00"));
        Assert.DoesNotContain(await world.Read(anne), told => told.Contains("27", StringComparison.Ordinal));
        Assert.NotEqual("", reference);
    }

    [Fact]
    public async Task A_draft_that_words_put_right_or_agree_to_becomes_a_card_without_buttons()
    {
        await using var world = await TeamsChatWorld.Started();
        var maria = new Speaker("support-person", null, Lang.Et);
        await world.Enter(maria);
        await world.Later(TimeSpan.FromHours(9));
        await world.Say(maria, "käisin täna kella kolmest poole viieni pere juures kodus kohal olid ema ja kaks last rääkisime koolist ja magamaminekust");
        await world.Read(maria);
        await world.Say(maria, "pere T.");
        await world.Read(maria);
        await world.Say(maria, "korras");
        Assert.Contains(await world.Read(maria), told => told.Contains("15:00", StringComparison.Ordinal));
        foreach (var (words, closed) in ((string, string)[])[("ei, kella neljast poole viieni", "15:00"), ("jah", "16:00")])
        {
            await world.Read(maria);
            var before = world.World.Calls.Count(call => call.Method == "PUT");
            await world.Say(maria, words);
            await Until(() => world.World.Calls.Count(call => call.Method == "PUT") > before);
            var card = world.World.Calls.Last(call => call.Method == "PUT").Body!["attachments"]![0]!["content"]!;
            Assert.Contains(closed, card.ToJsonString(plain), StringComparison.Ordinal);
            Assert.DoesNotContain("Action", card.ToJsonString(plain), StringComparison.Ordinal);
            Assert.Empty(CardRules.Faults(world.World.Calls.Last(call => call.Method == "PUT").Body!));
        }
        Assert.Equal(2, world.World.Calls.Count(call => call.Method == "PUT"));
    }

    [Fact]
    public async Task A_chat_opened_anew_under_another_id_is_kept_for_all_that_follows()
    {
        await using var world = await TeamsChatWorld.Started();
        await world.Enter(mari);
        await world.Read(mari);
        world.World.NextChat = "a:new";
        world.World.Add(FaultKind.NoConversation);
        await world.Say(mari, "language");
        await Until(() => world.World.Said.Count(said => (string?)said["conversation"]!["id"] == "a:new") == 1);
        await Until(() => world.AddressOf(mari, "a:new"));
        var calls = world.World.Calls.Count;
        await world.Tell(mari, "a:new");
        await Until(() => world.World.Said.Count(said => (string?)said["conversation"]!["id"] == "a:new") > 1);
        // No second search for it.
        Assert.DoesNotContain(world.World.Calls.Skip(calls), call => call.Status == 404 || call.Path.EndsWith("/conversations", StringComparison.Ordinal));
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; i < 2_000 && !isSo(); i++)
            await Task.Delay(10);
        Assert.True(isSo());
    }
}
