using System.Diagnostics;
using System.Net;
using Assistant.Tests.Fakes;
using Assistant.Tests.Faults.PowerCut;

namespace Assistant.Tests.Faults;

/// <summary>The whole host on a disk that fills up or turns read-only under it.</summary>
[Collection(Alone.Name)]
public class DiskTests
{
    private const string size = "64m";

    private static readonly TimeSpan refusal = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan recovery = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_full_disk_costs_a_503_and_nothing_else()
    {
        using var disk = new SmallDisk(size);
        var data = Directory.CreateDirectory(Path.Combine(disk.Path, "data")).FullName;
        await using var host = await HostProcess.Start(data);
        using var chat = new ChatClient(host.Address);
        await chat.Open();
        Assert.Equal(HttpStatusCode.OK, await chat.Post("before", "hello"));
        using var stream = new StreamReader(await chat.Stream());

        disk.Fill();
        await Eventually(async () => await Timed(() => chat.Post($"w{Stopwatch.GetTimestamp()}", new string('x', 4000))) == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Health(host));

        // Danger is answered all the same, straight to the open page.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Timed(() => chat.Post("danger", "my husband is beating the child right now")));
        Assert.Contains("112", await Heard(stream, "112"), StringComparison.Ordinal);

        disk.Empty();
        using var since = new GrantedTime();
        await Eventually(async () => await chat.Post("after", "hello again") == HttpStatusCode.OK);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, recovery);
        await Eventually(async () => await Health(host) == HttpStatusCode.OK);
        Assert.Equal(0, await host.Stop());
        Assert.Equal(0, await Verb.Run("verify", "--data", data));
    }

    /// <summary>As a disk that turned read-only: a file system with open files cannot be remounted so, hence the recorder fails the calls.</summary>
    [Fact]
    public async Task A_disk_that_turns_read_only_costs_a_503_until_it_is_writable_again()
    {
        const int readOnly = 30; // EROFS
        using var folder = new TempFolder();
        var data = Directory.CreateDirectory(folder["data"]).FullName;
        await using var host = await HostProcess.Start(data, await Recorder.On(folder, data, folder["frozen"], readOnly));
        using var chat = new ChatClient(host.Address);
        await chat.Open();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await chat.Post($"m{i}", $"message {i}"));
        await File.WriteAllTextAsync(folder["frozen"], "");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Timed(() => chat.Post("m5", "message 5")));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Health(host));
        File.Delete(folder["frozen"]);
        using var since = new GrantedTime();
        await Eventually(async () => await chat.Post("m5", "message 5") == HttpStatusCode.OK);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, recovery);
        await Eventually(async () => await Health(host) == HttpStatusCode.OK);
        Assert.Equal(0, await host.Stop());
        Assert.Equal(6, (await StoredWords.Of(data, [chat.Conversation])).Count);
    }

    private static async Task<HttpStatusCode> Timed(Func<Task<HttpStatusCode>> call)
    {
        using var time = new GrantedTime();
        var status = await call();
        Assert.InRange(time.Elapsed, TimeSpan.Zero, refusal);
        return status;
    }

    private static async Task<HttpStatusCode> Health(HostProcess host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var answer = await http.GetAsync("/health/ready");
        return answer.StatusCode;
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), "It never came true.");
            await Task.Delay(50);
        }
    }

    private static async Task<string> Heard(StreamReader stream, string word)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (await stream.ReadLineAsync(limit.Token) is { } line)
            if (line.Contains(word, StringComparison.Ordinal))
                return line;
        return "";
    }
}
