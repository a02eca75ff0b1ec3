using System.Diagnostics;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Safety;

namespace Assistant.Benchmarks.Dialogs;

/// <summary>What the dialogue engine costs: reading its data at the start, the first message, and each message of a whole chat when warm.</summary>
internal static class EngineSteps
{
    /// <summary>Chats taken before measuring, so that all code is compiled for good.</summary>
    private const int WarmUp = 400;
    private const int Measured = 400;

    private static readonly string[] chat =
    [
        "tere", "alustame", "nõustun", "poja pärast", "kaks", "jah, lastekaitse on", "juba segab", "kool ja raha", "ei", "soovin kohtumist", "kolmapäeval kell 17", "miks", "helistage", "5555 0000",
        "Olga", "koolis on viimasel ajal väga raske ja me ei tea enam, mida teha", "muuda aega", "ülehomme pärast viit", "jah", "kui palju tugiisik maksab?", "минутку, я не знаю", "tere",
    ];

    public static void Run(TextWriter output)
    {
        var before = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var texts = Timed(output, "texts", () => Texts.Load());
        var services = Timed(output, "services", () => ServiceCatalogue.Load());
        var rules = Timed(output, "rules", () => EligibilityRules.Load());
        Timed(output, "crisis gate", () => CrisisGate.Default);
        var questions = Timed(output, "questions", () => FaqQuestions.Default);
        var understanding = Timed(output, "understanding", () => new Understanding { Texts = texts, Questions = questions });
        var board = Timed(output, "switchboard", () => new Switchboard(understanding, services, rules));
        Timed(output, "first message", () => Chat(board, "tere, mul on mure", default));
        Timed(output, "first time read", () => Recognition.Shared.Recognize("homme kell 10", null, new NodaTime.LocalDateTime(2026, 11, 23, 7, 40), TimePolicy.Future));
        output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:F1} ms  all of it; {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:F0} ms of processor time");

        for (var i = 0; i < WarmUp; i++)
            Chat(board, null, default);
        var best = new double[chat.Length];
        var sum = new double[chat.Length];
        Array.Fill(best, double.MaxValue);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Measured; i++)
            Chat(board, null, (n, took) => (best[n], sum[n]) = (Math.Min(best[n], took), sum[n] + took));
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        for (var n = 0; n < chat.Length; n++)
            output.WriteLine($"{best[n],8:F1} us best {sum[n] / Measured,8:F1} us average  {chat[n]}");
        output.WriteLine($"{best.Average(),8:F1} us best {sum.Sum() / Measured / chat.Length,8:F1} us average  of all; {allocated / Measured / chat.Length / 1024.0:F1} KiB each");
    }

    private static int Chat(Switchboard board, string? only, Action<int, double>? took)
    {
        var facts = new Facts { Now = new(2026, 11, 23, 7, 40), Lang = Lang.Et, Organisation = new("MTÜ Näidis", ""), AnswerBy = new(2026, 11, 24, 16, 0) };
        var state = "";
        string[] messages = only is null ? chat : [only];
        for (var n = 0; n < messages.Length; n++)
        {
            var began = Stopwatch.GetTimestamp();
            var conversation = ConversationJson.Read(state);
            var said = new Utterance(messages[n], facts.Lang);
            _ = board.WishOf(conversation, said);
            var (next, effects) = board.Take(conversation, said, facts);
            state = ConversationJson.Write(next);
            took?.Invoke(n, Stopwatch.GetElapsedTime(began).TotalMicroseconds);
            if (effects.Any(effect => effect is Effect.GiveConsent))
                facts = facts with { HasConsent = true };
        }
        return state.Length;
    }

    private static T Timed<T>(TextWriter output, string what, Func<T> make)
    {
        var start = Stopwatch.GetTimestamp();
        var made = make();
        output.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:F1} ms  {what}");
        return made;
    }
}
