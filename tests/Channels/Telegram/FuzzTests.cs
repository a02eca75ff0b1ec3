using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Assistant.Channels.Telegram;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Fakes.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>Updates of every wrong shape. The seed is fixed: a find is found again.</summary>
[Collection(Alone.Name)]
public sealed class FuzzTests
{
    private const int Rounds = 4_000;

    private static readonly string[] sound =
    [
        """{"update_id":1,"message":{"message_id":7,"date":1700000000,"chat":{"id":5,"type":"private"},"from":{"id":5,"is_bot":false,"first_name":"M","language_code":"et"},"text":"tere","entities":[{"type":"bold","offset":0,"length":2}]}}""",
        """{"update_id":1,"callback_query":{"id":"9","from":{"id":5,"is_bot":false,"first_name":"M"},"data":"a:0","chat_instance":"1","message":{"message_id":3,"date":1,"chat":{"id":5,"type":"private"},"text":"?","reply_markup":{"inline_keyboard":[[{"text":"Jah","callback_data":"a:0"}]]}}}}""",
        """{"update_id":1,"my_chat_member":{"chat":{"id":5,"type":"private"},"from":{"id":5,"is_bot":false,"first_name":"M"},"date":5,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}}""",
        """{"update_id":1,"message":{"message_id":7,"date":1,"chat":{"id":5,"type":"private"},"from":{"id":5,"is_bot":false,"first_name":"M"},"contact":{"phone_number":"372","first_name":"M","user_id":5},"photo":[{"file_id":"a","width":1,"height":1}],"new_chat_members":[{"id":1,"is_bot":true}]}}""",
        """{"update_id":1,"edited_message":{"message_id":7,"date":1,"chat":{"id":-5,"type":"group","title":"G"},"from":{"id":5,"is_bot":false,"first_name":"M"},"text":"/x@y"}}""",
    ];

    [Fact]
    public void No_bytes_make_reading_or_mapping_throw()
    {
        var random = new Random(20260101);
        for (var i = 0; i < Rounds; i++)
        {
            var bytes = Mutated(random);
            if (UpdateReader.Read(bytes).Update is { } update)
            {
                Intake.Lane(update);
                UpdateMapper.Map(update);
            }
        }
    }

    [Fact]
    public async Task No_call_of_the_webhook_is_a_server_error()
    {
        await using var host = await ChannelHost.Started(adjust: options => options with { Mode = TelegramMode.Webhook }, before: host => host.Receiver.Reply = _ => null);
        using var http = new HttpClient { DefaultRequestHeaders = { { "X-Telegram-Bot-Api-Secret-Token", ChannelHost.Secret } } };
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            using var body = new ByteArrayContent(Mutated(random));
            using var response = await http.PostAsync(new Uri(host.Address, "/telegram"), body);
            Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"round {i}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task No_update_stops_the_loop()
    {
        await using var host = await ChannelHost.Started(new() { SlowsHastyPolls = false, ChatBurst = 50 });
        var random = new Random(11);
        var mari = host.World.AddUser("Mari");
        for (var i = 0; i < 300; i++)
            if (Parsed(Mutated(random)) is { } update)
            {
                update.Remove("update_id");
                host.World.Inject(update);
            }
        mari.Write("tere");
        await mari.Hears("tere", within: TimeSpan.FromSeconds(20));
        await ChannelHost.Until(() => host.World.Pending == 0, "all is confirmed");
    }

    private static JsonObject? Parsed(byte[] bytes)
    {
        try
        {
            return System.Text.Unicode.Utf8.IsValid(bytes) && JsonNode.Parse(bytes) is JsonObject update && JsonNode.Parse(update.ToJsonString()) is JsonObject again ? again : null;
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Mutated(Random random)
    {
        var json = sound[random.Next(sound.Length)];
        if (random.Next(4) == 0)
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            for (var n = random.Next(1, 4); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            return random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
        }
        var root = JsonNode.Parse(json)!;
        for (var n = random.Next(1, 4); n > 0; n--)
            Mangling.Change(root, random);
        var text = root.ToJsonString();
        // Halves of surrogate pairs cannot be made by a JSON writer.
        return Encoding.UTF8.GetBytes(random.Next(5) == 0 ? text.Replace("tere", "\\ud83d\\ude00\\udc00", StringComparison.Ordinal) : text);
    }
}
