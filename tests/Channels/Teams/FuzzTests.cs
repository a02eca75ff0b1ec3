using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams.Inbound;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Tests.EndToEnd.Teams;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Channels.Teams;

/// <summary>Activities of every wrong shape, behind a good token: none is an error of ours. The seeds are fixed: a find is found again.</summary>
[Collection(Alone.Name)]
public sealed class FuzzTests
{
    private const int Rounds = 6_000;

    /// <summary>What the vendor's client sent, once recorded.</summary>
    private static readonly JsonObject[] captured =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpora", "teams", "captured.json")))!.AsArray().Select(one => one!["activity"]?.AsObject() ?? one.AsObject())];

    [Fact]
    public void No_bytes_make_reading_or_mapping_throw()
    {
        var random = new Random(20260201);
        for (var i = 0; i < Rounds; i++)
        {
            var bytes = Mutated(random, captured[random.Next(captured.Length)]);
            if (ActivityReader.Read(bytes).Activity is { } activity)
                ActivityMapper.Map(activity);
        }
    }

    [Fact]
    public async Task No_call_is_a_server_error_while_files_are_wanted()
    {
        await using var host = await TeamsHost.Started(before: host => host.Door.IsWide = true);
        var random = new Random(7);
        for (var i = 0; i < 600; i++)
        {
            var body = Mutated(random, Sound(random, host.Activity(), host.World.ServiceUrl));
            var (status, answer) = await host.Post(Encoding.UTF8.GetString(body), host.Token());
            IsNoFault(i, status, answer);
        }
        Assert.DoesNotContain(host.Log.All, line => line.Contains("could not be taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_call_is_a_server_error_in_the_whole_house_and_people_are_answered_after_it()
    {
        await using var world = await TeamsChatWorld.Started();
        var mari = new Speaker("parent", "mari", Lang.En);
        await world.Enter(mari);
        await world.Read(mari);
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var body = Mutated(random, Sound(random, world.Person(mari).Activity(), world.World.ServiceUrl));
            var (status, answer) = await world.Person(mari).Post(Encoding.UTF8.GetString(body), world.Person(mari).Token());
            IsNoFault(i, status, answer);
        }
        var kai = new Speaker("parent", "kai", Lang.En);
        await world.Enter(kai);
        Assert.NotEmpty(await world.Read(kai));
    }

    private static void IsNoFault(int round, HttpStatusCode status, string answer)
    {
        Assert.True(status < HttpStatusCode.InternalServerError || status == HttpStatusCode.NotImplemented, $"round {round}: {status}");
        // An invoke's error stands in its body.
        if (answer.Length > 0 && JsonNode.Parse(answer)?["statusCode"] is { } code)
            Assert.InRange((int)code, 200, 499);
    }

    /// <summary>One of the kinds that are read, from somebody who may write.</summary>
    private static JsonObject Sound(Random random, JsonObject from, string serviceUrl)
    {
        if (random.Next(3) == 0)
        {
            var recorded = captured[random.Next(captured.Length)].DeepClone().AsObject();
            foreach (var field in (string[])["id", "channelId", "serviceUrl", "from", "recipient", "conversation", "channelData"])
                recorded[field] = from[field]?.DeepClone();
            return recorded;
        }
        var data = new JsonObject { ["press"] = "abc:0", ["label"] = "Jah", ["asked"] = "Kas?", ["stays"] = false };
        switch (random.Next(9))
        {
            case 0:
                from["attachments"] = new JsonArray(Attachment(random, serviceUrl), Attachment(random, serviceUrl));
                break;
            case 1:
                (from["type"], from["name"], from["value"]) = ("invoke", "adaptiveCard/action", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "press", ["data"] = data } });
                break;
            case 2:
                data["press"] = "abc:form";
                for (var n = random.Next(60); n > 0; n--)
                    data[$"field.{n}"] = Mangling.Strange(random);
                (from["type"], from["name"], from["value"]) = ("invoke", "adaptiveCard/action", new JsonObject { ["action"] = new JsonObject { ["data"] = data } });
                break;
            case 3:
                (from["text"], from["value"], from["replyToId"]) = (null, data, "card-1");
                break;
            case 4:
                (from["type"], from["name"]) = ("invoke", "fileConsent/invoke");
                from["value"] = new JsonObject
                {
                    ["type"] = "fileUpload", ["action"] = "accept", ["context"] = new JsonObject { ["file"] = 3 },
                    ["uploadInfo"] = new JsonObject { ["uploadUrl"] = "https://contoso.sharepoint.com/x", ["contentUrl"] = "https://contoso.sharepoint.com/y", ["uniqueId"] = "u", ["fileType"] = "pdf" },
                };
                break;
            case 5:
                from["entities"] = new JsonArray([.. Enumerable.Range(0, random.Next(2_000)).Select(n => new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = $"{n}" }, ["text"] = "<at>x</at>" })]);
                break;
            case 6:
                (from["type"], from["text"], from["membersAdded"], from["membersRemoved"]) = ("conversationUpdate", null, Members(random), Members(random));
                if (random.Next(2) == 0)
                    from["conversation"]!["conversationType"] = "channel";
                break;
            case 7:
                (from["type"], from["action"]) = ("installationUpdate", "add");
                break;
            default:
                (from["type"], from["channelData"]!["eventType"]) = ("messageUpdate", "editMessage");
                break;
        }
        if (random.Next(6) == 0)
            from["deliveryMode"] = "expectReplies";
        return from;
    }

    private static JsonArray Members(Random random) => [.. Enumerable.Range(0, random.Next(1_000)).Select(n => new JsonObject { ["id"] = $"29:{n}", ["aadObjectId"] = n % 2 == 0 ? $"aad-{n}" : null })];

    private static JsonObject Attachment(Random random, string serviceUrl) => new()
    {
        ["contentType"] = random.Next(5) switch
        {
            0 => "application/vnd.microsoft.teams.file.download.info", 1 => "image/*", 2 => "text/html", 3 => "application/vnd.contoso.unheard-of", _ => "",
        },
        ["name"] = "leht.pdf", ["contentUrl"] = $"{serviceUrl}v3/attachments/1", ["content"] = new JsonObject { ["downloadUrl"] = $"{serviceUrl}storage/none", ["uniqueId"] = "u", ["fileType"] = "pdf" },
    };

    private static byte[] Mutated(Random random, JsonObject sound)
    {
        var root = sound.DeepClone();
        for (var n = random.Next(4); n > 0; n--)
            Mangling.Change(root, random);
        var text = root.ToJsonString();
        if (random.Next(5) == 0)
            // Halves of surrogate pairs cannot be made by a JSON writer; a name twice neither.
            text = random.Next(2) == 0 ? text.Replace("tere", "\\ud83d\\ude00\\udc00", StringComparison.Ordinal) : text.Replace("{\"type\"", "{\"type\":1,\"type\"", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(8) == 0)
            bytes = bytes[..random.Next(bytes.Length)];
        return bytes;
    }
}
