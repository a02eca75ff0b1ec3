using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Requests;

/// <summary>Who is told about a request, and when: news that nobody asked for waits until quiet hours are over.</summary>
public sealed class RequestTelling(Memory memory, MessageRenderer renderer, Delivery delivery, Settings settings)
{
    /// <summary>Every coordinator's last chat.</summary>
    public ValueTask<IReadOnlyList<Chat>> Coordinators() => memory.Store.Read(Coordinators, CancellationToken.None);

    /// <inheritdoc cref="Coordinators()"/>
    public IReadOnlyList<Chat> Coordinators(IUnit unit) =>
        [.. memory.People.WithRole(unit, Role.Coordinator).Select(person => memory.LastOf(unit, person)).OfType<Chat>()];

    /// <summary>The chat in which a request was made.</summary>
    public Chat Parent(IUnit unit, AppointmentRequest request) => Chat.Of(memory.Conversations.Get(unit, request.Conversation), memory.People.Get(unit, request.Parent));

    /// <summary>Whoever took it; all coordinators while nobody has, or when the owner has no chat.</summary>
    public IReadOnlyList<Chat> Answering(IUnit unit, AppointmentRequest request) =>
        request.Owner is { } owner && memory.LastOf(unit, owner) is { } chat ? [chat] : Coordinators(unit);

    /// <summary>Renders what somebody is told.</summary>
    /// <param name="key">Unique, together with the chat.</param>
    /// <param name="isUnasked">Not an answer to anything: in quiet hours it is kept until they are over.</param>
    public IEnumerable<Rendered> Tell(IEnumerable<Effect.Say> says, Chat to, string key, Instant now, bool isUnasked = false) =>
        says.Select((say, n) => renderer.Render(
            say, to, $"request:{key}:{to.Conversation.Id}:{n}", now, delivery.IsPulled(to.Conversation.Channel), alerts: true,
            due: isUnasked && !say.IsSafety ? Quiet.After(now, settings.Organisation) : now));
}
