using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assistant.Tests.Fakes;

/// <summary>What a piece of work costs this thread: its own processor time, so that a busy machine changes nothing. Elsewhere than on Linux: the clock.</summary>
internal static partial class ThreadTime
{
    private const int threadClock = 3; // CLOCK_THREAD_CPUTIME_ID of clock_gettime(2)
    private const double perSecond = 1e6;

    /// <summary>The least of several rounds, in microseconds.</summary>
    public static double Best(int rounds, Action work) => Enumerable.Range(0, rounds).Min(_ => Of(work));

    /// <summary>Microseconds of one round; never zero.</summary>
    public static double Of(Action work)
    {
        var before = Now();
        work();
        return Math.Max(1, Now() - before);
    }

    private static double Now() => OperatingSystem.IsLinux() && Read(threadClock, out var time) == 0
        ? time.Seconds * perSecond + time.Nanoseconds / 1e3
        : Stopwatch.GetTimestamp() * perSecond / Stopwatch.Frequency;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
