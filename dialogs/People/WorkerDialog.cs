using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Municipalities;
using NodaTime;

namespace Assistant.Dialogs.People;

/// <summary>A coordinator settles something about a worker.</summary>
public abstract class WorkerDialog : Dialog
{
    /// <summary>About whom: <see cref="PersonFact.Id"/>.</summary>
    public const string PersonId = "person";

    /// <summary>Choice: the requests go back to the queue.</summary>
    private const string ToQueue = "queue";

    private protected static readonly Question<string> Person = Ask.Carried(PersonId);

    /// <summary>Who takes the open requests.</summary>
    private protected static readonly Question<string> Heir = Ask.OneOf("heir", static (answers, facts) =>
        [.. facts.People.Where(colleague => colleague.Id != answers.Find(Person) && colleague.AwayUntil is null && colleague.Roles.Contains(Audience.Coordinator))
            .Select(colleague => new Option(colleague.Id, "people.named") { Slots = [PeopleDoor.Named("who", colleague)] }),
        new Option(ToQueue, "worker.heir.queue")]) with
    {
        Home = "worker",
        Why = "worker.heir.why",
        When = static (answers, facts) => facts.People.FirstOrDefault(worker => worker.Id == answers.Find(Person)) is not { Requests: 0 },
    };

    /// <inheritdoc/>
    public sealed override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public sealed override Needs Needs => Needs.People;

    /// <inheritdoc/>
    public sealed override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) =>
        facts.People.Any(worker => worker.Id == given.GetValueOrDefault(PersonId)) ? null : new("people.gone");

    private protected static string? HeirOf(Answers answers) => answers.Find(Heir) is { } heir and not ToQueue ? heir : null;

    private protected static ImmutableArray<Slot> Named(Answers answers, Facts facts) =>
        [facts.People.FirstOrDefault(worker => worker.Id == answers.Find(Person)) is { } worker ? PeopleDoor.Named("who", worker) : new("who", Key: "engine.nothing")];
}

/// <summary>A worker leaves: all access ends at once, their open requests go to a colleague or back to the queue.</summary>
public sealed class LeaveDialog : WorkerDialog
{
    private static readonly Question<string> sure = Ask.Agreement("sure") with { Slots = Named, Why = "leave.sure.why" };

    /// <inheritdoc/>
    public override string Id => "leave";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Person, Heir, sure];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(sure) == "yes"
        ? new(new Effect.LetGo(answers.Get(Person), HeirOf(answers)), new Effect.Say(new Line("leave.done") { Slots = Named(answers, facts) }))
        : new(new Effect.Say(new("people.unchanged")));
}

/// <summary>A worker is ill or on leave until a day; somebody stands in.</summary>
public sealed class AwayDialog : WorkerDialog
{
    private static readonly Question<WishedTime> until = Ask.Moment("until") with { Wanted = Wanted.Date, Slots = Named, Why = "away.until.why" };

    /// <inheritdoc/>
    public override string Id => "away";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Person, until, Heir];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var day = answers.Get(until).Date;
        return new(
            new Effect.SendAway(answers.Get(Person), day, HeirOf(answers)),
            new Effect.Say(new Line("away.done") { Slots = [.. Named(answers, facts), Slot.Of("day", day.AtMidnight(), facts.Now)] })
            {
                Choices = facts.People.FirstOrDefault(worker => worker.Id == answers.Find(Person)) is { } worker && PeopleDoor.Supports(worker) ? [Families.CoverDialog.Choice(worker.Id)] : [],
            });
    }
}

/// <summary>A coordinator invites somebody: a code that works once.</summary>
public sealed class InviteDialog : Dialog
{
    // The role of an administrator is given by the operator alone: nobody talks themselves into it.
    private static readonly Question<string> role = Ask.OneOf("role", "support-person", "counsellor", "coordinator", "caseworker");
    // A caseworker reaches one municipality's families and nothing else.
    private static readonly Question<string> municipality = MunicipalityAsk.Named("municipality") with { When = static (answers, _) => answers.Find(role) == "caseworker", Why = "invite.municipality.why" };

    /// <inheritdoc/>
    public override string Id => "invite";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [role, municipality];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.Invite(answers.Get(role) switch
    {
        "coordinator" => Audience.Coordinator,
        "counsellor" => Audience.Counsellor,
        "caseworker" => Audience.Caseworker,
        _ => Audience.SupportPerson,
    }) { Municipality = answers.Find(municipality) });
}
