using Assistant.Dialogs.Appointments;
using Assistant.Host.Composition;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>
/// What did not reach a parent is told to whoever answers their requests, so that somebody calls instead. Says nothing about those who ask for
/// nothing just now.
/// </summary>
public sealed class LostContact(Memory memory, FactsLoader facts, MessageRenderer renderer, Delivery delivery, IClock clock)
{
    /// <summary>Requests of one person that are told about.</summary>
    private const int mostRequests = 5;

    /// <summary>The chat takes nothing any more.</summary>
    public ValueTask Tell(ConversationId conversation, CancellationToken cancellationToken) =>
        Tell(conversation, Notices.Unreachable, $"{conversation}:{clock.GetCurrentInstant().ToUnixTimeMilliseconds()}", cancellationToken);

    /// <summary>One message may have arrived or not, or was refused for itself.</summary>
    /// <param name="number">The message's, so that it is told once.</param>
    public ValueTask Tell(ConversationId conversation, long number, OutgoingState state, CancellationToken cancellationToken) =>
        Tell(conversation, state == OutgoingState.Uncertain ? Notices.MaybeDelivered : Notices.NotDelivered, $"{number}", cancellationToken);

    private async ValueTask Tell(ConversationId conversation, Notice say, string key, CancellationToken cancellationToken)
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
            ];
            delivery.Queue(unit, told);
            return told;
        }, cancellationToken);
        await delivery.Wake(messages);
    }

    private delegate IEnumerable<Dialogs.Engine.Effect.Say> Notice(Dialogs.Engine.RequestFact request);

    private bool IsUnderWay(AppointmentRequest request, Instant now) => request.IsOpen || request is { State: RequestState.Confirmed, Agreed: { } agreed } && agreed > facts.Local(now);

    /// <summary>Its owner, or every coordinator while it has none. Whoever cannot be reached either is left out.</summary>
    private IEnumerable<Chat> Answering(IUnit unit, AppointmentRequest request) =>
        (request.Owner is { } owner ? [owner] : memory.People.WithRole(unit, Role.Coordinator))
            .Select(person => memory.LastOf(unit, person)).OfType<Chat>().Where(chat => chat.Conversation.Silence is null);
}
