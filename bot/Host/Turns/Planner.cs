using System.Security.Cryptography;
using System.Text;
using Assistant.Dialogs.Engine;
using Assistant.Host.Broadcasts;
using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Duty;
using Assistant.Host.Groups;
using Assistant.Host.People;
using Assistant.Host.Relay;
using Assistant.Host.Requests;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Records.People;
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
    Memory memory, MessageRenderer renderer, Delivery delivery, RequestDesk desk, PeopleDesk people, Courtesy courtesy, RelayDesk relays, DutyDesk duty, CaseDesk cases,
    GroupDesk groups, BroadcastDesk broadcasts, EscalationDesk concerns, Hiding hiding, CommandOffers offers, ITexts texts, IIds ids, IClock clock)
{
    /// <summary>Plans one turn.</summary>
    public async ValueTask<TurnPlan> Plan(InboxItem item, Chat chat, Conversation next, IEnumerable<Effect> effects)
    {
        var now = clock.GetCurrentInstant();
        var me = chat;
        var actions = new List<Action<IUnit>>();
        var says = new List<(Effect.Say Say, Chat To)>();
        var notices = new List<Rendered>();
        Action? after = null;
        LocalDateTime? deadline = null;

        foreach (var effect in effects)
            switch (effect)
            {
                case Effect.Say say:
                    says.Add((say, me));
                    break;
                case Effect.SpeakLanguage speak:
                    me = me with { Person = Spoken(me.Person, speak) };
                    actions.Add(unit => memory.People.Save(unit, Spoken(memory.People.Get(unit, chat.Person.Id), speak)));
                    after += offers.Look;
                    break;
                case Effect.RememberName remember:
                    actions.Add(unit => memory.People.Save(unit, memory.People.Get(unit, chat.Person.Id) with { Name = remember.Name }));
                    break;
                case Effect.GiveConsent consent:
                    var given = new ConsentGiven(consent.Version, Hash(me.Person, consent.Text), me.Person.Language, chat.Conversation.Channel);
                    actions.Add(unit => memory.People.Consent(unit, chat.Person.Id, given));
                    break;
                case Effect.FileRequest file:
                    Add(await desk.File(file.Draft, chat, now));
                    break;
                case Effect.StepRequest step:
                    var stepped = await desk.Step(step, chat, now);
                    if (stepped.Instead is { } why)
                        return new(chat, chat.Conversation.State, [stepped.Save], [Mine(why, me, 0), .. stepped.Notices], stepped.After);
                    Add(stepped);
                    break;
                case Effect.RateMeeting rating:
                    Add(desk.Rate(rating, chat));
                    break;
                case Effect.RaiseConcern concern:
                    Add(await concerns.Raise(concern, chat, ids.Next(), now));
                    break;
                case Effect.AcknowledgeConcern acknowledge when Guid.TryParse(acknowledge.Id, out var id):
                    Add(await concerns.Acknowledge(id, chat, now));
                    break;
                case Effect.ForRelay relay:
                    Add(await relays.Do(relay.Act, me, item.Sequence, now));
                    break;
                case Effect.ForGroups group:
                    Add(await groups.Do(group.Act, me, item.Sequence, now));
                    break;
                case Effect.ForBroadcasts broadcast:
                    var written = await broadcasts.Do(broadcast.Act, me, now);
                    if (written.Instead is { } no)
                        return new(chat, chat.Conversation.State, [written.Save], [Mine(no, me, 0), .. written.Notices], written.After);
                    Add(written);
                    break;
                case Effect.ForDuty change:
                    Add(await duty.Do(change.Act, me, item.Sequence, now));
                    break;
                case Effect.ForCase about:
                    Add(await cases.Do(about.Act, me, item.Sequence, now));
                    break;
                case Effect.RedeemCode redeem:
                    actions.Add(unit => memory.Invitations.Redeem(unit, redeem.Code, chat.Person.Id));
                    after += offers.Look;
                    break;
                case Effect.MissedCode:
                    actions.Add(unit => memory.Invitations.Missed(unit, chat.Person.Id));
                    break;
                case Effect.Denied denied:
                    actions.Add(unit => memory.Audit.Append(unit, new("command.deny", denied.What, chat.Person.Id)));
                    break;
                case Effect.CountUnanswered count:
                    actions.Add(unit => memory.Unanswered.Count(unit, count.Lang.Code()));
                    break;
                case Effect.HideChat:
                    actions.Add(unit => memory.Audit.Append(unit, new("chat.hide", chat.Conversation.Id.ToString(), chat.Person.Id)));
                    after += () => _ = hiding.Hide(chat, item.Sequence);
                    break;
                default:
                    if (effect is Effect.LetGo)
                        after += offers.Look;
                    Add(await people.Plan(effect, chat, item.Sequence, now) ?? throw new InvalidOperationException($"No plan for effect {effect.GetType().Name}: add a case."));
                    break;
            }
        if (notices.Count > 0 && chat.Person.Roles.Any(role => role != Role.Parent))
            says.AddRange((await courtesy.Tell(notices, chat)).Select(say => (say, me)));

        // Safety first, whatever the order the dialogue named it in.
        var mine = says.OrderByDescending(said => said.Say.IsSafety).Select((said, n) => Mine(said.Say, said.To, n));
        return new(chat, ConversationJson.Write(next), actions, [.. mine, .. notices], after);

        void Add(DeskStep step)
        {
            actions.Add(step.Save);
            notices.AddRange(step.Notices);
            says.AddRange(step.Said.Select(say => (say, me)));
            after += step.After;
            deadline = step.Deadline ?? deadline;
        }

        Rendered Mine(Effect.Say say, Chat to, int n) => renderer.Render(
            say, to, $"turn:{item.Sequence}:{n}", now, delivery.IsPulled(to.Conversation.Channel), deadline: deadline);
    }

    private static Person Spoken(Person person, Effect.SpeakLanguage speak) =>
        person with { Language = speak.Lang.Code(), IsPlain = speak.Register is { } register ? register == Register.Easy : person.IsPlain };

    private string Hash(Person person, IEnumerable<string> keys)
    {
        var lang = Langs.Parse(person.Language) ?? Lang.Et;
        var read = texts.In(person.IsPlain ? Register.Easy : Register.Ordinary);
        var shown = string.Join('\n', keys.Select(key => read.Get(lang, key)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));
    }
}
