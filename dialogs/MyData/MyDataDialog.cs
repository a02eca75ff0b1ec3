using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.MyData;

/// <summary>What is kept about the person, and taking consent back.</summary>
public sealed class MyDataDialog : Dialog
{
    private static readonly Question<string> what = Ask.OneOf("what", "keep", "withdraw") with { Lead = static (_, _) => [new("mydata.kept")] };

    /// <inheritdoc/>
    public override string Id => "mydata";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [what];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(what) == "withdraw"
        ? new(new Effect.WithdrawConsent(), new Effect.Say(new("mydata.withdrawn"))) { DropsPaused = true }
        : new(new Effect.Say(new("mydata.unchanged")));
}
