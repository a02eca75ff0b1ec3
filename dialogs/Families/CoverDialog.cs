using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.People;

namespace Assistant.Dialogs.Families;

/// <summary>A coordinator says who stands in with the families of a worker who is ill or on leave, and until when. Standing choice <c>people:cover:ID</c>.</summary>
public sealed class CoverDialog : Dialog
{
    private static readonly Question<string> worker = Ask.Carried(WorkerDialog.PersonId);
    private static readonly Question<string> by = Ask.OneOf("by", static (answers, facts) =>
        [.. Others(answers, facts).Select(one => new Option(one.Id, "engine.words") { Slots = [new("words", Words: FamilyAssignDialog.NameOf(one))] })]) with
    {
        Slots = Named, Why = "cover.why",
        Lead = static (answers, facts) => FamilyAssignDialog.Loads(Others(answers, facts), facts),
    };
    private static readonly Question<WishedTime> until = Ask.Moment("until") with
    {
        Wanted = Wanted.Date, Slots = Named, Why = "cover.why", When = static (answers, facts) => Of(answers, facts)?.AwayUntil is null,
    };
    private static readonly Question<bool> met = Ask.YesNo("met") with { Why = "family-assign.met.why" };

    /// <inheritdoc/>
    public override string Id => "cover";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override Needs Needs => Needs.People | Needs.Families;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [worker, by, until, met];

    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Cases.Workers.Any(one => one.Id == given.GetValueOrDefault(WorkerDialog.PersonId)) ? null : new("people.gone");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.Cover(answers.Get(worker), answers.Get(by), answers.Has(until) ? answers.Get(until).Date : null, answers.Get(met))));

    /// <summary>Begins it.</summary>
    internal static Choice Choice(string worker) => new($"people:cover:{worker}", new("cover.begin"));

    private static PersonFact? Of(Answers answers, Facts facts) => facts.People.FirstOrDefault(one => one.Id == answers.Find(worker));

    /// <summary>Colleagues who are here, the least busy first.</summary>
    private static IEnumerable<Engine.Colleague> Others(Answers answers, Facts facts) =>
        facts.Cases.Workers.Where(one => one.Id != answers.Find(worker) && facts.People.FirstOrDefault(person => person.Id == one.Id)?.AwayUntil is null).OrderBy(one => facts.Cases.LoadOf(one.Id));

    private static ImmutableArray<Slot> Named(Answers answers, Facts facts) =>
        [facts.Cases.Workers.FirstOrDefault(one => one.Id == answers.Find(worker)) is { } one ? new("who", Words: FamilyAssignDialog.NameOf(one)) : new("who", Key: "engine.nothing")];
}
