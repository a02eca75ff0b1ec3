using System.IO.MemoryMappedFiles;
using System.Text;
using Assistant.Host.Upkeep;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Host.Upkeep;

public sealed class MappedPagesTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void What_is_read_from_files_and_never_written_is_clean()
    {
        using var smaps = new MemoryStream(Encoding.ASCII.GetBytes($"""
            55aa0b4d1000-55aa0b4d3000 rw-p 00000000 00:00 0                          [heap]
            Rss:                   8 kB
            Anonymous:             0 kB
            7f0000001000-7f0000003000 r--s 00000000 fe:00 17                         /program/A.dll
            Rss:                   8 kB
            Anonymous:             0 kB
            VmFlags: rd mr mw me
            7f0000003000-7f0000004000 r-xp 00001000 fe:00 18                         /program/with space.so
            Anonymous:             0 kB
            7f0000004000-7f0000005000 r--p 00001000 fe:00 18                         /program/relocated.so
            Anonymous:             4 kB
            7f0000005000-7f0000006000 rw-p 00001000 fe:00 18                         /program/data.so
            Anonymous:             0 kB
            7f0000006000-7f0000007000 r-xs 00001000 00:01 19                         /memfd:doublemapper (deleted)
            Anonymous:             0 kB
            7f0000007000-7f0000008000 r--p 00001000 fe:00 20                         /program/replaced.so (deleted)
            Anonymous:             0 kB
            7f0000008000-7f0000009000 ---p 00001000 fe:00 21                         /program/gap.so
            Anonymous:             0 kB
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            Anonymous:             0 kB

            """));

        Assert.Equal([new(unchecked((nuint)0x7f0000001000), 0x2000, IsShared: true), new(unchecked((nuint)0x7f0000003000), 0x1000, IsShared: false)], Mapping.Clean(smaps));
    }

    [Fact]
    public void Pages_of_a_file_are_given_back_and_read_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone tells what is mapped");
        const int length = 1024 * 1024;
        using var folder = new TempFolder();
        var content = Enumerable.Range(0, length).Select(n => (byte)(n % 251)).ToArray();
        File.WriteAllBytes(folder["mapped"], content);
        using var file = MemoryMappedFile.CreateFromFile(folder["mapped"], FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        var read = new byte[length];
        view.ReadArray(0, read, 0, length);
        Assert.Equal(length / 1024, Resident(folder["mapped"]));

        using var pages = new MappedPages(TimeProvider.System);
        pages.GiveBack();

        Assert.Equal(0, Resident(folder["mapped"]));
        view.ReadArray(0, read, 0, length);
        Assert.Equal(content, read);
    }

    [Fact]
    public async Task A_system_that_tells_nothing_of_memory_is_left_alone_and_stops_nobody()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone tells what is mapped");
        using var folder = new TempFolder();
        var time = new StepTime();
        using var pages = new MappedPages(time) { Told = folder["nothing"] };
        await pages.StartAsync(TestContext.Current.CancellationToken);
        await Task.Run(() => SpinWait.SpinUntil(() => time.Waiting > 0), TestContext.Current.CancellationToken).WaitAsync(patience, TestContext.Current.CancellationToken);
        time.Step();

        await pages.ExecuteTask!.WaitAsync(patience, TestContext.Current.CancellationToken);
    }

    /// <summary>kB.</summary>
    private static long Resident(string path) =>
        File.ReadLines("/proc/self/smaps").SkipWhile(line => !line.EndsWith(path, StringComparison.Ordinal)).First(line => line.StartsWith("Rss:", StringComparison.Ordinal)) is var rss
            ? long.Parse(rss.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) : 0;
}
