using Assistant.Fakes.Telegram;

// assistant-telegram-double [--port N] [--token T] [--no-limits] [--quiet]: listens until it is told to stop.
var options = new DoubleOptions
{
    Port = int.Parse(Value("--port") ?? "8081", System.Globalization.CultureInfo.InvariantCulture),
    HasLimits = !args.Contains("--no-limits"),
    SlowsHastyPolls = !args.Contains("--no-limits"),
};
await using var world = await TelegramDouble.Start(Value("--token") is { } token ? options with { Token = token } : options);
world.Journal.Keeps = !args.Contains("--quiet");
Console.WriteLine($"{world.Address} token {world.Options.Token}");
var stop = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.TrySetResult();
};
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.TrySetResult();
});
await stop.Task;

string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
