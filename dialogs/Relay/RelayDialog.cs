using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Relay;

/// <summary>Asks for a human. Needs no answer and no consent: what was under way waits until the human is gone.</summary>
public sealed class RelayDialog : Dialog
{
    /// <summary><see cref="Id"/>, for dialogues that lead here.</summary>
    public const string Name = "relay";

    /// <summary>Id of the message to many that is answered, where one is.</summary>
    internal const string About = "about";

    private static readonly Question<string> about = Ask.Carried(About);

    /// <inheritdoc/>
    public override string Id => Name;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [about];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForRelay(new RelayAct.Open(Answers: answers.Find(about)))) { IsSilent = true };
}
