using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Safety;

namespace Assistant.Dialogs.Crisis;

/// <summary>After words of danger: may we write? And softly, where danger was only hinted at: are you safe? Whatever was under way waits.</summary>
public sealed class CrisisDialog : Dialog
{
    private static readonly Question<string> level = Ask.Carried("level");
    private static readonly Question<string> kind = Ask.Carried("kind");

    /// <summary>Level of a cry for help that says nothing of danger: it is asked first.</summary>
    internal const string Unsaid = "unsaid";

    private static readonly Question<string> soft = Ask.OneOf("soft", "yes", "no", "unknown", "human") with
    {
        When = static (answers, _) => answers.Find(level) == Unsaid,
        Then = static (said, _, _) => said switch
        {
            "yes" => [new Effect.RaiseConcern("now", "none"), .. Card("now", "none")],
            "unknown" => [new Effect.RaiseConcern("implied", "none"), .. Card("need", "none")],
            _ => [],
        },
        Why = "crisis.why",
    };

    private static readonly Question<string> safe = Ask.OneOf("safe", "yes", "no", "unknown") with
    {
        When = static (answers, _) => answers.Find(level) == "implied",
        Then = static (said, answers, _) => said == "yes" ? [] : [new Effect.RaiseConcern("now", answers.Find(kind) ?? "none"), .. Card("now", answers.Find(kind) ?? "none")],
        Why = "crisis.why",
    };

    private static readonly Question<string> write = Ask.OneOf("write", "yes", "no") with
    {
        When = static (answers, _) => answers.Find(safe) != "yes" && answers.Find(soft) is not ("no" or "human"),
        Why = "crisis.why",
    };

    /// <inheritdoc/>
    public override string Id => "crisis";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [level, kind, soft, safe, write];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => (answers.Find(safe), answers.Find(write)) switch
    {
        _ when answers.Find(soft) == "human" => new() { Next = new(Relay.RelayDialog.Name) },
        _ when answers.Find(soft) == "no" => new(new Effect.Say(new("crisis.soft-thanks")) { Choices = Menu.For(facts) }),
        ("yes", _) => new(new Effect.Say(new("crisis.safe-thanks"))),
        (_, "no") => new(new Effect.HideChat()) { IsSilent = true },
        _ => new(new Effect.Say(new("crisis.stay")) { Choices = [Menu.Human] }),
    };

    /// <summary>The helplines, before anything else. Needs no facts, no consent and no store.</summary>
    public static ImmutableArray<Effect.Say> Card(string level, string kind) =>
    [
        new(new Line(level == "now" ? "crisis.now" : "crisis.need")) { IsSafety = true },
        new(new Line(kind switch { "self_harm" => "crisis.self-harm", "violence_at_home" => "crisis.violence", _ => "crisis.child" })) { IsSafety = true },
    ];

    internal static string LevelOf(CrisisReading reading) => reading.Level switch
    {
        CrisisLevel.Now => "now",
        CrisisLevel.Need => "need",
        _ => "implied",
    };
}
