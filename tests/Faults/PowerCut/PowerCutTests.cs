using System.Diagnostics;
using System.Globalization;
using System.Net;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Faults.PowerCut;

/// <summary>Simulated power cuts: a kill proves nothing about the disk, since the system's cache survives it. <c>ASSISTANT_CUTS</c> sets the images; 60 by default.</summary>
public class PowerCutTests
{
    private const int clients = 4;
    private static readonly TimeSpan load = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task After_a_power_cut_everything_acknowledged_is_on_disk()
    {
        Needs.Tool("cc", "builds the recorder of disk writes");
        var images = int.TryParse(Environment.GetEnvironmentVariable("ASSISTANT_CUTS"), out var given) ? given : 60;
        using var folder = new TempFolder();
        var data = Directory.CreateDirectory(folder["data"]).FullName;
        var log = folder["writes.log"];
        var conversations = new List<string>();
        var acknowledged = await Record(await Build(folder), data, log, conversations);
        Assert.True(acknowledged.Count > 50, "The load was too thin to prove anything.");

        var crash = new CrashImages(log, data);
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

    private static async Task<string> Build(TempFolder folder)
    {
        var library = folder["recorder.so"];
        using var compiler = Process.Start("cc", ["-O2", "-shared", "-fPIC", "-Wno-format-truncation", "-o", library, Path.Combine(AppContext.BaseDirectory, "Faults", "PowerCut", "recorder.c"), "-ldl", "-pthread"]);
        await compiler.WaitForExitAsync();
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }

    /// <returns>Each acknowledged message, and when its acknowledgement arrived in unix nanoseconds.</returns>
    private static async Task<List<(string Text, long At)>> Record(string library, string data, string log, List<string> conversations)
    {
        await using var host = await HostProcess.Start(data, new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["REC_ROOT"] = data, ["REC_LOG"] = log });
        var acknowledged = new List<(string, long)>();
        using var end = new CancellationTokenSource(load);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async n =>
        {
            using var chat = new ChatClient(host.Address);
            await chat.Open();
            lock (conversations)
                conversations.Add(chat.Conversation);
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                var text = $"parent {n} says word{i}";
                if (await chat.Post($"m{i}", text) == HttpStatusCode.OK)
                    lock (acknowledged)
                        acknowledged.Add((text, (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100));
                await Task.Delay(15);
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
