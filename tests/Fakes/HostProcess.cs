using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Assistant.Tests.Fakes;

/// <summary>The real program in a process of its own, to be killed, starved and measured.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private HostProcess(Process process, Uri address, TimeSpan startedIn) => (this.process, Address, StartedIn) = (process, address, startedIn);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>From launch to ready.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>Process id.</summary>
    public int Id => process.Id;

    /// <summary>CPU used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory, bytes.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Where the program lies beside the tests.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "Assistant.Host.dll");

    /// <summary>Starts it on <paramref name="data"/> and waits until it is ready.</summary>
    /// <param name="environment">Added to ours, e.g. <c>LD_PRELOAD</c>.</param>
    /// <param name="core">Pins it to one core; <see langword="null"/>: none.</param>
    public static async Task<HostProcess> Start(string data, IReadOnlyDictionary<string, string>? environment = null, int? core = null)
    {
        const int tries = 5;
        for (var n = 1; ; n++)
        {
            try
            {
                return await Launch(data, environment, core);
            }
            catch (InvalidOperationException exit) when (n < tries && exit.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            {
                // Somebody took the port between its being free and its being ours.
            }
        }
    }

    private static async Task<HostProcess> Launch(string data, IReadOnlyDictionary<string, string>? environment, int? core)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = core is { } pinned
            ? new ProcessStartInfo("taskset", ["-c", $"{pinned}", "dotnet", Program])
            : new ProcessStartInfo("dotnet", [Program]);
        foreach (var argument in new[] { "serve", "--data", data })
            start.ArgumentList.Add(argument);
        start.Environment["Urls"] = address.ToString().TrimEnd('/');
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Test";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var began = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var lines = new List<string>();
        process.OutputDataReceived += (_, line) => Keep(lines, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(lines, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };
        while (began.Elapsed < startLimit)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The host exited with {process.ExitCode}: {string.Join('\n', lines)}");
            try
            {
                if ((await http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK)
                    return new(process, address, began.Elapsed);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }
            await Task.Delay(20);
        }
        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"The host was not ready within {startLimit}: {string.Join('\n', lines)}");
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private static void Keep(List<string> lines, string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
