using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Messages;

/// <summary>A message that arrived and is safe on disk.</summary>
/// <param name="Sequence">Global order over inbox and outbox; the page's watermark.</param>
/// <param name="Channel">Channel id.</param>
/// <param name="External">The channel's unique id of this message, for de-duplication (page: conversation + clientActivityID).</param>
/// <param name="Activity">The activity as JSON with personal codes masked; sealed at rest.</param>
public sealed record InboxItem(
    long Sequence, string Channel, string External, ConversationId Conversation, string Activity, Instant Received)
{
    /// <summary>It was stored as handled: its turn is part of the same unit.</summary>
    public bool IsHandled { get; init; }
}

/// <summary>What arrived, each exactly once.</summary>
public interface IInbox
{
    /// <returns>The stored item, or <see langword="null"/> when it is known already (a re-delivery).</returns>
    /// <param name="isHandled">Its turn is taken in this very unit, and the unit fails with it.</param>
    InboxItem? Take(IUnit unit, ConversationId conversation, PersonId owner, string channel, string external, string activity, bool isHandled = false);

    /// <returns>The activity of one message of this conversation; <see langword="null"/>: there is none such, or its words are gone.</returns>
    string? Find(IUnit unit, ConversationId conversation, long sequence);

    /// <returns>Items no turn has finished, in order of arrival: what a restart goes on with.</returns>
    ImmutableArray<InboxItem> Pending(IUnit unit);

    /// <summary>Takes the words out of what arrived: an answer whose giver is not kept must not stand in their chat either.</summary>
    /// <param name="sequence">Its number in the inbox.</param>
    void Forget(IUnit unit, long sequence);

    /// <returns>Whether it arrived already.</returns>
    /// <inheritdoc cref="Answer" path="/param"/>
    bool IsKnown(IUnit unit, string channel, string external);

    /// <summary>Keeps what a call was answered, beside what it brought; of what is forgotten or erased nothing is kept.</summary>
    /// <param name="external">As in <see cref="Take"/>.</param>
    /// <param name="replaces">False: what was kept first stays.</param>
    void Answer(IUnit unit, string channel, string external, string answer, bool replaces = false);

    /// <returns>What the call was answered; <see langword="null"/>: nothing is kept of it.</returns>
    /// <inheritdoc cref="Answer" path="/param"/>
    string? AnswerTo(IUnit unit, string channel, string external);

    /// <summary>Marks the item handled, in the same unit as the turn's effects.</summary>
    /// <returns>False when it was handled already: the caller then saves nothing.</returns>
    bool Done(IUnit unit, InboxItem item);
}
