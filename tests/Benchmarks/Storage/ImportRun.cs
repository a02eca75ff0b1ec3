using System.Diagnostics;
using System.Globalization;
using Assistant.Storage;
using Assistant.Tests.Fakes;
using Assistant.Tests.Storage.Scale;
using NodaTime;

namespace Assistant.Benchmarks.Storage;

/// <summary>A file of years of work brought in by <c>import</c>, through the program itself; then imported once more, which changes nothing.</summary>
internal static class ImportRun
{
    private const int fullFamilies = 20_000, fullActs = 1_000_000;

    /// <param name="parts">The whole is 20,000 families and a million acts; this is divided by so much.</param>
    /// <returns>Exit code: 0 when every line came in once and the store verifies.</returns>
    public static async Task<int> Run(int parts)
    {
        using var folder = new TempFolder();
        var lines = new FilledLines(fullFamilies / parts, fullActs / parts);
        var file = Path.Combine(Directory.CreateDirectory(folder["files"]).FullName, "lines.jsonl");
        lines.Write(file, SystemClock.Instance.GetCurrentInstant().InUtc().Date);
        Say($"1:{parts}: {lines.Families} families, {lines.Acts} acts, {lines.Lines} lines, {new FileInfo(file).Length >> 20} MB");
        var (first, took) = await Import(file, folder["data"]);
        Say($"imported in {took.TotalSeconds:0} s, {lines.Lines / took.TotalSeconds:0} lines a second: {first.Trim()}");
        var (again, second) = await Import(file, folder["data"]);
        Say($"once more in {second.TotalSeconds:0} s: {again.Trim()}");
        using var storage = SqliteStorage.Open(new() { Folder = folder["data"], Clock = SystemClock.Instance, IsProduction = false });
        var report = storage.Verify();
        Say($"verify: {(report.IsSound ? "sound" : "NOT SOUND")}, {report.AuditRows} audit rows");
        return report.IsSound && first.StartsWith($"imported {lines.Lines} lines,", StringComparison.Ordinal) && again.StartsWith("imported 0 lines,", StringComparison.Ordinal) ? 0 : 1;
    }

    private static async Task<(string Said, TimeSpan Took)> Import(string file, string data)
    {
        var took = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [HostProcess.Program, "import", file, "--data", data]) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Test";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (said, took.Elapsed);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
