using Assistant.Fakes.Telegram;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;
using TeamsFault = Assistant.Tests.Fakes.Teams.FaultKind;

namespace Assistant.Tests.EndToEnd.Broadcasts;

/// <summary>What the coordinator is told of each person is what the vendors' doubles saw, whatever goes wrong on the way.</summary>
[Collection(Alone.Name)]
public sealed class BroadcastResultTests
{
    private const string words = "Homme on maja suletud. Kohtume ülehomme kell 18.";

    private static readonly Speaker coordinator = new("coordinator", null, Lang.Et);

    [Fact]
    public async Task The_coordinators_list_is_what_the_doubles_saw_and_only_who_was_certainly_missed_gets_it_again()
    {
        await using var world = await BroadcastWorld.Started();
        List<(FakeUser User, PersonId Person)> phones = [];
        foreach (var n in Enumerable.Range(0, 40))
            phones.Add(await world.OnTelegram($"Tel{n:00}"));
        Dictionary<string, PersonId> desks = [];
        foreach (var name in Enumerable.Range(0, 10).Select(n => $"Desk{n:00}"))
            desks[name] = await world.OnTeams(name);
        var stranger = await world.OnTelegram("Stranger", consents: false);
        // Two block the bot, which it hears of; one account is gone, which it finds out.
        foreach (var (user, _) in phones.Take(2))
            user.Block();
        phones[2].User.Deactivate();
        await world.Until(async () => await world.IsSilent(phones[0].Person) && await world.IsSilent(phones[1].Person));

        world.Telegram.Faults.Add(FaultKind.TooManyRequests, "sendMessage", times: 3);
        world.Telegram.Faults.Add(FaultKind.DropAfter, "sendMessage");
        world.Telegram.Faults.Add(FaultKind.Restart, "sendMessage", times: 2);
        world.Telegram.Faults.Add(FaultKind.HangBefore, "sendMessage");
        world.Telegram.Faults.Add(FaultKind.Internal, "sendMessage");
        foreach (var fault in new[] { TeamsFault.Throttled, TeamsFault.WritesBlocked, TeamsFault.GatewayTimeout, TeamsFault.HangBefore })
            world.Teams.Add(fault);
        await world.Enter(coordinator);
        foreach (var text in new[] { "uus teade", words, "kõik vanemad", "kohe" })
            await world.Say(coordinator, text);
        Assert.Contains("Jääb välja, sest ei ole nõus olnud: 1", (await world.Read(coordinator))[^1], StringComparison.Ordinal);
        await world.Say(coordinator, "jah");
        await world.UntilDone();

        var found = await world.Deliveries();
        Assert.Equal(50, found.Count);
        Assert.DoesNotContain(stranger.Person, found);
        Assert.Empty(stranger.User.Heard);
        // Telegram's side.
        var calls = world.Telegram.Journal.Of("sendMessage").Where(entry => entry.Parameters["text"]!.GetValue<string>() == words).ToLookup(entry => entry.Parameters["chat_id"]!.GetValue<long>());
        foreach (var (user, person) in phones)
        {
            var heard = user.Heard.Count(message => message.Text == words);
            var isUnanswered = calls[user.Id].Any(entry => entry.Code == 0 || entry is { Code: 500, Description: "Internal Server Error" });
            Assert.True(heard <= 1);
            switch (found[person].State)
            {
                case DeliveryState.Sent:
                    Assert.Equal(1, heard);
                    Assert.False(isUnanswered);
                    break;
                case DeliveryState.Failed:
                    Assert.Equal(0, heard);
                    Assert.Contains(found[person].Reason, new[] { "blocked", "deactivated" });
                    break;
                default:
                    Assert.Equal(DeliveryState.Uncertain, found[person].State);
                    // The answer never came, or the connection broke off after the message was taken.
                    Assert.True(isUnanswered || heard == 1);
                    break;
            }
            if (isUnanswered)
                Assert.Equal(DeliveryState.Uncertain, found[person].State);
        }
        Assert.Equal([.. phones.Take(3).Select(phone => phone.Person)], phones.Select(phone => phone.Person).Where(person => found[person].State == DeliveryState.Failed));
        Assert.Equal(3, phones.Count(phone => found[phone.Person].State == DeliveryState.Uncertain));
        // Teams' side.
        foreach (var (name, person) in desks)
        {
            var its = world.Teams.Calls.Where(one => one.Path.Contains($"a%3A{name}", StringComparison.Ordinal) && one.Body?["type"]?.GetValue<string>() == "message").ToList();
            Assert.True(its.Count(one => one.HadEffect) <= 1);
            Assert.Equal(its[^1].Status switch { 201 => DeliveryState.Sent, 403 => DeliveryState.Failed, _ => DeliveryState.Uncertain }, found[person].State);
            Assert.Equal(its[^1].Status is 403 ? "blocked" : null, found[person].State == DeliveryState.Failed ? found[person].Reason : null);
        }
        Assert.Equal(2, desks.Values.Count(person => found[person].State == DeliveryState.Uncertain));

        // What the coordinator reads.
        Assert.Contains(await world.Read(coordinator), text => text.StartsWith("Teade ", StringComparison.Ordinal) && text.Contains("Kohal 41, ei saanud 4, teadmata 5, loeb ise 0.", StringComparison.Ordinal));
        await world.Press(coordinator, "Kes ei saanud");
        var list = (await world.Read(coordinator))[^1].Split('[')[0].TrimEnd().Split('\n')[1..].Select(row => row.Trim().Split(": ")).ToDictionary(row => row[0], row => row[1]);
        var names = phones.Select(phone => (phone.User.FirstName, phone.Person)).Concat(desks.Select(pair => (pair.Key, pair.Value))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        Assert.Equal(names.Where(pair => found[pair.Value].State != DeliveryState.Sent).Select(pair => pair.Key).Order(StringComparer.Ordinal), list.Keys.Order(StringComparer.Ordinal));
        Assert.All(list, row => Assert.Equal(found[names[row.Key]] switch
        {
            { State: DeliveryState.Uncertain } => "pole teada, kas jõudis kohale",
            { Reason: "deactivated" } => "konto on suletud",
            _ => "on meid blokeerinud",
        }, row.Value));

        // One lets it write again: they alone get it now.
        phones[0].User.Unblock();
        await world.Until(async () => !await world.IsSilent(phones[0].Person));
        await world.Press(coordinator, "Saada neile uuesti");
        await world.UntilDone();
        Assert.Equal(DeliveryState.Sent, (await world.Deliveries())[phones[0].Person].State);
        Assert.Equal(1, phones[0].User.Heard.Count(message => message.Text == words));
        Assert.All(phones, phone => Assert.True(phone.User.Heard.Count(message => message.Text == words) <= 1));
        Assert.All((await world.Deliveries()).Where(pair => found[pair.Key].State is DeliveryState.Sent or DeliveryState.Uncertain), pair => Assert.Equal(found[pair.Key], pair.Value));
    }

    [Fact]
    public async Task A_long_text_comes_whole_in_pieces_cut_between_sentences()
    {
        await using var world = await BroadcastWorld.Started();
        var (user, _) = await world.OnTelegram("Mari");
        var sentences = Enumerable.Range(1, 110).Select(n => $"Lause number {n} sellest, mida uuel aastal koos teeme.").ToArray();
        var text = string.Join(' ', sentences);
        await world.Enter(coordinator);
        foreach (var said in new[] { "uus teade", text, "kõik vanemad", "kohe" })
            await world.Say(coordinator, said);
        Assert.Contains("Pikk tekst: Telegramis umbes 2 sõnumit järjest", (await world.Read(coordinator))[^1], StringComparison.Ordinal);
        await world.Say(coordinator, "jah");
        await world.UntilDone();
        Assert.Equal(2, user.Heard.Length);
        Assert.Equal(text, string.Join(' ', user.Heard.Select(message => message.Text.Trim())));
        Assert.All(user.Heard, message => Assert.EndsWith(".", message.Text.Trim(), StringComparison.Ordinal));
        // What is answered is offered once, under the last.
        Assert.Single(user.Heard, message => message.Buttons.Count > 0);
    }

    [Fact]
    public async Task A_pause_holds_what_has_not_left_and_going_on_sends_it_once()
    {
        await using var world = await BroadcastWorld.Started(new() { SlowsHastyPolls = false });
        List<FakeUser> users = [];
        foreach (var n in Enumerable.Range(0, 260))
            users.Add((await world.OnTelegram($"P{n}")).User);
        await world.Enter(coordinator);
        foreach (var said in new[] { "uus teade", words, "kõik vanemad", "kohe", "jah" })
            await world.Say(coordinator, said);
        await world.Until(() => Task.FromResult(users.Any(user => user.Heard.Length > 0)));
        await world.Press(coordinator, "Peata");
        // What was handed over already may still arrive; then nothing does.
        await world.Until(async () => (await world.Deliveries()).Values.All(one => one.State != DeliveryState.Queued) || await world.AreSettled());
        var arrived = users.Count(user => user.Heard.Length > 0);
        Assert.True(arrived < users.Count);
        await world.Advance(world.Time.PlusMinutes(5));
        Assert.Equal(arrived, users.Count(user => user.Heard.Length > 0));
        await world.Press(coordinator, "Jätka");
        await world.UntilDone();
        Assert.All(users, user => Assert.Single(user.Heard));
    }
}
