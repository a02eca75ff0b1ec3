using System.Globalization;
using System.Net;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Faults.PowerCut;

/// <summary>Simulated power cuts: a kill proves nothing about the disk, since the system's cache survives it. <c>ASSISTANT_CUTS</c> sets the images; 60 by default.</summary>
[Collection(Alone.Name)]
public class PowerCutTests
{
    private const int clients = 4;

    /// <summary>Each client's messages, below what the flood gate lets pass at once.</summary>
    private const int messages = 30;

    [Fact]
    public async Task After_a_power_cut_everything_acknowledged_is_on_disk()
    {
        var images = int.TryParse(Environment.GetEnvironmentVariable("ASSISTANT_CUTS"), out var given) ? given : 60;
        using var folder = new TempFolder();
        var data = Directory.CreateDirectory(folder["data"]).FullName;
        var conversations = new List<string>();
        var recorder = await Recorder.On(folder, data);
        // An installed house, as it is before the evening on which the power goes.
        await using (var first = await HostProcess.Start(data))
            Assert.Equal(0, await first.Stop());
        CrashImages.Copy(data, folder["before"]);
        var acknowledged = await Record(recorder, data, conversations);
        Assert.True(acknowledged.Count > 50, "The load was too thin to prove anything.");

        var crash = new CrashImages(recorder[Recorder.Log], data, folder["before"]);
        Assert.True(crash.Syncs > 10, "Nothing was synced: the recorder did not see the host.");
        var random = new Random(20261122);
        for (var i = 0; i < images; i++)
        {
            var image = folder[$"image{i}"];
            Directory.CreateDirectory(image);
            var cut = crash.Build(random, image);
            await Check(image, conversations, [.. acknowledged.Where(message => message.At <= cut).Select(message => message.Text)], i);
            Directory.Delete(image, recursive: true);
        }
    }

    /// <returns>Each acknowledged message, and when its acknowledgement arrived in unix nanoseconds.</returns>
    private static async Task<List<(string Text, long At)>> Record(Dictionary<string, string> recorder, string data, List<string> conversations)
    {
        await using var host = await HostProcess.Start(data, recorder);
        var acknowledged = new List<(string, long)>();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async n =>
        {
            using var chat = new ChatClient(host.Address);
            await chat.Open();
            lock (conversations)
                conversations.Add(chat.Conversation);
            for (var i = 0; i < messages; i++)
            {
                var text = $"parent {n} says word{i}";
                if (await chat.Post($"m{i}", text) == HttpStatusCode.OK)
                    lock (acknowledged)
                        acknowledged.Add((text, (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100));
                await Task.Delay(20);
            }
        }));
        await host.Kill();
        return acknowledged;
    }

    /// <summary>The store opens, verifies, and holds every message acknowledged before the cut.</summary>
    private static async Task Check(string image, List<string> conversations, HashSet<string> expected, int number)
    {
        var found = await StoredWords.Of(image, conversations);
        expected.ExceptWith(found);
        Assert.True(expected.Count == 0, string.Create(CultureInfo.InvariantCulture, $"Image {number}: {expected.Count} acknowledged messages are lost."));
    }
}
