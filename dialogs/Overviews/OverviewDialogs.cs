using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Municipalities;

namespace Assistant.Dialogs.Overviews;

/// <summary>A written overview of the work: goals and hours come from the records, the worker adds what figures do not say.</summary>
public sealed class OverviewDialog : FamilyDialog
{
    private const int Longest = 1500;

    private static readonly Question<string> kind = Ask.OneOf("kind", "interim", "final") with { Slots = Named, Why = "overview.kind.why" };
    private static readonly Question<string> changed = Ask.Text("changed", Longest) with { Why = "overview.changed.why" };
    private static readonly Question<string> hindered = Ask.Text("hindered", Longest) with { IsOptional = true, Why = "overview.changed.why" };
    private static readonly Question<string> next = Ask.Text("next", Longest) with { IsOptional = true, Why = "overview.changed.why" };

    /// <inheritdoc/>
    public override string Id => "overview";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, kind, changed, hindered, next];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.WriteOverview(answers.Get(Family), answers.Get(kind), answers.Get(changed), answers.Find(hindered), answers.Find(next))));
}

/// <summary>One side answers for a summary: the same five questions that the other sides are asked.</summary>
public sealed class SummaryAnswerDialog : Dialog
{
    private const int Longest = 1000;

    private static readonly Question<string> about = Ask.Carried(SharedAbout.Id);
    private static readonly Question<string> better = Answer("better"), helped = Answer("helped"), hard = Answer("hard"), self = Answer("self"), more = Answer("more");

    /// <inheritdoc/>
    public override string Id => "summary-answer";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [about, better, helped, hard, self, more];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var told = ImmutableDictionary.CreateRange(new[] { better, helped, hard, self, more }.Select(question => KeyValuePair.Create(question.Id, answers.Find(question)))
            .Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)));
        return told.IsEmpty ? new(new Effect.Say(new("summary.nothing"))) : new(new Effect.ForCase(new CaseAct.Speak(SharedAbout.IdIn(answers.Get(about)), told)));
    }

    private static Question<string> Answer(string id) => Ask.Text(id, Longest) with { IsOptional = true, Why = "summary-answer.why" };
}
