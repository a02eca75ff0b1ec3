using System.Security.Cryptography;
using System.Text;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Host.Requests;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Records.Security;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>All that one turn saves, worked out before the transaction so that the transaction is short and can be run again.</summary>
/// <param name="State">The conversation's next state, JSON.</param>
/// <param name="Actions">Calls on the records, in order.</param>
/// <param name="Messages">To this person and to others.</param>
/// <param name="After">Runs once the unit is on disk: clocks and counters.</param>
public sealed record TurnPlan(Chat Chat, string State, IReadOnlyList<Action<IUnit>> Actions, IReadOnlyList<Rendered> Messages, Action? After);

/// <summary>From effects to calls on the records and rendered messages. One case for each effect.</summary>
public sealed class Planner(
    Memory memory, Rendering rendering, Delivery delivery, RequestDesk desk, ITexts texts, TurnMetrics metrics, IIds ids, IClock clock)
{
    /// <summary>Plans one turn.</summary>
    /// <param name="known">Facts the dialogue decided on; <see langword="null"/> for an apology.</param>
    public async ValueTask<TurnPlan> Plan(InboxItem item, Chat chat, Conversation next, IEnumerable<Effect> effects, Facts? known)
    {
        var now = clock.GetCurrentInstant();
        var person = chat.Person;
        var actions = new List<Action<IUnit>>();
        var says = new List<Effect.Say>();
        var notices = new List<Rendered>();
        Action? after = null;
        LocalDateTime? deadline = null;

        foreach (var effect in effects)
            switch (effect)
            {
                case Effect.Say say:
                    says.Add(say);
                    break;
                case Effect.SpeakLanguage speak:
                    person = person with { Language = speak.Lang.Code() };
                    actions.Add(unit => memory.People.Save(unit, memory.People.Get(unit, chat.Person.Id) with { Language = speak.Lang.Code() }));
                    break;
                case Effect.RememberName remember:
                    actions.Add(unit => memory.People.Save(unit, memory.People.Get(unit, chat.Person.Id) with { Name = remember.Name }));
                    break;
                case Effect.GiveConsent consent:
                    var hash = Hash(person.Language, consent.Text);
                    actions.Add(unit => memory.People.Consent(unit, chat.Person.Id, new(consent.Version, hash, person.Language, chat.Conversation.Channel)));
                    break;
                case Effect.WithdrawConsent:
                    actions.Add(unit => memory.People.WithdrawConsent(unit, chat.Person.Id));
                    break;
                case Effect.FileRequest file:
                    var filed = await desk.File(file.Draft, chat, now);
                    deadline = filed.Deadline;
                    actions.Add(filed.Save);
                    notices.AddRange(filed.Notices);
                    after += filed.After;
                    break;
                case Effect.StepRequest step:
                    var stepped = await desk.Step(step, chat, now);
                    actions.Add(stepped.Save);
                    notices.AddRange(stepped.Notices);
                    after += stepped.After;
                    break;
                case Effect.RaiseConcern concern:
                    var raised = await desk.Raise(concern, chat, ids.Next(), now);
                    actions.Add(raised.Save);
                    notices.AddRange(raised.Notices);
                    break;
                case Effect.AcknowledgeConcern acknowledge when Guid.TryParse(acknowledge.Id, out var id):
                    actions.Add(unit => memory.Safety.Acknowledge(unit, id, chat.Person.Id));
                    break;
                case Effect.RedeemCode redeem:
                    actions.Add(unit => memory.Invitations.Redeem(unit, redeem.Code, chat.Person.Id));
                    break;
                case Effect.MissedCode:
                    actions.Add(unit => memory.Invitations.Missed(unit, chat.Person.Id));
                    break;
                case Effect.CountUnanswered count:
                    after += () => metrics.Unanswered(count.Lang.Code());
                    break;
                case Effect.HideChat:
                    actions.Add(unit => memory.Audit.Append(unit, new("chat.hide", chat.Conversation.Id.ToString(), chat.Person.Id)));
                    break;
                default:
                    throw new InvalidOperationException($"No plan for effect {effect.GetType().Name}: add a case.");
            }

        var me = chat with { Person = person };
        var isPulled = delivery.IsPulled(chat.Conversation.Channel);
        // Safety first, whatever the order the dialogue named it in.
        var messages = says.OrderByDescending(say => say.IsSafety)
            .Select((say, n) => rendering.Render(say, me, $"turn:{item.Sequence}:{n}", now, isPulled, deadline: deadline))
            .Concat(notices)
            .ToArray();
        return new(chat, ConversationJson.Write(next), actions, messages, after);
    }

    private string Hash(string language, IEnumerable<string> keys)
    {
        var lang = Langs.Parse(language) ?? Lang.Et;
        var shown = string.Join('\n', keys.Select(key => texts.Get(lang, key)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));
    }
}
