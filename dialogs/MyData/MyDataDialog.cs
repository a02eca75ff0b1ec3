using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.MyData;

/// <summary>What is kept about the person: seeing it, taking it along, correcting it, taking consent back, having it erased.</summary>
public sealed class MyDataDialog : Dialog
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    private const int LongestName = 60;

    // Whoever works here cannot erase who did what: they leave first.
    private static readonly Question<string> what = Ask.OneOf("what", static (_, facts) => facts.HasConsent
        ? ["keep", "export", "correct", "safe", "withdraw", .. Only(!Menu.IsWorker(facts), "erase")]
        : ["keep", "export", .. Only(!Menu.IsWorker(facts), "erase")]) with
    {
        Lead = static (_, facts) => Summary(facts),
    };

    private static readonly Question<string> which = Ask.OneOf("which", "name", "phone", "language") with { When = static (answers, _) => answers.Find(what) == "correct" };
    private static readonly Question<string> name = Ask.Text("name", LongestName) with { When = static (answers, _) => answers.Find(which) == "name" };
    private static readonly Question<string> phone = Ask.Phone("phone") with { When = static (answers, _) => answers.Find(which) == "phone" };
    private static readonly Question<string> sure = Ask.Agreement("sure") with { When = static (answers, _) => answers.Find(what) == "erase", Why = "mydata.sure.why" };

    /// <inheritdoc/>
    public override string Id => "mydata";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [what, which, name, phone, sure];
    /// <inheritdoc/>
    public override Needs Needs => Needs.MyData;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(what) switch
    {
        "export" => new(new Effect.ExportMyData()),
        "safe" => new() { Next = new("safe") },
        "withdraw" => new(new Effect.WithdrawConsent(), new Effect.Say(new("mydata.withdrawn"))) { DropsPaused = true },
        "correct" => answers.Get(which) switch
        {
            "name" => new(new Effect.RememberName(answers.Get(name)), new Effect.Say(Line.Of("mydata.name-set", new Slot("name", Words: answers.Get(name))))),
            "phone" => new(new Effect.CorrectPhone(answers.Get(phone)), new Effect.Say(Line.Of("mydata.phone-set", new Slot("phone", Words: answers.Get(phone))))),
            _ => new(new Effect.Say(new("menu.which-language")) { Choices = Menu.Languages(except: null) }),
        },
        "erase" => answers.Get(sure) == "yes" ? new(new Effect.EraseMe()) { DropsPaused = true } : new(new Effect.Say(new("mydata.unchanged"))),
        _ => new(new Effect.Say(new("mydata.unchanged"))),
    };

    private static IEnumerable<Line> Summary(Facts facts)
    {
        if (facts.Kept is not { } kept)
            return [new("mydata.kept")];
        var known = Line.Of("mydata.known",
            facts.Name is { } name ? new("name", Words: name) : new("name", Key: "engine.nothing"),
            kept.Phone is { } phone ? new("phone", Words: phone) : new("phone", Key: "engine.nothing"),
            new("requests", Words: $"{kept.Requests}"),
            new("chats", Words: $"{kept.Chats}"));
        return facts.HasConsent && kept.Since is { } day
            ? [known, Line.Of("mydata.since", Slot.Of("day", day.At(LocalTime.Midnight), facts.Now)), new("mydata.kept")]
            : [known, new("mydata.no-consent")];
    }

    private static ImmutableArray<Option> Only(bool isSo, string id) => isSo ? [id] : [];
}
