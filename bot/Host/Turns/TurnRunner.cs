using System.Text.Json;
using Assistant.Dialogs;
using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Requests;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;

namespace Assistant.Host.Turns;

/// <summary>A turn that is saved.</summary>
/// <param name="Recorded">What had arrived in the chat before, and was recorded with it.</param>
public sealed record TakenTurn(TurnPlan Plan, Begun Begun, Delivered? Recorded);

/// <summary>
/// Takes one stored message through its turn: read facts, decide purely, commit everything in one unit, wake the channel.
/// A conflict takes the turn again on fresh facts; a fault of ours is told to the person and leaves their dialogue as it was.
/// </summary>
public sealed partial class TurnRunner(
    Memory memory, Switchboard switchboard, FactsLoader facts, Planner planner, Delivery delivery, Courier courier, DeliveryBook book, OvertakenCards overtaken, LostContact lost, TurnMetrics metrics,
    Draining draining, TimeProvider time, ILogger<TurnRunner> log)
{
    /// <summary>Several people may act on one request at once; more often than this means that a dialogue does not see what the rules see.</summary>
    private const int maxAttempts = 8;

    /// <summary>How long to wait before a turn is tried again while the disk refuses.</summary>
    private static readonly TimeSpan refusedPause = TimeSpan.FromMilliseconds(500);

    /// <summary>A turn that takes longer shows that an answer is on its way.</summary>
    private static readonly TimeSpan noticeable = TimeSpan.FromMilliseconds(300);

    /// <summary>Never throws. While the store refuses, the message and those behind it wait here; if we go down meanwhile, in the inbox for the next start.</summary>
    public async Task Run(InboxItem item)
    {
        var began = time.GetTimestamp();
        var conflicts = 0;
        using var slow = time.CreateTimer(_ => _ = ShowTyping(item), null, noticeable, Timeout.InfiniteTimeSpan);
        while (true)
        {
            try
            {
                var plan = await Decide(item);
                await Commit(item, plan);
                metrics.Took(time.GetElapsedTime(began));
                return;
            }
            catch (ConflictException) when (++conflicts < maxAttempts)
            {
                metrics.Conflicted();
            }
            catch (StoreUnavailableException)
            {
                if (draining.IsDraining)
                {
                    LeftForLater(log, item.Sequence);
                    return;
                }
                await Task.Delay(refusedPause, time);
            }
#pragma warning disable CA1031 // whatever went wrong in a turn must not take the mailbox down
            catch (Exception fault)
#pragma warning restore CA1031
            {
                // The message of an exception may quote what people wrote: only its type and place are logged.
                Faulted(log, item.Sequence, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
                metrics.Faulted();
                await Apologise(item);
                return;
            }
        }
    }

    /// <summary>Best effort: nobody waits for it.</summary>
    private async Task ShowTyping(InboxItem item)
    {
        try
        {
            var chat = await memory.Store.Read(unit => ChatOf(unit, item), CancellationToken.None);
            if (delivery.Channel(item.Channel) is { Abilities.CanType: true } channel)
                await channel.Typing(chat.Address, CancellationToken.None);
        }
#pragma warning disable CA1031 // a sign of life is worth no fault
        catch (Exception)
#pragma warning restore CA1031
        {
            // The answer itself will tell, or say what went wrong.
        }
    }

    /// <summary>
    /// Takes the turn inside the unit that stores its message, so that one sync serves both. Allowed only when no message of the conversation waits
    /// before this one. After the commit <see cref="Tell"/> must follow.
    /// </summary>
    /// <param name="activity">As it stands in the item.</param>
    /// <returns><see langword="null"/>: there was no room for it or it did not go well; the message is stored all the same, its turn is still to come.</returns>
    public TakenTurn? RunAlong(IUnit unit, InboxItem item, Activity activity)
    {
        var began = time.GetTimestamp();
        TakenTurn? taken = null;
        var stands = memory.Store.Along(unit, part =>
        {
            // What plans on facts of its own reads them at once, or not here: the writer waits for nobody.
            taken = Save(part, item, AtOnce(Plan(item, Load(part, item, activity))) ?? throw new ConflictException("This turn cannot be planned along with its message."));
        });
        if (!stands)
            return null;
        metrics.Took(time.GetElapsedTime(began));
        return taken;
    }

    /// <returns>A plan that needed no waiting; never waits itself.</returns>
    private static TurnPlan? AtOnce(ValueTask<TurnPlan> planned) => planned.IsCompletedSuccessfully ? planned.Result : null;

    /// <summary>Once a turn is on disk: sends what it said, and wakes whoever shows it.</summary>
    public async ValueTask Tell(TakenTurn taken)
    {
        if (taken.Recorded is { } recorded)
            book.Forget(taken.Plan.Chat.Conversation.Id, recorded);
        foreach (var errand in taken.Begun.Errands)
            courier.Start(errand);
        await delivery.Wake(taken.Plan.Messages, taken.Begun.IsMore);
        taken.Plan.After?.Invoke();
    }

    private async ValueTask<TurnPlan> Decide(InboxItem item) =>
        await Plan(item, await memory.Store.Read(unit => Load(unit, item, JsonSerializer.Deserialize(item.Activity, WireJson.Default.Activity)!), CancellationToken.None));

    private Scene Load(IUnit unit, InboxItem item, Activity activity)
    {
        var chat = ChatOf(unit, item);
        var said = memory.Read(unit, item.Sequence, activity, chat, Langs.Parse(chat.Person.Language) ?? Lang.Et);
        var conversation = ConversationJson.Read(chat.Conversation.State);
        var wish = switchboard.WishOf(conversation, said);
        return new(chat, said, facts.Load(unit, chat, wish, ConsentDialog.Version), conversation, Reading.Reachable(activity));
    }

    private async ValueTask<TurnPlan> Plan(InboxItem item, Scene scene)
    {
        var (chat, said, known, conversation, news) = scene;
        // That somebody blocked the bot, or lets it write again, is no word of theirs: nothing is said to it.
        if (news is { } isReachable)
            return await Stand(item, chat, conversation, isReachable);
        if (Refusal(said) is { } refusal)
            return await planner.Plan(item, chat, conversation, [new Effect.Say(new(refusal))]);
        var (next, effects) = switchboard.Take(conversation, said, known);
        var plan = await planner.Plan(item, chat, next, effects);
        // What the records refused leaves the dialogue where it was.
        return plan.State != chat.Conversation.State && overtaken.After(item, chat, conversation, next) is { } close ? plan with { After = plan.After + close } : plan;
    }

    private async ValueTask<TurnPlan> Stand(InboxItem item, Chat chat, Conversation conversation, bool isReachable)
    {
        var plan = await planner.Plan(item, chat, conversation, []);
        return isReachable ? plan : plan with
        {
            Actions = [unit => memory.Conversations.Silence(unit, chat.Conversation.Id, Silence.Blocked)],
            After = chat.Conversation.Silence is null ? () => _ = lost.Tell(chat.Conversation.Id, CancellationToken.None).AsTask() : null,
        };
    }

    /// <summary>What no dialogue should have to read.</summary>
    private static string? Refusal(Utterance said) => said switch
    {
        { Pressed: not null } => null,
        { Text.Length: > Utterance.MaxText } => "turn.too-long",
        { Text: var text, File: null } when string.IsNullOrWhiteSpace(text) => "turn.empty",
        _ => null,
    };

    private async ValueTask Commit(InboxItem item, TurnPlan plan)
    {
        if (await memory.Store.Write(unit => Save(unit, item, plan), CancellationToken.None) is { } taken)
            await Tell(taken);
    }

    /// <returns><see langword="null"/>: this turn was taken before.</returns>
    private TakenTurn? Save(IUnit unit, InboxItem item, TurnPlan plan)
    {
        if (!item.IsHandled && !memory.Inbox.Done(unit, item))
            return null;
        memory.Conversations.Save(unit, plan.Chat.Conversation.Id, plan.Chat.Conversation.Version, plan.State, plan.Chat.Person.Id);
        if (plan.Chat.Conversation.Silence is not null)
            memory.Conversations.Reach(unit, plan.Chat.Conversation.Id);
        foreach (var action in plan.Actions)
            action(unit);
        memory.Outbox.Supersede(unit, plan.Chat.Conversation.Id);
        var waits = book.Record(unit, plan.Chat.Conversation.Id, out var recorded);
        // To who was silent till now the sender writes: it reads the chat as this unit leaves it.
        if (!courier.TakesErrands || plan.Chat.Conversation.Silence is not null)
        {
            delivery.Queue(unit, plan.Messages);
            return new(plan, new([], IsMore: waits || plan.Messages.Any(message => !message.Outgoing.IsPulled)), recorded);
        }
        var begun = delivery.Begin(unit, plan.Messages);
        return new(plan, begun with { IsMore = begun.IsMore || waits }, recorded);
    }

    private async Task Apologise(InboxItem item)
    {
        try
        {
            var chat = await memory.Store.Read(unit => ChatOf(unit, item), CancellationToken.None);
            var sorry = await planner.Plan(item, chat, ConversationJson.Read(chat.Conversation.State), [new Effect.Say(new("turn.fault"))]);
            await Commit(item, sorry with { State = chat.Conversation.State });
        }
#pragma warning disable CA1031 // the message stays in the inbox and is taken up at the next start
        catch (Exception again)
#pragma warning restore CA1031
        {
            Faulted(log, item.Sequence, again.GetType().Name, again.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
        }
    }

    private Chat ChatOf(IUnit unit, InboxItem item)
    {
        var conversation = memory.Conversations.Get(unit, item.Conversation);
        return Chat.Of(conversation, memory.People.Get(unit, conversation.Person));
    }

    /// <summary>What a turn decides on, read from one state.</summary>
    /// <param name="News">Whether the person can be reached, when that is what came; no word of theirs.</param>
    private readonly record struct Scene(Chat Chat, Utterance Said, Facts Known, Conversation Conversation, bool? News);

    [LoggerMessage(1001, LogLevel.Error, "Turn of message {Sequence} failed: {Fault} {Place}")]
    private static partial void Faulted(ILogger log, long sequence, string fault, string? place);

    [LoggerMessage(1002, LogLevel.Warning, "Message {Sequence} waits: the store refuses to save")]
    private static partial void LeftForLater(ILogger log, long sequence);
}
