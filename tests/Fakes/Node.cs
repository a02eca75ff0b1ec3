using System.Diagnostics;

namespace Assistant.Tests.Fakes;

/// <summary>Programs of other people that run on Node.</summary>
public static class Node
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    /// <summary>Skips the test when the package is not there; in CI it must be.</summary>
    public static void Need(string folder, string package)
    {
        Needs.Tool("node", "apt-get install nodejs");
        var isHere = Directory.Exists(Path.Combine(folder, "node_modules", package));
        const string how = "npm ci --ignore-scripts was not run there";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(isHere, $"{package}: {how}");
        else
            Assert.SkipUnless(isHere, $"{package}: {how}");
    }

    /// <summary>Runs to its end.</summary>
    public static async Task<(int Code, string Output)> Run(string folder, IEnumerable<string> arguments)
    {
        using var node = new Process { StartInfo = new("node", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true } };
        node.Start();
        var output = Task.WhenAll(node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        using var over = new CancellationTokenSource(patience);
        try
        {
            await node.WaitForExitAsync(over.Token);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
        }
        return (node.ExitCode, string.Concat(await output));
    }
}
