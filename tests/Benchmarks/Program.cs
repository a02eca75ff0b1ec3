using Assistant.Benchmarks.Dialogs;
using Assistant.Benchmarks.Language;
using Assistant.Benchmarks.Storage;
using Assistant.Benchmarks.Telegram;
using Assistant.Benchmarks.Turns;
using Assistant.Knowledge;
using Assistant.Tests.EndToEnd.Groups.Runs;
using Assistant.Tests.EndToEnd.Telegram.Runs;

const int defaultSeconds = 6;

switch (args)
{
    case ["store", .. var rest]:
        var folder = rest is [var given, ..] ? given : Directory.CreateTempSubdirectory("assistant-bench-").FullName;
        return await StoreTurns.Run(folder, Seconds(rest is [_, var seconds, ..] ? seconds : null));
    case ["scale", .. var rest]:
        return await ScaleRun.Run(rest is [var parts, ..] ? int.Parse(parts) : 20);
    case ["import", .. var rest]:
        return await ImportRun.Run(rest is [var share, ..] ? int.Parse(share) : 20);
    case ["turns", .. var rest]:
        return await HttpTurns.Run(Seconds(rest is [var each, ..] ? each : null), rest is [_, var conversations, ..] ? int.Parse(conversations) : null);
    case ["drafts", .. var rest]:
        return await DraftRun.Run(rest is [var workers, ..] ? int.Parse(workers) : 48);
    case ["telegram", "broadcast", .. var rest]:
        var broadcast = await BroadcastRun.Run(rest is [var recipients, ..] ? int.Parse(recipients) : 3_000);
        Console.WriteLine(broadcast);
        return broadcast is { Rate: >= 27, Throttled: 0, Missed: 0, Twice: 0, Untrue: 0 } && broadcast.ReplyP99 < TimeSpan.FromSeconds(2) ? 0 : 1;
    case ["reminders", .. var rest]:
        var reminders = await ReminderRun.Run(rest is [var many, ..] ? int.Parse(many) : 500, rest is [_, var members, ..] ? int.Parse(members) : 8, isLate: rest.Contains("late"), isPulled: rest.Contains("page"));
        Console.WriteLine(reminders);
        return reminders.Rows == reminders.Expected && reminders is { Twice: 0 } && reminders.P50 < TimeSpan.FromMilliseconds(50) && reminders.P99 < TimeSpan.FromSeconds(1.5) ? 0 : 1;
    case ["telegram", "faults", .. var rest]:
        var faults = await FaultRun.Run(rest is [var run, ..] ? Seconds(run) : TimeSpan.FromMinutes(10), faultsInSending: true, Environment.TickCount);
        Console.WriteLine(faults);
        return Math.Abs(faults.Extra) <= faults.Doubtful ? 0 : 1;
    case ["telegram", .. var rest]:
        return await TelegramTurns.Run(Seconds(rest is [var length, ..] ? length : null), [.. rest.Skip(1)]);
    case ["teams", .. var rest]:
        return await TelegramTurns.Run(Seconds(rest is [var span, ..] ? span : null), [.. rest.Skip(1), .. TelegramTurns.OfTeams]);
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
        await Console.Error.WriteLineAsync("usage: store [FOLDER [SECONDS]] | scale [PARTS] | import [PARTS] | turns [SECONDS [CONVERSATIONS]] | drafts [WORKERS] | telegram [SECONDS [CHATS|BOT|fast|slow]...] | telegram broadcast [RECIPIENTS] | telegram faults [SECONDS] | reminders [SESSIONS [MEMBERS [late] [page]]] | teams [SECONDS [CHATS|fast|slow]...] | engine | understanding [peers]");
        return 2;
}

static TimeSpan Seconds(string? given) => TimeSpan.FromSeconds(given is null ? defaultSeconds : int.Parse(given));
