using System.Diagnostics;
using System.Globalization;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Faults.PowerCut;

/// <summary>The library that is loaded into the host to note what it writes to disk, or to make its writes fail.</summary>
public static class Recorder
{
    /// <summary>Variable that names the log.</summary>
    public const string Log = "REC_LOG";

    /// <returns>The environment to start the host with.</returns>
    /// <param name="failing">While this file exists, writes fail; <see langword="null"/>: never.</param>
    /// <param name="error">The errno they fail with.</param>
    public static async Task<Dictionary<string, string>> On(TempFolder folder, string data, string? failing = null, int error = 0)
    {
        Needs.Tool("cc", "builds the recorder of disk writes");
        var library = folder["recorder.so"];
        var source = Path.Combine(AppContext.BaseDirectory, "Faults", "PowerCut", "recorder.c");
        using var compiler = Process.Start("cc", ["-O2", "-shared", "-fPIC", "-Wno-format-truncation", "-o", library, source, "-ldl", "-pthread"]);
        await compiler.WaitForExitAsync();
        Assert.Equal(0, compiler.ExitCode);
        return new()
        {
            ["LD_PRELOAD"] = library,
            ["REC_ROOT"] = data,
            [Log] = folder["writes.log"],
            ["REC_FAIL_WHILE"] = failing ?? folder["never"],
            ["REC_FAIL_ERRNO"] = error.ToString(CultureInfo.InvariantCulture),
        };
    }
}
