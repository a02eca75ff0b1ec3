using Assistant.Benchmarks.Storage;

const int defaultSeconds = 2;

if (args is not ["store", .. var rest])
{
    await Console.Error.WriteLineAsync("usage: store [FOLDER [SECONDS]]");
    return 2;
}
var folder = rest is [var given, ..] ? given : Directory.CreateTempSubdirectory("assistant-bench-").FullName;
return await StoreTurns.Run(folder, TimeSpan.FromSeconds(rest is [_, var seconds, ..] ? int.Parse(seconds) : defaultSeconds));
