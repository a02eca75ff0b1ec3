using System.Text.Json;
using Assistant.Host.Composition;
using Assistant.Host.People;
using Assistant.Knowledge;
using Assistant.Knowledge.Safety;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>
/// The door of the pipeline. When it answers <see cref="Receipt.Stored"/> the message is synced to disk, masked, sealed, and known by its
/// unique id; its turn follows even if the process dies this instant.
/// </summary>
public sealed class Receiver(Memory memory, Mailboxes mailboxes, TurnRunner turns, FloodGate flood, Enrolment enrolment, SafetyNet safety, Draining draining, KnownChats known) : IReceiver
{
    /// <inheritdoc/>
    public async ValueTask<Receipt> Receive(Activity activity, string uniqueId, string userId, CancellationToken cancellationToken)
    {
        if (activity is not { ChannelId: { } channel, Conversation.Id: { } external })
            throw new ArgumentException("The channel names itself and the conversation.", nameof(activity));
        if (draining.IsDraining)
            return Receipt.Unavailable;
        var text = activity.Text;
        var masked = Masking.Mask(activity);
        if (!flood.Admit(channel, userId) && !safety.IsDanger(text))
            return Receipt.TooMany;

        var reference = ConversationReference.Of(activity, userId);
        var address = JsonSerializer.Serialize(reference with { Locale = null }, WireJson.Default.ConversationReference);
        var body = JsonSerializer.Serialize(masked, WireJson.Default.Activity);
        var key = (channel, external, userId);
        try
        {
            bool isNew;
            try
            {
                isNew = await Take();
            }
            catch (Exception stale) when (stale is not (StoreUnavailableException or OperationCanceledException) && known.Forget(key))
            {
                // Somebody erased meanwhile whom we remembered is a stranger again.
                isNew = await Take();
            }
            return isNew ? Receipt.Stored : Receipt.Known;
        }
        catch (StoreUnavailableException)
        {
            // Words that may mean danger are answered even when nothing can be saved.
            await safety.AnswerDirectly(reference, text, cancellationToken);
            return Receipt.Unavailable;
        }

        async ValueTask<bool> Take()
        {
            Mailboxes.Place? place = null;
            TakenTurn? taken = null;
            try
            {
                known.Remember(key, await memory.Store.Write(unit =>
                {
                    // A unit may be run again: the place of the run that came to nothing is given up.
                    place?.Drop();
                    place = null;
                    taken = null;
                    var chat = Recall(unit, key, address, masked);
                    // Here messages have their order; those who wait for the commit wake in any.
                    // One write less: stored as handled where its turn stands or falls with it.
                    var isOne = memory.Store.IsOneWithAlong(unit) && mailboxes.IsFree(chat.Conversation);
                    if (memory.Inbox.Take(unit, chat.Conversation, chat.Person, channel, uniqueId, body, isOne) is { } item)
                    {
                        place = mailboxes.Hold(item);
                        if (place.IsNext)
                            taken = turns.RunAlong(unit, item, masked);
                        if (isOne && taken is null)
                            throw new ConflictException("Its turn did not come along after all.");
                    }
                    return chat;
                }, cancellationToken));
            }
            catch
            {
                place?.Drop();
                throw;
            }
            if (taken is null)
                place?.Post();
            else
                await Tell(taken, place!);
            return place is not null;
        }
    }

    /// <summary>The turn is on disk together with its message.</summary>
    private async ValueTask Tell(TakenTurn taken, Mailboxes.Place place)
    {
        try
        {
            await turns.Tell(taken);
        }
        finally
        {
            place.Drop();
        }
    }

    /// <summary>Who this is and which chat; met for the first time if need be.</summary>
    private KnownChat Recall(IUnit unit, (string Channel, string Conversation, string User) key, string address, Activity activity)
    {
        if (known.Find(key) is { } chat && chat.Reference == address)
            return chat;
        var language = Langs.Parse(activity.Locale) ?? Lang.Et;
        var person = memory.People.Meet(unit, new(key.Channel, key.User), language.Code());
        enrolment.Welcome(unit, person, key.Channel, key.User);
        var conversation = memory.Conversations.Open(unit, key.Channel, key.Conversation, address, person.Id);
        return new(conversation.Id, person.Id, address);
    }
}
