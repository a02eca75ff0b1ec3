using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue;

namespace Assistant.Dialogs.Appointments;

/// <summary>A coordinator says no and why: a tap on a reason, or words of one's own.</summary>
public abstract class ReasonDialog : RequestDialog
{
    /// <summary>Longest reason, in UTF-16 units.</summary>
    private const int LongestReason = 400;

    /// <summary>Marks a stored reason as one of the list; words never begin so.</summary>
    private const string Listed = "~reason:";

    private static readonly Question<string> reason = Reason();

    /// <inheritdoc/>
    public sealed override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public sealed override IReadOnlyList<Step> Questions { get; } = [Request, reason];

    /// <inheritdoc/>
    public sealed override Conclusion Conclude(Answers answers, Facts facts)
    {
        var why = answers.Get(reason);
        var isListed = why.StartsWith(Listed, StringComparison.Ordinal);
        return new(
            new Effect.StepRequest(answers.Get(Request), Step, Words: isListed ? null : why) { Reason = isListed ? why[Listed.Length..] : null },
            new Effect.Say(new("decline.done")));
    }

    /// <summary>Words of one's own, or a tap.</summary>
    private static Question<string> Reason()
    {
        var words = Ask.Text("reason", LongestReason);
        return words with
        {
            Home = "decline",
            Options = static (_, _) => [.. DeclineReasons.Ids.Select(id => new Option(Listed + id, $"reasons.{id}"))],
            Understand = h => h.Choices.FirstOrDefault(choice => h.Said.Pressed is { } pressed ? choice.Id == pressed : h.With.Labels.Of(choice.Label).IsLabel(Knowledge.Replies.Words.Of(h.Said.Text))) is { } chosen
                ? chosen.Id : h.Said.Text.StartsWith(Listed, StringComparison.Ordinal) ? default : words.Understand(h),
            Why = "decline.reason.why",
        };
    }
}

/// <summary>Coordinator: the request cannot be met.</summary>
public sealed class DeclineDialog : ReasonDialog
{
    /// <inheritdoc/>
    public override string Id => "decline";
    private protected override RequestStep Step => RequestStep.Decline;
}

/// <summary>Coordinator: the agreed meeting will not take place.</summary>
public sealed class CallOffDialog : ReasonDialog
{
    /// <inheritdoc/>
    public override string Id => "calloff";
    private protected override RequestStep Step => RequestStep.CallOff;
}
