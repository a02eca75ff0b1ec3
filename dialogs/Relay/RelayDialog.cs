using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Relay;

/// <summary>Asks for a human. Needs no answer and no consent: what was under way waits until the human is gone.</summary>
public sealed class RelayDialog : Dialog
{
    /// <summary><see cref="Id"/>, for dialogues that lead here.</summary>
    public const string Name = "relay";

    /// <inheritdoc/>
    public override string Id => Name;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForRelay(new RelayAct.Open())) { IsSilent = true };
}
