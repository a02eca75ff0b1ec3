using System.Diagnostics;

namespace Assistant.Tests.Fakes;

/// <summary>One run of the command line.</summary>
public static class Verb
{
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(params string[] arguments) => (await Whole(arguments)).Code;

    /// <returns>What it wrote to the standard output.</returns>
    public static async Task<string> Output(params string[] arguments) => (await Whole(arguments)).Output;

    private static async Task<(int Code, string Output)> Whole(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [HostProcess.Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Test";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(await output + await error);
        return (process.ExitCode, await output);
    }
}
