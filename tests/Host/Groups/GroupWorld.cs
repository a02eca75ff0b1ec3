using System.Text.Json;
using Assistant.Dialogs.Groups;
using Assistant.Host.Composition;
using Assistant.Host.Groups;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records.Groups;
using Assistant.Records.People;
using Assistant.Tests.Transcripts;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Tests.Host.Groups;

/// <summary>A coordinator with one closed group in the terminal, and what happens to its clock, its members and their chats.</summary>
internal sealed class GroupWorld : HostChatWorld
{
    public static readonly Speaker Coordinator = new("coordinator", null, Lang.Et);

    private string? link;

    /// <summary>What a leader's tap would save, planned on how things stand now.</summary>
    public async Task<DeskStep> Meet(LocalDate day)
    {
        var memory = Get<Memory>();
        var (id, chat) = await Storage.Store.Read(unit => (Storage.Groups.All(unit, 1)[0].Id, memory.LastOf(unit, Storage.People.Find(unit, new("terminal", Coordinator.Id))!.Id)!), CancellationToken.None);
        return await Get<GroupDesk>().Do(new GroupAct.Press("meet", id.ToString(), LocalDatePattern.Iso.Format(day)), chat, 1, Get<IClock>().GetCurrentInstant());
    }

    public async Task Save(DeskStep step) => await Storage.Store.Write(unit =>
    {
        step.Save(unit);
        return true;
    }, CancellationToken.None);

    /// <summary>Asks to join.</summary>
    public async Task Ask(Speaker member)
    {
        await Enter(member);
        foreach (var text in new[] { link!, "nõustun", "koolist", member.Id, "vahele" }) await Say(member, text);
    }

    /// <summary>The group is theirs to lead.</summary>
    public async Task Lead(Speaker who) => await Storage.Store.Write(unit =>
    {
        var group = Storage.Groups.All(unit, 1)[0];
        link = group.Content.Link;
        Storage.Groups.Save(unit, group with { Leader = Storage.People.Find(unit, new("terminal", who.Id))!.Id }, by: null);
        return true;
    }, CancellationToken.None);

    /// <summary>They work here no more.</summary>
    public async Task Leave(Speaker who) => await Storage.Store.Write(unit =>
    {
        Storage.People.Revoke(unit, Storage.People.Find(unit, new("terminal", who.Id))!.Id, Role.SupportPerson, by: null);
        return true;
    }, CancellationToken.None);

    /// <summary>The reminders that a sender would get now.</summary>
    public async Task<string[]> Claimed() => await Storage.Store.Write<string[]>(unit =>
        [.. Storage.Outbox.Claim(unit, 100, 100).Select(claimed => claimed.Body).Where(body => body.Contains("Meeldetuletus", StringComparison.Ordinal))], CancellationToken.None);

    /// <summary>They write from another channel now, which is switched off.</summary>
    public async Task BehindClosedDoor(Speaker who) => await Storage.Store.Write(unit =>
    {
        var person = Storage.People.Find(unit, new("terminal", who.Id))!;
        var address = JsonSerializer.Serialize(new ConversationReference("telegram", who.Id, who.Id), WireJson.Default.ConversationReference);
        var chat = Storage.Conversations.Open(unit, "telegram", who.Id, address, person.Id);
        Storage.Conversations.Save(unit, chat.Id, chat.Version, "");
        return true;
    }, CancellationToken.None);

    /// <summary>A group whose members agreed, on Monday at nine.</summary>
    public async Task Begin(string when, params Speaker[] members)
    {
        await Enter(Coordinator);
        foreach (var text in new[] { "uus rühm", "Kolmapäev", when, "jah" }) await Say(Coordinator, text);
        await Read(Coordinator);
        foreach (var member in members)
        {
            await Enter(member);
            foreach (var text in new[] { "{shown code}", "nõustun", "koolist", member.Id, "vahele" }) await Say(member, text);
            await Press(Coordinator, "Soovijad");
            await Press(Coordinator, "Võtan vastu");
            await Press(member, "Loen reegleid");
            await Press(member, "Nõustun");
            await Say(member, "vahele");
            Assert.StartsWith("Aitäh! Oled nüüd rühma liige", (await Read(member))[^1], StringComparison.Ordinal);
        }
    }

