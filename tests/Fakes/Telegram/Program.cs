using System.Globalization;
using System.Runtime.InteropServices;
using Assistant.Fakes.Telegram;

// README.md says what can be asked of it.
if (args.Contains("--help"))
{
    Console.WriteLine("--port N (8081)  --token T  --no-limits  --escalate  --strict  --speed N  --skew SECONDS  --quiet");
    return 0;
}
var options = new DoubleOptions
{
    Port = (int)Number("--port", 8081),
    HasLimits = !args.Contains("--no-limits"),
    SlowsHastyPolls = !args.Contains("--no-limits"),
    Escalates = args.Contains("--escalate"),
    IsStrict = args.Contains("--strict"),
    ClockSkew = TimeSpan.FromSeconds(Number("--skew", 0)),
    Time = Number("--speed", 1) is var speed && speed != 1 ? new ScaledTime(speed) : TimeProvider.System,
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
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.TrySetResult();
});
await stop.Task;
var violations = world.Violations();
foreach (var words in violations)
    Console.WriteLine($"violation: {words}");
return args.Contains("--strict") && violations.Count > 0 ? 1 : 0;

string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

double Number(string name, double otherwise) => Value(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
