using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Appointments;

/// <summary>Coordinator: a colleague goes on with it, or whoever takes it from the queue.</summary>
public sealed class HandOverDialog : RequestDialog
{
    /// <summary>Choice: back to the queue.</summary>
    private const string Queue = "queue";

    private static readonly Question<string> to = Ask.OneOf("to", static (_, facts) =>
    [
        .. facts.Colleagues.Select((colleague, n) => new Option(colleague.Id, colleague.Name is null ? "handover.unnamed" : "engine.words")
        {
            Slots = [colleague.Name is { } name ? new("words", Words: name) : new("number", Words: $"{n + 1}")],
        }),
        .. facts.Request is { } request && RequestSteps.Allows(request, RequestStep.Release, facts) ? [new Option(Queue, "handover.queue")] : Array.Empty<Option>(),
    ]) with { Why = "handover.to.why" };

    /// <inheritdoc/>
    public override string Id => "handover";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override Needs Needs => base.Needs | Needs.Colleagues;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Request, to];
    private protected override RequestStep Step => RequestStep.HandOver;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(to) == Queue
        ? new(new Effect.StepRequest(answers.Get(Request), RequestStep.Release), new Effect.Say(new("handover.released")))
        : new(new Effect.StepRequest(answers.Get(Request), Step) { Colleague = answers.Get(to) }, new Effect.Say(new("handover.done")));
}
