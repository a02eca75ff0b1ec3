using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assistant.Protocol;

namespace Assistant.Tests.Protocol;

public class ActivityReaderTests
{
    private static ActivityReading Read(string json) => ActivityReader.Read(Encoding.UTF8.GetBytes(json));

    // Shaped like what a channel really sends: known fields, unknown ones on every level, entities, attachments.
    public const string Rich = """
        {"type":"message","id":"1764","timestamp":"2026-11-21T23:41:43.144Z","localTimestamp":"2026-11-22T01:41:43.144+02:00","channelId":"msteams",
         "serviceUrl":"https://smba.trafficmanager.net/emea/","from":{"id":"29:a","name":"Kadri Näide","aadObjectId":"0000"},
         "conversation":{"id":"a:1","conversationType":"personal","tenantId":"t-1"},"recipient":{"id":"28:b","name":"Abiline"},
         "text":"<at>Abiline</at> tere, öö 👋🏽","textFormat":"plain","locale":"et-EE",
         "entities":[{"type":"clientInfo","timezone":"Europe/Tallinn"},{"type":"mention","mentioned":{"id":"28:b"},"text":"<at>Abiline</at>"}],
         "attachments":[{"contentType":"text/html","content":"<p>tere</p>"}],"channelData":{"tenant":{"id":"t-1"},"source":{"name":"message"}},
         "value":{"action":{"data":{"hours":1.50,"big":123456789012345678901234567890}}},"replyToId":"12","futureField":{"deep":[1,2,{"x":null}]}}
        """;

