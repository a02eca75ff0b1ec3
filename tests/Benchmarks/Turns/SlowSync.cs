using System.Diagnostics;
using Assistant.Tests.Fakes;

namespace Assistant.Benchmarks.Turns;

/// <summary>Syncs that take 2 ms longer, as on an ordinary disk without power-loss protection: a library to be preloaded (<c>LD_PRELOAD</c>).</summary>
internal static class SlowSync
{
    /// <returns>Where the library lies.</returns>
    public static string Build(TempFolder folder)
    {
        var library = folder["slowsync.so"];
        using var compiler = Process.Start("cc", ["-O2", "-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "Turns", "slowsync.c"), "-ldl"]);
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException("cc could not build slowsync.c");
    }
}
