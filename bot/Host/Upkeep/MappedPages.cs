using System.Globalization;
using System.Runtime.InteropServices;

namespace Assistant.Host.Upkeep;

/// <summary>
/// Gives back the pages of programs and libraries that only the start, the compiler or a rare task needed: half of what a fresh host holds. What is needed
/// again comes back from the kernel's cache by itself. Linux alone; elsewhere memory is handled by the system.
/// </summary>
internal sealed partial class MappedPages(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(10);

    /// <summary>So much more than after the last time makes it worth while, bytes.</summary>
    private const long worthwhile = 8 * 1024 * 1024;

    /// <summary>What the system tells of this process. Default <c>/proc/self</c>.</summary>
    internal string Told { get; init; } = "/proc/self";

    private HashSet<Mapping> before = [];
    private long afterwards;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(interval, time);
        try
        {
            while (OperatingSystem.IsLinux() && await ticks.WaitForNextTickAsync(stoppingToken))
                if (Held() > afterwards + worthwhile)
                {
                    // The first time leaves the better half alone.
                    var isFirst = before.Count == 0;
                    GiveBack();
                    afterwards = isFirst ? 0 : Held();
                }
        }
        catch (Exception without) when (without is IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
        {
            // A system that tells or takes nothing: memory is its own affair then, and no reason to stop.
        }
    }

    /// <summary>Drops what can be read from its file again, and hands freed memory of native libraries back.</summary>
    internal void GiveBack()
    {
        List<Mapping> clean;
        using (var smaps = new FileStream($"{Told}/smaps", new FileStreamOptions { BufferSize = 0 }))
            clean = Mapping.Clean(smaps);
        foreach (var mapping in clean)
            // A library being loaded just now may be about to write to pages of its own: it is left alone till the next time.
            if (mapping.IsShared || before.Contains(mapping))
                _ = Advise(mapping.Start, mapping.Length, dontNeed);
        before = [.. clean];
        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Not every C library has it.
        }
    }

    /// <summary>Resident bytes of files.</summary>
    private long Held() =>
        File.ReadAllText($"{Told}/statm").Split(' ') is [_, _, var shared, ..] ? long.Parse(shared, CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;

    private const int dontNeed = 4;

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint start, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint kept);
}
