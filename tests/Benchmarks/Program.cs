using Assistant.Benchmarks.Dialogs;
using Assistant.Benchmarks.Language;
using Assistant.Benchmarks.Storage;
using Assistant.Benchmarks.Telegram;
using Assistant.Benchmarks.Turns;
using Assistant.Knowledge;

const int defaultSeconds = 6;

switch (args)
{
    case ["store", .. var rest]:
        var folder = rest is [var given, ..] ? given : Directory.CreateTempSubdirectory("assistant-bench-").FullName;
        return await StoreTurns.Run(folder, Seconds(rest is [_, var seconds, ..] ? seconds : null));
    case ["turns", .. var rest]:
        return await HttpTurns.Run(Seconds(rest is [var each, ..] ? each : null), rest is [_, var conversations, ..] ? int.Parse(conversations) : null);
    case ["telegram", .. var rest]:
        return await TelegramTurns.Run(Seconds(rest is [var length, ..] ? length : null), [.. rest.Skip(1)]);
    case ["engine"]:
        EngineSteps.Run(Console.Out);
        return 0;
    case ["understanding", ("first" or "retained") and var what, var lang]:
        Speed.First(Console.Out, what, Langs.All.First(each => each.Code() == lang));
        return 0;
    case ["understanding", "peers"]:
        Peers.Run(Console.Out);
        return 0;
    case ["understanding"]:
        Speed.Run(Console.Out);
        Peers.Run(Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: store [FOLDER [SECONDS]] | turns [SECONDS [CONVERSATIONS]] | telegram [SECONDS [CHATS|BOT]...] | engine | understanding [peers]");
        return 2;
}

static TimeSpan Seconds(string? given) => TimeSpan.FromSeconds(given is null ? defaultSeconds : int.Parse(given));
