using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Replies;
using Assistant.Knowledge.Safety;

namespace Assistant.Dialogs.Crisis;

/// <summary>After words of danger: may we write? And softly, where danger was only hinted at: are you safe? Whatever was under way waits.</summary>
public sealed class CrisisDialog : Dialog
{
    private static readonly Question<string> level = Ask.Carried("level");
    private static readonly Question<string> kind = Ask.Carried("kind");

    /// <summary>Level of a cry for help that says nothing of danger: it is asked first.</summary>
    internal const string Unsaid = "unsaid";

    private static readonly Question<string> soft = InShort("soft", "yes", "no", "unknown", "human") with
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

    private static readonly Question<string> safe = InShort("safe", "yes", "no", "unknown") with
    {
        When = static (answers, _) => answers.Find(level) == "implied",
        Then = static (said, answers, _) => said == "yes" ? [] : [new Effect.RaiseConcern("now", answers.Find(kind) ?? "none"), .. Card("now", answers.Find(kind) ?? "none")],
        Why = "crisis.why",
    };

    private static readonly Question<string> write = InShort("write", "yes", "no") with
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

    /// <returns>Whether the question of that id asks softly whether somebody is safe.</returns>
    internal static bool IsIfSafe(string question) => question is "soft" or "safe";

    /// <summary>Longest reply, in words, in which a yes or no may stand anywhere; in more words, or words about a child's life, it answers nothing unless it begins the reply: "poeg ei käi koolis" is no "no".</summary>
    private const int ShortReply = 6, ShortestStory = 4;

    private static Question<string> InShort(string id, params ImmutableArray<Option> options)
    {
        var question = Ask.OneOf(id, options);
        return question with
        {
            Understand = h => h.Said.Pressed is not null ? question.Understand(h)
                : IsIfSafe(id) && h.With.Replies.IsSafe(h.Said.Text) is { } isSafe ? isSafe == (id == "safe") ? "yes" : "no"
                : IsStory(h) || IsDoubtInPassing(h) ? default : question.Understand(h),
        };
    }

    /// <summary>"Eks ta vist kolmene ole" doubts something else.</summary>
    private static bool IsDoubtInPassing(Hearing h) =>
        Words.Of(h.Said.Text) is { Length: >= ShortestStory } words && h.With.Replies.Plain(words[0]) is Said.Unclear && h.With.Replies.Plain(h.Said.Text) is Said.Unclear && h.With.Replies.YesNo(h.Said.Text) is Said.DontKnow;

    private static bool IsStory(Hearing h)
    {
        var words = Words.Of(h.Said.Text);
        return words.Length >= ShortestStory && h.With.Replies.Plain(words[0]) is Said.Unclear
            && (words.Length > ShortReply || SituationReader.Default.Read(h.Said.Text, h.Said.Lang) is not { Areas.IsEmpty: true, RefusesSchool: false, Children: null, Ages.IsEmpty: true });
    }

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
