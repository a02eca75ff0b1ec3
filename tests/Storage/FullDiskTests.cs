using System.Diagnostics;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Storage;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Storage;

/// <summary>The store alone on a disk that fills up.</summary>
[Collection(Alone.Name)]
public sealed class FullDiskTests
{
    private const string Size = "4m";
    private static readonly TimeSpan answer = TimeSpan.FromSeconds(1), recovery = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_full_disk_is_refused_within_a_second_loses_nothing_acknowledged_and_is_forgiven_within_five()
    {
        using var disk = new SmallDisk(Size);
        var folder = new StoreFolder(Directory.CreateDirectory(Path.Combine(disk.Path, "data")).FullName);
        HashSet<string> acknowledged = [];
        using (var storage = folder.Open())
        {
            var chat = storage.Chat("anna");
            Assert.True(await Take(storage, chat, "before", acknowledged));
            for (var round = 0; round < 3; round++)
            {
                disk.Fill();
                var refusals = 0;
                for (var n = 0; n < 200 && refusals < 20; n++)
                    if (!await Take(storage, chat, $"full-{round}-{n}", acknowledged)) refusals++;
                Assert.True(refusals > 0, "the disk was never full");
                Assert.Equal(acknowledged.Count, storage.Read(storage.Inbox.Pending).Length);

                disk.Empty();
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
}
