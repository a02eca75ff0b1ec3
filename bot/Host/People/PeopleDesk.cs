using System.Globalization;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.SafeContact;
using Assistant.Host.Configuration;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.People;

/// <summary>What people settle about themselves: their data, their device, when to write to them.</summary>
public sealed class PeopleDesk(
    PeopleMemory memory, MessageRenderer renderer, Delivery delivery, RequestDesk requests, StaffDesk staff, PersonExport export, FamilyExport family, GroupExport groups, KnownChats known, Settings settings, IIds ids)
{
    private const int ownRequests = 1_000;

    /// <returns><see langword="null"/>: not a matter of people.</returns>
    /// <param name="number">Of the message that is answered.</param>
    public async ValueTask<DeskStep?> Plan(Effect effect, Chat me, long number, Instant now) => effect switch
    {
        Effect.ExportMyData => await Export(me),
        Effect.EraseMe => await Erase(me, number),
        Effect.WithdrawConsent => await Withdraw(me, now),
        Effect.CorrectPhone correct => await Correct(me, correct.Phone),
        Effect.ShowHeld => Step(unit => memory.Held.ReleaseAll(unit, me.Conversation.Id)) with { After = () => _ = delivery.Wake(me).AsTask() },
        Effect.Veil => Step(unit => memory.Safe.Veil(unit, me.Conversation.Id, number - 1)),
        Effect.WordTried tried => Step(unit => memory.Safe.Tried(unit, me.Person.Id, tried.IsRight)),
        Effect.SetWord set => Step(unit => memory.Safe.SetWord(unit, me.Person.Id, set.Word)),
        Effect.SettleContact settle => Step(unit => memory.Safe.Save(unit, me.Person.Id, settle.Quiet?.From, settle.Quiet?.To, settle.IsNeutral)),
        Effect.SwitchWriter change when Guid.TryParse(change.Id, out var to) => await Switch(me, new(to), number),
        Effect.NewWriter writer => Add(me, writer.Name, number),
        Effect.ShowLinkCode => ShowCode(me),
        Effect.LinkChat link => await Link(me, link.Code, number),
        _ => await staff.Plan(effect, me, now),
    };

    private static DeskStep Step(Action<IUnit> save) => new(save, [], null, null);

    private async ValueTask<DeskStep> Export(Chat me)
    {
        var (words, json) = await memory.Store.Read(unit => (export.Words(unit, me.Person), export.Json(unit, me.Person)), CancellationToken.None);
        return Step(unit => memory.Audit.Append(unit, new(PersonExport.Exported, me.Person.Id.ToString(), me.Person.Id))) with
        {
            Said =
            [
                new(new("mydata.file")) { File = Attachment.OfText("andmed.txt", "text/plain; charset=utf-8", words) },
                new(new("mydata.file-data")) { File = Attachment.OfText("andmed.json", "application/json", json) },
            ],
        };
    }

    /// <summary>After it the chat is a stranger's, who is handed the receipt.</summary>
    private async ValueTask<DeskStep> Erase(Chat me, long number)
    {
        var withdrawn = await Cancel(me, await Open(me), Now());
        var receipt = $"{ShortReference.From(ids.Token())}-{ShortReference.From(ids.Token())}";
        return Elsewhere(me, number, withdrawn.Notices, unit =>
        {
            withdrawn.Save(unit);
            var keepsFamily = family.Has(unit, me.Person.Id);
            var count = memory.Receipts.Count(unit, me.Person.Id, receipt);
            var isOnSheets = groups.IsOnSheets(unit, me.Person.Id);
            memory.Erasure.Erase(unit, me.Person.Id, me.Person.Id);
            memory.Receipts.Keep(unit, count);
            var stranger = memory.People.Meet(unit, Identity(me), me.Person.Language);
            var talk = memory.Conversations.Open(unit, me.Address.Channel, me.Address.Conversation, me.Conversation.Reference, stranger.Id);
            // On a device of several, one of the others writes now: nothing of theirs is shown before they said who they are.
            if (memory.Safe.Of(unit, stranger.Id).HasWord)
                memory.Conversations.Save(unit, talk.Id, talk.Version, ConversationJson.Write(ConversationJson.Read(talk.State) with { Gate = Threshold.Word }));
            return (Chat.Of(talk, stranger),
            [
                new(Line.Of("mydata.erased", Slot.Of("time", Local(unit.Now), Local(unit.Now)), new("chats", Words: Text(count.Chats)), new("messages", Words: Text(count.Messages)),
                    new("requests", Words: Text(count.Requests)), new("number", Words: receipt))),
                new(new("mydata.kept-by-law")),
                .. keepsFamily ? [new Effect.Say(new("mydata.kept-family"))] : Array.Empty<Effect.Say>(), .. isOnSheets ? [new(new("mydata.kept-by-contract"))] : Array.Empty<Effect.Say>(),
            ]);
        });
    }

    /// <summary>Nothing further is done with the person's data: what is open is taken back.</summary>
    private async ValueTask<DeskStep> Withdraw(Chat me, Instant now)
    {
        var cancelled = await Cancel(me, await Open(me), now);
        return cancelled with
        {
            Save = unit =>
            {
                memory.People.WithdrawConsent(unit, me.Person.Id);
                cancelled.Save(unit);
            },
        };
    }

    private ValueTask<List<AppointmentRequest>> Open(Chat me) => memory.Store.Read(
        unit => memory.Appointments.Of(unit, me.Person.Id, ownRequests).Where(request => request.IsOpen).ToList(), CancellationToken.None);

    private async ValueTask<DeskStep> Cancel(Chat me, List<AppointmentRequest> open, Instant now)
    {
        List<DeskStep> steps = [];
        foreach (var request in open)
            steps.Add(await requests.Step(new(request.Id.ToString(), RequestStep.Cancel), me, now));
        return new(
            unit => steps.ForEach(step => step.Save(unit)),
            [.. steps.SelectMany(step => step.Notices)],
            () => steps.ForEach(step => step.After?.Invoke()), null);
    }

    private async ValueTask<DeskStep> Correct(Chat me, string phone)
    {
        var open = await Open(me);
        return Step(unit =>
        {
            foreach (var request in open)
                memory.Appointments.Save(unit, request with { Content = request.Content with { Phone = phone } }, me.Person.Id);
        });
    }

    private async ValueTask<DeskStep> Switch(Chat me, PersonId to, long number)
    {
        var (person, safe) = await memory.Store.Read(unit => (memory.People.Get(unit, to), memory.Safe.Of(unit, to)), CancellationToken.None);
        return Elsewhere(me, number, [], unit =>
        {
            var name = memory.Profiles.Of(unit, to, me.Conversation.Channel).FirstOrDefault(writer => writer.Person == to)?.Name ?? (safe.HasWord ? null : person.Name);
            var talk = memory.Profiles.Switch(unit, Identity(me), memory.Conversations.Get(unit, me.Conversation.Id), to);
            var state = ConversationJson.Read(talk.State) with { Gate = safe.HasWord ? Threshold.Word : null, IsGateAsked = safe.HasWord, Unheard = null };
            memory.Conversations.Save(unit, talk.Id, talk.Version, ConversationJson.Write(state));
            if (!safe.HasWord)
                memory.Held.ReleaseAll(unit, talk.Id);
            return (Chat.Of(talk, person), Threshold.Hello(name, safe.HasWord, Facts(person)));
        });
    }

    private DeskStep Add(Chat me, string? name, long number) => Elsewhere(me, number, [], unit =>
        {
            var talk = memory.Profiles.Add(unit, Identity(me), memory.Conversations.Get(unit, me.Conversation.Id), name, me.Person.Language);
            memory.Conversations.Save(unit, talk.Id, talk.Version, ConversationJson.Write(Conversation.New with { Serial = 1 }));
            var person = memory.People.Get(unit, talk.Person);
            return (Chat.Of(talk, person), Threshold.Hello(name, hasWord: false, Facts(person)));
        });

    private DeskStep ShowCode(Chat me)
    {
        var code = LinkCodes.New(ids);
        return Step(unit => memory.Links.Issue(unit, me.Person.Id, code)) with { Said = [new(Line.Of("link.code", new Slot("code", Words: code)))] };
    }

    private async ValueTask<DeskStep> Link(Chat me, string code, long number)
    {
        if (await memory.Store.Read(unit => memory.Links.Look(unit, code), CancellationToken.None) is not { } to)
            throw new ConflictException("The code was used at this very moment.");
        if (to == me.Person.Id)
            return Step(static _ => { }) with { Said = [new(new("link.same"))] };
        return Elsewhere(me, number, [], unit =>
        {
            memory.Links.Spend(unit, code);
            memory.Staff.Merge(unit, me.Person.Id, to, to);
            var talk = memory.Conversations.Get(unit, me.Conversation.Id);
            memory.Conversations.Save(unit, talk.Id, talk.Version, ConversationJson.Write(Conversation.New with { Serial = 1 }));
            var person = memory.People.Get(unit, to);
            return (Chat.Of(talk, person), [new(person.Name is { } name ? Line.Of("link.done", new Slot("name", Words: name)) : new("link.done-plain")) { Choices = Menu.For(Facts(person)) }]);
        });
    }

    /// <summary>The device is in other hands after this: what is said there is sealed for whoever holds it then, and this person's address is forgotten.</summary>
    private DeskStep Elsewhere(Chat me, long number, IReadOnlyList<Rendered> notices, Func<IUnit, (Chat To, IReadOnlyList<Effect.Say> Said)> work)
    {
        IReadOnlyList<Rendered> told = [];
        return new(
            unit =>
            {
                var (to, said) = work(unit);
                told = [.. said.Select((say, n) => renderer.Render(say, to, $"turn:{number}:then:{n}", unit.Now, delivery.IsPulled(to.Conversation.Channel)))];
                delivery.Put(unit, told);
            },
            notices,
            () =>
            {
                known.Forget(me.Person.Id);
                _ = delivery.Wake(told).AsTask();
            },
            null);
    }

    private Facts Facts(Person person) => new()
    {
        Now = Local(Now()),
        Lang = Langs.Parse(person.Language) ?? Lang.Et,
        Organisation = new(settings.Organisation.Name, settings.Organisation.Contact),
        AnswerBy = default,
        HasConsent = person.ConsentVersion is not null,
        Roles = FactsLoader.Audiences(person),
        Name = person.Name,
    };

    private static ChannelIdentity Identity(Chat me) => new(me.Address.Channel, me.Address.User);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Instant Now() => staff.Now;

    private LocalDateTime Local(Instant instant) => instant.InZone(settings.Organisation.TimeZone).LocalDateTime;
}