    [Fact]
    public void An_activity_is_written_back_with_every_field_it_came_with_known_or_not()
    {
        var read = Read(Rich).Activity!;
        var written = JsonSerializer.Serialize(read, WireJson.Default.Activity);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Rich), JsonNode.Parse(written)), written);
        Assert.Contains("123456789012345678901234567890", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ActivityFault.Malformed)]
    [InlineData("   ", ActivityFault.Malformed)]
    [InlineData("null", ActivityFault.NoType)]
    [InlineData("{}", ActivityFault.NoType)]
    [InlineData("""{"type":""}""", ActivityFault.NoType)]
    [InlineData("""{"type":null}""", ActivityFault.NoType)]
    [InlineData("[]", ActivityFault.Malformed)]
    [InlineData("\"message\"", ActivityFault.Malformed)]
    [InlineData("""{"type":5}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message","text":["a"]}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message","from":"me"}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message"} {"type":"message"}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message","type":"event"}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message","value":{"press":"a:0","press":"b:0"}}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message","unknown":{"deep":[{"a":1,"a":2}]}}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message","\ud800":1,"\ud801":2}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message","x":1,}""", ActivityFault.Malformed)]
    [InlineData("""{"type":"message" /* comment */}""", ActivityFault.Malformed)]
    public void What_is_no_activity_is_named_as_such(string json, ActivityFault fault) => Assert.Equal(new(null, fault), Read(json));

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Equal(ActivityFault.Malformed, ActivityReader.Read([.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Fault);

    [Fact]
    public void The_largest_body_is_read_and_one_byte_more_is_refused()
    {
        const string frame = """{"type":"message","text":""}""";
        var largest = frame.Insert(frame.Length - 2, new string('a', ActivityReader.MaxBytes - frame.Length));
        Assert.Equal(ActivityFault.None, Read(largest).Fault);
        Assert.Equal(ActivityFault.TooLarge, Read(largest + " ").Fault);
    }

    [Theory]
    [InlineData(ActivityReader.MaxDepth - 1, ActivityFault.None)]
    [InlineData(ActivityReader.MaxDepth, ActivityFault.Malformed)]
    [InlineData(100_000, ActivityFault.Malformed)]
    public void Nesting_ends_somewhere(int arrays, ActivityFault fault) =>
        Assert.Equal(fault, Read($$"""{"type":"message","value":{{new string('[', arrays)}}{{new string(']', arrays)}}}""").Fault);

    [Theory]
    [InlineData(8_000, false)]
    [InlineData(8_001, true)]
    public void A_text_that_is_too_long_is_kept_whole_and_flagged(int length, bool tooLong)
    {
        var activity = Read($$"""{"type":"message","text":"{{new string('õ', length)}}"}""").Activity!;
        Assert.Equal((length, tooLong), (activity.Text!.Length, activity.IsTextTooLong));
    }

    [Theory]
    [InlineData("""tere \ud83d""", "tere \uFFFD")]
    [InlineData("""\udc4b tere""", "\uFFFD tere")]
    [InlineData("""\uD83D\uD83D\uDC4B""", "\uFFFD👋")]
    [InlineData("""\ud83d\udc4b""", "👋")]
    [InlineData("""\\ud83d""", @"\ud83d")]
    [InlineData("""\\\ud83d""", "\\\uFFFD")]
    [InlineData("""\ud83dx""", "\uFFFDx")]
    [InlineData("""👋 öö""", "👋 öö")]
    public void Half_an_emoji_does_not_cost_the_rest_of_the_message(string escaped, string text) =>
        Assert.Equal(text, Read($$"""{"type":"message","text":"{{escaped}}"}""").Activity!.Text);

    [Theory]
    [InlineData("""a\u0000b\u0007c""", "abc")]
    [InlineData("""üks\r\nkaks\rkolm\u2028neli""", "üks\nkaks\nkolm\nneli")]
    [InlineData("""a\tb""", "a b")]
    [InlineData("""\u202Egnp.exe\u202C \u2066x\u2069 \u200Ey\u200F""", "gnp.exe x y")]
    [InlineData("""\uFEFFtere\uFFFE""", "tere")]
    [InlineData("""👩‍👧 ❤️""", "👩‍👧 ❤️")]
    [InlineData("""می‌خواهم""", "می‌خواهم")]
    public void What_is_not_for_reading_leaves_the_text(string escaped, string text) =>
        Assert.Equal(text, Read($$"""{"type":"message","text":"{{escaped}}"}""").Activity!.Text);

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("\"2026-13-45T00:00:00Z\"")]
    [InlineData("17")]
    [InlineData("{\"at\":1}")]
    public void No_message_is_refused_for_its_time(string timestamp)
    {
        var activity = Read($$"""{"type":"message","timestamp":{{timestamp}},"text":"tere"}""").Activity!;
        Assert.Equal((null, "tere"), (activity.Timestamp, activity.Text));
    }

    [Fact]
    public void Random_mutations_never_throw_and_what_is_read_can_be_written_and_read_again()
    {
        var random = new Random(20261122);
        ReadOnlySpan<byte> seed = Encoding.UTF8.GetBytes(Rich);
        string[] splices = [@"\ud800", @"\udfff", "\"", "{", "}", "[", "]", ",", ":", "\\", "1e999", "null", "\0", "\u202E", @"""type"":", "\uFEFF", @"\u0000"];
        var (read, refused) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = seed.ToArray().ToList();
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(5))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
                    case 2: bytes.InsertRange(at, Encoding.UTF8.GetBytes(splices[random.Next(splices.Length)])); break;
                    case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 80), bytes.Count - at))); break;
                    default: bytes.RemoveRange(at, bytes.Count - at); break;
                }
                if (bytes.Count == 0) break;
            }
            var reading = ActivityReader.Read(bytes.ToArray());
            if (reading.Activity is not { } activity) { refused++; continue; }
            read++;
            _ = (Press.Of(activity), Submission.Of(activity));
            var again = ActivityReader.Read(JsonSerializer.SerializeToUtf8Bytes(activity, WireJson.Default.Activity));
            Assert.Equal(activity.Text, again.Activity?.Text);
        }
        Assert.True(read > 1_000 && refused > 1_000, $"the mutations should hit both sides: {read} read, {refused} refused");
    }
}
