using System.Net;
using System.Text.Json;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Host.Turns;

/// <summary>Somebody writes faster than anybody reads: through the page's endpoint of the real program, on its default limits.</summary>
[Collection(Alone.Name)]
public sealed class FloodTests
{
    private static readonly TimeSpan answerLimit = TimeSpan.FromSeconds(30);

    /// <summary>Each is answered by one message in its language, which shows whose answer it is.</summary>
    private static readonly (string Command, string Answer)[] languages =
        [("/et", "Hea küll, räägime eesti keeles."), ("/ru", "Хорошо, говорим по-русски."), ("/en", "All right, we will speak English.")];

    [Fact]
    public async Task Twenty_messages_at_once_are_all_stored_and_answered_in_order()
    {
        using var data = new TempFolder();
        await using var host = await HostProcess.Start(data.Path);
        for (var round = 0; round < 5; round++)
        {
            using var chat = await Greeted(host);

            var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => chat.Post($"m{n}", Command(n))));

            Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
            await Check(chat, 20);
        }
    }

    [Fact]
    public async Task Of_forty_at_once_some_are_asked_to_come_again_and_come_once()
    {
        using var data = new TempFolder();
        await using var host = await HostProcess.Start(data.Path);
        using var chat = await Greeted(host);
        var ids = Enumerable.Range(0, 40).ToArray();

        var statuses = await Task.WhenAll(ids.Select(n => chat.Post($"m{n}", Command(n))));

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{status}"));

        // As the page does: again with the same id, after the pause it was told. What was taken the first time may come again as well.
        var left = ids.Where(n => statuses[n] != HttpStatusCode.OK).Append(Array.IndexOf(statuses, HttpStatusCode.OK)).ToList();
        for (var tries = 0; left.Count > 0; tries++)
        {
            Assert.InRange(tries, 0, 20);
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            var again = await Task.WhenAll(left.Select(n => chat.Post($"m{n}", Command(n))));
            left = [.. left.Where((_, at) => again[at] != HttpStatusCode.OK)];
        }
        await Check(chat, 40);
    }

    [Fact]
    public async Task Danger_is_taken_and_answered_while_its_sender_floods()
    {
        // More than the gate lets through again in the time that the test takes.
        const int Cries = 10;
        using var data = new TempFolder();
        await using var host = await HostProcess.Start(data.Path);
        using var chat = await Greeted(host);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => chat.Post($"m{n}", Command(n))));

        var (cries, others) = (
            Enumerable.Range(0, Cries).Select(n => chat.Post($"danger{n}", "my husband is beating the child right now")).ToArray(),
            Enumerable.Range(0, Cries).Select(n => chat.Post($"more{n}", "tere")).ToArray());

        Assert.All(await Task.WhenAll(cries), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Contains(HttpStatusCode.TooManyRequests, await Task.WhenAll(others));
        await Until(chat, log => log.Count(activity => IsOurs(activity) && Text(activity).Contains("112", StringComparison.Ordinal)) >= Cries);
    }

    private static async Task<ChatClient> Greeted(HostProcess host)
    {
        var chat = new ChatClient(host.Address);
        await chat.Open();
        Assert.Equal(HttpStatusCode.OK, await chat.Post("hello", "/en"));
        await Until(chat, log => log.Any(IsOurs));
        return chat;
    }

    private static string Command(int n) => languages[n * 7 / 3 % languages.Length].Command;

    /// <summary>Each message is there once, and the answers are to them in the order in which they arrived.</summary>
    private static async Task Check(ChatClient chat, int messages)
    {
        var log = await Until(chat, log => log.Count(activity => IsOurs(activity) && languages.Any(language => Text(activity) == language.Answer)) >= messages);
        var mine = log.Where(activity => !IsOurs(activity)).ToArray();
        Assert.Equal(Enumerable.Range(0, messages).Select(n => $"m{n}").Order(), mine.Select(activity => activity.GetProperty("channelData").GetProperty("clientActivityID").GetString()).Order());
        Assert.Equal(
            mine.Select(activity => languages.Single(language => language.Command == Text(activity)).Answer),
            log.Where(IsOurs).Select(Text).Where(text => languages.Any(language => text == language.Answer)));
    }

    /// <summary>All after what was read before, once it is enough.</summary>
    private static async Task<List<JsonElement>> Until(ChatClient chat, Func<List<JsonElement>, bool> isEnough)
    {
        var log = new List<JsonElement>();
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); !isEnough(log);)
        {
            Assert.True(waited.Elapsed < answerLimit, $"not answered: {string.Join(" | ", log.Select(Text))}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
            log.AddRange(await chat.Read());
        }
        return log;
    }

    private static bool IsOurs(JsonElement activity) => activity.GetProperty("from").GetProperty("id").GetString() == "assistant";

    private static string Text(JsonElement activity) => activity.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
}