    public async Task Again() => await Restart();

    public async Task<GroupSession[]> Sessions() => await Storage.Store.Read<GroupSession[]>(unit => [.. Storage.Groups.Sessions(unit, Storage.Groups.All(unit, 1)[0].Id)], CancellationToken.None);

    public async Task<SessionReminder[]> Reminders(int session)
    {
        var id = (await Sessions())[session].Id;
        return await Storage.Store.Read<SessionReminder[]>(unit => [.. Storage.Groups.Reminders(unit, id)], CancellationToken.None);
    }

    /// <summary>Nobody is to write to them then.</summary>
    public async Task Quiet(Speaker who, LocalTime from, LocalTime to) => await Storage.Store.Write(unit =>
    {
        Storage.SafeContacts.Save(unit, Storage.People.Find(unit, new("terminal", who.Id))!.Id, from, to, isNeutral: false);
        return true;
    }, CancellationToken.None);

    /// <summary>They get neutral words alone until they come.</summary>
    public async Task Neutral(Speaker who) => await Storage.Store.Write(unit =>
    {
        Storage.SafeContacts.Save(unit, Storage.People.Find(unit, new("terminal", who.Id))!.Id, null, null, isNeutral: true);
        return true;
    }, CancellationToken.None);

    public LocalDateTime Local(Instant instant) => instant.InZone(DateTimeZoneProviders.Tzdb["Europe/Tallinn"]).LocalDateTime;

    /// <summary>They leave from elsewhere: nothing that waits for them here is shown first.</summary>
    public async Task LeaveGroup(Speaker who)
    {
        var memory = Get<Memory>();
        var (group, chat) = await Storage.Store.Read(unit => (Storage.Groups.All(unit, 1)[0].Id, memory.LastOf(unit, Storage.People.Find(unit, new("terminal", who.Id))!.Id)!), CancellationToken.None);
        await Save(await Get<GroupDesk>().Do(new GroupAct.Leave(group.ToString(), null), chat, 1, Get<IClock>().GetCurrentInstant()));
    }

    /// <summary>They are no member any more, and nobody looked after what was on its way to them.</summary>
    public async Task Vanish(Speaker who) => await Storage.Store.Write(unit =>
    {
        var member = Storage.Groups.Of(unit, Storage.People.Find(unit, new("terminal", who.Id))!.Id).Single();
        Storage.Groups.Save(unit, member.Leave(unit.Now, why: null).Next!, by: null);
        return true;
    }, CancellationToken.None);

    /// <summary>The number they may be called on.</summary>
    public async Task Phone(Speaker who, string phone) => await Storage.Store.Write(unit =>
    {
        var member = Storage.Groups.Of(unit, Storage.People.Find(unit, new("terminal", who.Id))!.Id).Single();
        Storage.Groups.Save(unit, member with { Content = member.Content with { Phone = phone } }, by: null);
        return true;
    }, CancellationToken.None);

    /// <summary>This is what became of their reminders.</summary>
    public async Task Settle(Speaker who, ReminderState state)
    {
        foreach (var session in await Sessions())
            await Storage.Store.Write(unit =>
            {
                var person = Storage.People.Find(unit, new("terminal", who.Id))!.Id;
                foreach (var reminder in Storage.Groups.Reminders(unit, session.Id).Where(reminder => reminder.Person == person))
                    Storage.Groups.Settle(unit, reminder with { State = state });
                return true;
            }, CancellationToken.None);
    }

    /// <summary>When the clock is to strike next, and what it is now.</summary>
    public async Task<(Instant? Next, Instant Now)> NextLook() => (await Get<GroupSweep>().NextDue(CancellationToken.None), Get<IClock>().GetCurrentInstant());

    /// <summary>A press that no button of theirs makes, as somebody would who has the id.</summary>
    public async Task<string> Forge(Speaker who, string step, SessionId session)
    {
        var memory = Get<Memory>();
        var chat = await Storage.Store.Read(unit => memory.LastOf(unit, Storage.People.Find(unit, new("terminal", who.Id))!.Id)!, CancellationToken.None);
        return (await Get<GroupDesk>().Do(new GroupAct.Press(step, session.ToString(), null), chat, 1, Get<IClock>().GetCurrentInstant())).Said[0].Text.Key;
    }
}
