using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Households;
using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Households;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Families;
using Assistant.Records.Messages;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>
/// What did not reach a parent is told to whoever answers their requests, so that somebody calls instead; that nothing will reach them any more, to whoever works with
/// their family as well. Says nothing about others.
/// </summary>
public sealed class LostContact(Memory memory, CaseMemory cases, CaseGate gate, FactsLoader facts, MessageRenderer renderer, Teller teller, Delivery delivery, IClock clock)
{
    /// <summary>Requests of one person that are told about.</summary>
    private const int mostRequests = 5;

    /// <summary>The chat takes nothing any more.</summary>
    public ValueTask Tell(ConversationId conversation, CancellationToken cancellationToken) =>
        Tell(conversation, Notices.Unreachable, $"{conversation}:{clock.GetCurrentInstant().ToUnixTimeMilliseconds()}", cancellationToken, Workers);

    /// <summary>One message may have arrived or not, or was refused for itself.</summary>
    /// <param name="number">The message's, so that it is told once.</param>
    public ValueTask Tell(ConversationId conversation, long number, OutgoingState state, CancellationToken cancellationToken) =>
        Tell(conversation, state == OutgoingState.Uncertain ? Notices.MaybeDelivered : Notices.NotDelivered, $"{number}", cancellationToken);

    private async ValueTask Tell(ConversationId conversation, Notice say, string key, CancellationToken cancellationToken, Func<IUnit, PersonId, string, Instant, IEnumerable<Rendered>>? besides = null)
    {
        var now = clock.GetCurrentInstant();
        var messages = await memory.Store.Write(unit =>
        {
            var person = memory.Conversations.Get(unit, conversation).Person;
            List<Rendered> told =
            [
                .. from request in memory.Appointments.Of(unit, person, mostRequests)
                   where IsUnderWay(request, now)
                   from to in Answering(unit, request)
                   from line in say(facts.Fact(request, isMine: true, ownerName: null)).Select((words, n) => (words, n))
                   select renderer.Render(
                       line.words, to, $"lost:{key}:{request.Id}:{to.Conversation.Id}:{line.n}", now, delivery.IsPulled(to.Conversation.Channel), alerts: true),
                .. besides?.Invoke(unit, person, key, now) ?? [],
            ];
            delivery.Queue(unit, told);
            return told;
        }, cancellationToken);
        await delivery.Wake(messages);
    }

    /// <summary>Those who write to the person's family through us. Nothing is said while the person has another chat, which they used last.</summary>
    private IEnumerable<Rendered> Workers(IUnit unit, PersonId person, string key, Instant now)
    {
        if (!memory.IsLost(unit, [person]) || cases.Families.FamilyOf(unit, person) is not { } id || cases.Families.Find(unit, id) is not { Closed: null } family) return [];
        var fact = new FamilyFact(family.Id.ToString(), family.Reference, family.Content.Name, family.Content.Alias, CanWrite: true);
        return cases.Families.WorkersOf(unit, id).Where(one => one.ReachOn(gate.Today(unit), 0) == CaseReach.Write).Select(one => one.Worker).Distinct()
            .Select(worker => memory.LastOf(unit, worker)).OfType<Chat>().Where(chat => chat.Conversation.Silence is null)
            .SelectMany(to => teller.Tell([HouseholdNotices.Lost(fact, carriesLittle: to.Conversation.Channel == telegram)], to, $"lost-family:{key}", now));
    }

    private const string telegram = "telegram";

    private delegate IEnumerable<Dialogs.Engine.Effect.Say> Notice(Dialogs.Engine.RequestFact request);

    private bool IsUnderWay(AppointmentRequest request, Instant now) => request.IsOpen || request is { State: RequestState.Confirmed, Agreed: { } agreed } && agreed > facts.Local(now);

    /// <summary>Its owner, or every coordinator while it has none. Whoever cannot be reached either is left out.</summary>
    private IEnumerable<Chat> Answering(IUnit unit, AppointmentRequest request) =>
        (request.Owner is { } owner ? [owner] : memory.People.WithRole(unit, Role.Coordinator))
            .Select(person => memory.LastOf(unit, person)).OfType<Chat>().Where(chat => chat.Conversation.Silence is null);
}
