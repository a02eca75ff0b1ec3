using System.Diagnostics;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Storage;

namespace Assistant.Tests.Storage;

/// <summary>On a small file system of its own, which needs the right to mount one: skipped elsewhere.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Size = "4m";
    private static readonly TimeSpan answer = TimeSpan.FromSeconds(1), recovery = TimeSpan.FromSeconds(5);

    private readonly string mount = Directory.CreateTempSubdirectory("assistant-disk-").FullName;
    private readonly bool isMounted;

    public FullDiskTests() => isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=" + Size, "tmpfs", mount);

    public void Dispose()
    {
        if (isMounted) Run("umount", "-l", mount);
        Directory.Delete(mount);
    }

    [Fact]
    public async Task A_full_disk_is_refused_within_a_second_loses_nothing_acknowledged_and_is_forgiven_within_five()
    {
        Assert.SkipUnless(isMounted, "no right to mount a small file system here");
        var folder = new StoreFolder(Directory.CreateDirectory(Path.Combine(mount, "data")).FullName);
        HashSet<string> acknowledged = [];
        using (var storage = folder.Open())
        {
            var chat = storage.Chat("anna");
            Assert.True(await Take(storage, chat, "before", acknowledged));
            for (var round = 0; round < 3; round++)
            {
                var filler = Path.Combine(mount, "filler");
                Fill(filler);
                var refusals = 0;
                for (var n = 0; n < 200 && refusals < 20; n++)
                    if (!await Take(storage, chat, $"full-{round}-{n}", acknowledged)) refusals++;
                Assert.True(refusals > 0, "the disk was never full");
                Assert.Equal(acknowledged.Count, storage.Read(storage.Inbox.Pending).Length);

                File.Delete(filler);
                var since = Stopwatch.GetTimestamp();
                while (!await Take(storage, chat, $"after-{round}-{Stopwatch.GetTimestamp()}", acknowledged))
                {
                    Assert.True(Stopwatch.GetElapsedTime(since) < recovery, "still refusing: " + storage.Refusal);
                    await Task.Delay(50);
                }
                Assert.True(storage.Store.IsWritable);
            }
        }
        using (var storage = folder.Open())
        {
            Assert.Equal(acknowledged.Order(), storage.Read(storage.Inbox.Pending).Select(item => item.External).Order());
            Assert.Empty(storage.Verify().Findings);
        }
    }

    private static async Task<bool> Take(SqliteStorage storage, StoredConversation chat, string external, HashSet<string> acknowledged)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await storage.Store.Write(unit => storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", external, new string('a', 20_000)), CancellationToken.None);
            acknowledged.Add(external);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
        finally
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < answer, "an answer took longer than a second");
        }
    }

    private static void Fill(string filler)
    {
        var block = new byte[64 * 1024];
        using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
