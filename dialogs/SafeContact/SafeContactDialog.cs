using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.SafeContact;

/// <summary>When and how not to write to the person, and the code word.</summary>
public sealed class SafeContactDialog : Dialog
{
    /// <summary>Longest code word, in UTF-16 units.</summary>
    private const int LongestWord = 40;

    private static readonly LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly Question<string> what = Ask.OneOf("what", static (_, facts) =>
    [
        "times", .. Only(facts.Safe.Quiet is not null, "any-time"),
        "word", .. Only(facts.Safe.HasWord, "no-word"),
        facts.Safe.IsNeutral ? "plain" : "neutral",
    ]) with
    {
        Lead = static (_, facts) => Now(facts),
        Why = "safe.what.why",
    };

    private static readonly Question<string> times = new("times",
        static h => Times(h.Said.Pressed ?? h.Said.Text) is { } read ? Write(read) : default(Reading<string>),
        static text => text,
        static (stored, _, _) => Times(stored) is not null ? stored : default(Reading<string>))
    {
        Options = static (_, _) => [new("21:00-08:00", "safe.times.night"), new("17:00-08:00", "safe.times.evening")],
        When = static (answers, _) => answers.Find(what) == "times",
        Why = "safe.times.why",
    };

    private static readonly Question<string> word = Ask.Text("word", LongestWord) with
    {
        When = static (answers, _) => answers.Find(what) == "word",
        Why = "safe.word.why",
    };

    /// <inheritdoc/>
    public override string Id => "safe";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [what, times, word];
    /// <inheritdoc/>
    public override bool IsPersonal => true;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var safe = facts.Safe;
        return answers.Get(what) switch
        {
            "times" when Times(answers.Get(times)) is { } quiet => new(new Effect.SettleContact(quiet, safe.IsNeutral), new Effect.Say(About("safe.times-set", quiet))),
            "any-time" => new(new Effect.SettleContact(null, safe.IsNeutral), new Effect.Say(new("safe.times-gone"))),
            "word" => new(new Effect.SetWord(answers.Get(word)), new Effect.Veil(), new Effect.Say(new("safe.word-set"))),
            "no-word" => new(new Effect.SetWord(null), new Effect.Say(new("safe.word-gone"))),
            "neutral" => new(new Effect.SettleContact(safe.Quiet, true), new Effect.Say(new("safe.neutral-set"))),
            _ => new(new Effect.SettleContact(safe.Quiet, false), new Effect.Say(new("safe.neutral-gone"))),
        };
    }

    private static IEnumerable<Line> Now(Facts facts)
    {
        yield return facts.Safe.Quiet is { } quiet ? About("safe.now-times", quiet) : new("safe.now-any-time");
        if (facts.Safe.HasWord)
            yield return new("safe.now-word");
        if (facts.Safe.IsNeutral)
            yield return new("safe.now-neutral");
    }

    private static Line About(string key, (LocalTime From, LocalTime To) quiet) =>
        Line.Of(key, new Slot("from", Words: clock.Format(quiet.From)), new Slot("to", Words: clock.Format(quiet.To)));

    private static ImmutableArray<Option> Only(bool isSo, string id) => isSo ? [id] : [];

    private static string Write((LocalTime From, LocalTime To) quiet) => $"{clock.Format(quiet.From)}-{clock.Format(quiet.To)}";

    /// <returns>The two times of day named by figures, as in "17-8", "kella 21.30st 7ni", "с 17:00 до 8"; <see langword="null"/>: not exactly two, or the same one twice.</returns>
    internal static (LocalTime From, LocalTime To)? Times(string text)
    {
        List<LocalTime> found = [];
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                at++;
                continue;
            }
            var hours = Figures(text, ref at);
            var minutes = 0;
            if (at + 2 < text.Length + 1 && at < text.Length && text[at] is ':' or '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                at++;
                minutes = Figures(text, ref at);
            }
            if (hours == 24 && minutes == 0)
                hours = 0;
            if (hours > 23 || minutes > 59)
                return null;
            found.Add(new(hours, minutes));
        }
        return found is [var from, var to] && from != to ? (from, to) : null;
    }

    private static int Figures(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return int.TryParse(text.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }
}
