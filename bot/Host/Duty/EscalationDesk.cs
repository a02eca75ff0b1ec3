using System.Collections.Immutable;
using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Relay;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Knowledge.Duty;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Duty;
using Assistant.Records.Messages;
using Assistant.Records.Security;
using NodaTime;

namespace Assistant.Host.Duty;

/// <summary>
/// A safety concern goes to whoever is on duty at once, then to the second, then to all, again and again until somebody acknowledges it; day and
/// night. Each alert and what became of it is recorded. No names and no words: they are one-to-one chats of enrolled workers, yet on many screens. What tells concerns apart is
/// when they came and, of those in acts, a reference.
/// </summary>
public sealed class EscalationDesk(Memory memory, OnDuty onDuty, Teller teller, Delivery delivery, DutyPolicy policy, DutyWatch watch)
{
    private const int first = 0, second = 1;

    private readonly EscalationTimes times = policy.Concerns();

    /// <summary>Records a safety concern and tells whoever is on duty.</summary>
    /// <param name="id">Of the new safety event.</param>
    public async ValueTask<DeskStep> Raise(Effect.RaiseConcern concern, Chat chat, Guid id, Instant now)
    {
        var raised = new SafetyEvent(id, chat.Person.Id, chat.Conversation.Id, concern.Level, concern.Kind, now, AcknowledgedBy: null);
        var (alerts, messages) = await memory.Store.Read(unit => Alert(unit, raised, first, now), CancellationToken.None);
        return new(unit =>
        {
            memory.Safety.Raise(unit, raised);
            foreach (var alert in alerts)
                memory.Alerts.Add(unit, alert);
        }, messages, watch.Look, Deadline: null);
    }

    /// <summary>Somebody deals with it: the others who were told hear so, once.</summary>
    public async ValueTask<DeskStep> Acknowledge(Guid id, Chat chat, Instant now)
    {
        var told = await memory.Store.Read(unit => memory.Safety.Open(unit).FirstOrDefault(concern => concern.Id == id) is { } open
            ? onDuty.Chats(unit, memory.Alerts.Of(unit, id).Select(alert => alert.Person).Distinct().Where(person => person != chat.Person.Id))
                .SelectMany(to => teller.Tell(DutyNotices.ConcernSeen(chat.Person.Name, Which(open, now)), to, Key(id, "seen"), now)).ToList()
            : [], CancellationToken.None);
        return new(unit => memory.Safety.Acknowledge(unit, id, chat.Person.Id), told, watch.Look, Deadline: null);
    }

    /// <summary>Takes every open concern as far as its age asks, and records what became of earlier alerts. Safe to run at any time and twice.</summary>
    /// <returns>Messages queued.</returns>
    public async ValueTask<IReadOnlyList<Rendered>> Due(Instant now, CancellationToken cancellationToken) => await memory.Store.Write(unit =>
    {
        Settle(unit);
        var told = new List<Rendered>();
        foreach (var concern in memory.Safety.Open(unit))
        {
            var known = memory.Alerts.Of(unit, concern.Id);
            var due = Step(known, concern, now);
            if (known.Any(alert => alert.Step >= due)) continue;
            var (alerts, messages) = Alert(unit, concern, due, now);
            foreach (var alert in alerts)
                memory.Alerts.Add(unit, alert);
            told.AddRange(messages);
        }
        delivery.Queue(unit, told);
        return told;
    }, cancellationToken);

    /// <returns>When a concern goes further; <see langword="null"/>: none is open.</returns>
    public Instant? NextDue(IUnit unit, Instant now) => memory.Safety.Open(unit)
        .Select(concern => (Instant?)Instant.Max(now, concern.At + times.AgeAt(Reached(memory.Alerts.Of(unit, concern.Id)) + 1))).Min();

    /// <summary>The step a concern's age asks for; one further when nobody told so far can have heard.</summary>
    private int Step(ImmutableArray<Alert> known, SafetyEvent concern, Instant now)
    {
        var step = times.StepAt(now - concern.At);
        var isUnheard = !known.IsEmpty && known.All(alert => alert.Outcome == OutgoingState.Failed);
        return isUnheard ? Math.Max(step, Reached(known) + 1) : step;
    }

    private static int Reached(ImmutableArray<Alert> known) => known.Select(alert => alert.Step).DefaultIfEmpty(-1).Max();

    private (ImmutableArray<Alert> Alerts, ImmutableArray<Rendered> Messages) Alert(IUnit unit, SafetyEvent concern, int step, Instant now)
    {
        var entered = onDuty.Entered(unit, now);
        var people = step switch
        {
            _ when entered.IsEmpty => onDuty.Present(unit),
            first => [entered[0]],
            second => [.. entered.Take(2)],
            _ => onDuty.Present(unit),
        };
        var chats = onDuty.Chats(unit, people);
        if (chats.IsEmpty) chats = onDuty.Chats(unit, onDuty.Present(unit));
        var says = step == first ? Notices.Concern(concern.Id.ToString(), concern.Level, ShortReference.Of(concern.Id))
            : DutyNotices.ConcernAgain(concern.Id.ToString(), (int)(now - concern.At).TotalMinutes, Which(concern, now));
        return ([.. chats.Select(chat => new Alert(concern.Id, step, chat.Person.Id, chat.Conversation.Id, now, null, null))],
            [.. chats.SelectMany(chat => teller.Tell(says, chat, Key(concern.Id, $"{step}"), now, OutgoingKind.Safety))]);
    }

    private Line Which(SafetyEvent concern, Instant now) => DutyNotices.Which(concern.Level, ShortReference.Of(concern.Id), onDuty.Local(concern.At), onDuty.Local(now));

    /// <summary>What became of alerts is looked up before the outbox forgets it.</summary>
    private void Settle(IUnit unit)
    {
        foreach (var alert in memory.Alerts.Unsettled(unit))
            if (memory.Outbox.StateOf(unit, Teller.Key(Key(alert.Concern, $"{alert.Step}"), alert.Conversation)) is var (state, reason) && state is not (OutgoingState.Due or OutgoingState.Sending))
                memory.Alerts.Settle(unit, alert with { Outcome = state, Reason = reason });
    }

    private static string Key(Guid concern, string what) => $"concern:{concern:D}:{what}";
}
