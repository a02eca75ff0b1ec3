using System.Collections.Immutable;
using System.Text;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Safety;

namespace Assistant.Tests.Dialogs;

/// <summary>What all tests of dialogues share: loaded once, changed by nobody.</summary>
internal static class Known
{
    public static Texts Texts { get; } = Texts.Load();
    public static ServiceCatalogue Services { get; } = ServiceCatalogue.Load();
    public static EligibilityRules Rules { get; } = EligibilityRules.Load();

    /// <summary>Danger as these tests say it, whatever the real gate reads: <c>!now</c>, <c>!need</c>, <c>!implied</c>.</summary>
    public static Understanding Understanding { get; } = new()
    {
        Texts = Texts,
        Crisis = static (text, _) => text.Contains("!now", StringComparison.Ordinal) ? new(CrisisLevel.Now, CrisisKind.ViolenceAtHome, 0, 1, "test")
            : text.Contains("!need", StringComparison.Ordinal) ? new(CrisisLevel.Need, CrisisKind.ChildInDanger, 0, 1, "test")
            : text.Contains("!implied", StringComparison.Ordinal) ? new(CrisisLevel.Implied, CrisisKind.ChildInDanger, 0, 1, "test")
            : CrisisReading.None,
    };

    public static Switchboard Board { get; } = new(Understanding, Services, Rules);

    /// <summary>A talk with a human that waits while the bot goes on.</summary>
    public static RelayFact Waiting { get; } = new("t1", "K7M2X", "waiting", IsMine: true, null, "et", 0, Holds: false, IsQuiet: false, 0);

    /// <summary>Monday morning.</summary>
    public static Facts Facts { get; } = new()
    {
        Now = new(2026, 11, 23, 7, 40),
        Lang = Lang.Et,
        Organisation = new("MTÜ Näidis", ""),
        AnswerBy = new(2026, 11, 24, 16, 0),
    };
}

/// <summary>One chat with the engine: state is stored and read again between all messages, effects that facts depend on are applied.</summary>
internal sealed class Chat(Switchboard board, Facts facts)
{
    private string state = "";
    private ImmutableArray<Effect.Say> onScreen = [];

    public Chat() : this(Known.Board, Known.Facts) { }

    public Facts Facts { get; set; } = facts;
    public Conversation Conversation => ConversationJson.Read(state);
    public List<Effect> Done { get; } = [];
    public ImmutableArray<Effect.Say> Shown => onScreen;

    public ImmutableArray<Effect> Say(string text) => Take(new(text, Facts.Lang));

    /// <summary>Taps what is on the screen; the newest of the same label.</summary>
    public ImmutableArray<Effect> Tap(string label)
    {
        var (prompt, id) = onScreen.Reverse().SelectMany(say => say.Choices.Select(choice => (say.Prompt, Choice: choice)))
            .Where(shown => Known.Texts.In(Facts.Register).Render(Facts.Lang, shown.Choice.Label) == label).Select(shown => (shown.Prompt, shown.Choice.Id)).FirstOrDefault();
        Assert.True(id is not null, $"no choice '{label}' on the screen");
        return Press(id, prompt);
    }

    public ImmutableArray<Effect> Press(string id, int? prompt) => Take(new("", Facts.Lang, id, prompt));

    public ImmutableArray<Effect> Take(Utterance said)
    {
        _ = board.WishOf(Conversation, said);
        var (next, effects) = board.Take(Conversation, said, Facts);
        state = ConversationJson.Write(next);
        foreach (var effect in effects)
        {
            Facts = effect switch
            {
                Effect.GiveConsent => Facts with { HasConsent = true },
                Effect.WithdrawConsent => Facts with { HasConsent = false },
                Effect.SpeakLanguage speak => Facts with { Lang = speak.Lang, Register = speak.Register ?? Facts.Register },
                Effect.RememberName named => Facts with { Name = named.Name },
                _ => Facts,
            };
            if (effect is Effect.Say say)
                onScreen = onScreen.Add(say);
            else
                Done.Add(effect);
        }
        return effects;
    }

    /// <summary>Plays the '>' lines, in which <c>[label]</c> is a tap, and compares the whole chat.</summary>
    public void Check(string script)
    {
        var heard = new StringBuilder();
        foreach (var line in script.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..]))
        {
            heard.Append("> ").Append(line).Append('\n');
            foreach (var effect in line is ['[', .., ']'] ? Tap(line[1..^1]) : Say(line))
                heard.Append("< ").Append(Show(effect)).Append('\n');
        }
        if (string.Join('\n', script.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) != string.Join('\n', heard.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            Assert.Fail($"The chat went otherwise. It was:\n{heard}");
    }

    private string Show(Effect effect) => effect switch
    {
        Effect.Say { Choices: [] } say => Known.Texts.In(Facts.Register).Render(Facts.Lang, say.Text).Replace("\n", " / ", StringComparison.Ordinal),
        Effect.Say say => $"{Known.Texts.In(Facts.Register).Render(Facts.Lang, say.Text).Replace("\n", " / ", StringComparison.Ordinal)} [{string.Join(" | ", say.Choices.Select(choice => Known.Texts.In(Facts.Register).Render(Facts.Lang, choice.Label)))}]",
        Effect.GiveConsent consent => $"(consent {consent.Version})",
        Effect.FileRequest { Draft: var d } => $"(file {d.Kind}: {d.Service ?? "-"}, {d.Wish?.ToString("uuuu-MM-dd HH:mm", null) ?? "-"}, {d.Name ?? "-"}, {d.Phone ?? "-"}, {d.Note ?? "-"}{(d.Place is { } place ? $", {place}" : "")}{string.Concat(d.OtherWishes.Select(other => $", or {other:uuuu-MM-dd HH:mm}"))})",
        Effect.StepRequest step => $"({step.Step} {step.RequestId} {step.Time?.ToString("uuuu-MM-dd HH:mm", null)} {step.Words}{(step.Place is { } place ? $" {place}" : "")}{(step.Reason is { } reason ? $" {reason}" : "")})",
        Effect.SpeakLanguage speak => $"(speak {Registers.Tag(speak.Lang, speak.Register ?? Register.Ordinary)})",
        _ => $"({effect})",
    };
}
