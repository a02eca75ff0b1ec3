using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Tests.Channels.Telegram;

[Collection(Alone.Name)]
public sealed class PollingTests
{
    private static readonly DoubleOptions quick = new() { SlowsHastyPolls = false, ConflictDelay = TimeSpan.FromMilliseconds(100), ChatBurst = 50 };

    [Fact]
    public async Task A_person_writes_and_is_answered()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari", "et");
        mari.Start();
        await mari.Hears("You said: /start");
        Assert.Empty(host.World.Violations());
    }

    [Fact]
    public async Task An_update_that_comes_twice_is_taken_once()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari");
        var update = mari.Write("tere");
        await mari.Hears("tere");
        host.World.Repeat(update);
        mari.Write("teine");
        await mari.Hears("teine");
        await ChannelHost.Until(() => host.World.Pending == 0, "all is confirmed");
        Assert.Equal(2, mari.Heard.Length);
    }

    [Fact]
    public async Task Nothing_is_confirmed_before_it_is_on_disk()
    {
        await using var host = await ChannelHost.Started(quick, before: host => host.Receiver.Refuse = _ => Receipt.Unavailable);
        var mari = host.World.AddUser("Mari");
        mari.Write("üks");
        mari.Write("kaks");
        await ChannelHost.Until(() => host.Log.All.Any(line => line.Contains("updates wait", StringComparison.Ordinal)), "the store is asked");
        await Task.Delay(100);
        Assert.Equal(2, host.World.Pending);
        // Killed here, nothing is lost: another start gets both, in order.
        await host.Stop();
        Assert.Equal(2, host.World.Pending);
        host.Receiver.Refuse = _ => null;
        await host.Start();
        await mari.Hears("kaks");
        Assert.Equal(["üks", "kaks"], host.Receiver.Received.Select(received => received.Activity.Text));
        await ChannelHost.Until(() => host.World.Pending == 0, "both are confirmed");
    }

    [Fact]
    public async Task What_is_stored_is_confirmed_when_the_program_stops()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari");
        mari.Write("tere");
        await mari.Hears("tere");
        await host.Stop();
        Assert.Equal(0, host.World.Pending);
    }

    [Fact]
    public async Task Messages_of_one_chat_are_taken_in_order_and_chats_do_not_wait_for_each_other()
    {
        await using var host = await ChannelHost.Started(quick, before: host => host.Receiver.Slowness = TimeSpan.FromMilliseconds(5));
        host.Receiver.Reply = _ => null;
        var people = Enumerable.Range(0, 10).Select(i => host.World.AddUser($"P{i}")).ToList();
        for (var i = 0; i < 20; i++)
            foreach (var person in people)
                person.Write($"{i}");
        await ChannelHost.Until(() => host.Receiver.Received.Count == 200, "all arrive");
        Assert.All(host.Receiver.Received.GroupBy(received => received.Activity.Conversation!.Id), chat =>
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), chat.Select(received => received.Activity.Text)));
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Html502)]
    [InlineData(FaultKind.Internal)]
    [InlineData(FaultKind.Restart)]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.SlowBody)]
    [InlineData(FaultKind.TooManyRequests)]
    public async Task Polling_outlives(FaultKind fault)
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari");
        mari.Write("enne");
        await mari.Hears("enne");
        host.World.Faults.Add(fault, "getUpdates", times: 3);
        mari.Write("pärast");
        await mari.Hears("pärast");
        await ChannelHost.Until(() => host.World.Pending == 0, "all is confirmed");
        Assert.Equal(2, host.Receiver.Received.Count);
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Running, "it runs again");
    }

    [Fact]
    public async Task A_half_open_connection_is_found_in_time()
    {
        await using var host = await ChannelHost.Started(quick, options => options with { PollWait = TimeSpan.FromSeconds(1), PollGrace = TimeSpan.FromMilliseconds(500) });
        var mari = host.World.AddUser("Mari");
        mari.Write("enne");
        await mari.Hears("enne");
        host.World.Faults.Add(FaultKind.HangBefore, "getUpdates", times: 2);
        mari.Write("pärast");
        await mari.Hears("pärast");
    }

    [Fact]
    public async Task Another_reader_is_reported_and_waited_for()
    {
        await using var host = await ChannelHost.Started(quick);
        var mari = host.World.AddUser("Mari");
        mari.Write("tere");
        await mari.Hears("tere");
        using var other = new HttpClient();
        // Whoever asks first is sent away: asking between two of our own questions is the other's bad luck, so it asks until it comes second.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!host.Log.All.Any(line => line.Contains("Another program", StringComparison.Ordinal)))
            using (await other.GetAsync(new Uri(host.World.Address, $"/bot{host.World.Options.Token}/getUpdates?timeout=1"), patience.Token))
            {
            }
        mari.Write("uuesti");
        await mari.Hears("uuesti");
    }

    [Fact]
    public async Task A_forgotten_webhook_is_taken_away()
    {
        await using var host = await ChannelHost.Started(quick);
        using var other = new HttpClient();
        await other.GetAsync(new Uri(host.World.Address, $"/bot{host.World.Options.Token}/setWebhook?url=http://127.0.0.1:9/x"));
        var mari = host.World.AddUser("Mari");
        mari.Write("tere");
        await mari.Hears("tere");
    }

    [Fact]
    public async Task A_wrong_token_stops_the_channel_and_says_so()
    {
        await using var host = await ChannelHost.Started(quick, options => options with { Token = "1:wrong-AAAAAAAAAAAAAAAAAAAAAAAAAA" });
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Refused, "it is noticed");
        await ChannelHost.Until(() => host.Log.All.Any(line => line.Contains("Telegram:Token", StringComparison.Ordinal)), "it is said");
    }

    [Fact]
    public async Task No_log_line_holds_the_token_or_what_people_wrote()
    {
        await using var host = await ChannelHost.Started(quick, options => options with { PollWait = TimeSpan.FromSeconds(1), PollGrace = TimeSpan.FromSeconds(1), CallTimeout = TimeSpan.FromSeconds(3) });
        var mari = host.World.AddUser("Kanaarilind", lastName: "Kollane");
        foreach (var fault in Enum.GetValues<FaultKind>())
            host.World.Faults.Add(fault);
        // An answer may meet a fault as well; the receiver here says nothing twice, so she does.
        await ChannelHost.Until(() =>
        {
            mari.Write("kanaarilind laulab");
            return mari.Heard.Length > 0;
        }, "somebody answers", seconds: 60, every: TimeSpan.FromSeconds(1));
        await host.World.DisposeAsync();
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Unreachable, "the server is gone");
        await host.Stop();
        Assert.NotEmpty(host.Log.All);
        Assert.DoesNotContain(host.Log.All, line => line.Contains(host.World.Options.Token.Split(':')[1], StringComparison.Ordinal) || line.Contains("kanaarilind", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Whoever_writes_too_fast_is_told_and_holds_nobody_up()
    {
        await using var host = await ChannelHost.Started(quick, before: host => host.Receiver.Refuse = activity => activity.Text == "x" ? Receipt.TooMany : null);
        var (fast, calm) = (host.World.AddUser("Kiire", "ru"), host.World.AddUser("Rahulik"));
        for (var i = 0; i < 20; i++)
            fast.Write("x");
        calm.Write("tere");
        await calm.Hears("tere");
        await fast.Hears("[slow-down:ru]");
        await ChannelHost.Until(() => host.World.Pending == 0, "all is confirmed");
        Assert.Single(fast.Heard);
    }

    [Fact]
    public async Task An_update_that_breaks_us_each_time_holds_nobody_up_for_ever()
    {
        await using var host = await ChannelHost.Started(quick, before: host => host.Receiver.Refuse = activity => activity.Text == "x" ? throw new InvalidOperationException() : null);
        host.World.AddUser("Mari", "et", isOpen: true).Write("x");
        await ChannelHost.Until(() => host.Log.All.Any(line => line.Contains("could not be taken", StringComparison.Ordinal)), "it breaks");
        var olga = host.World.AddUser("Olga", "ru", isOpen: true);
        olga.Write("tere");
        await olga.Hears("You said: tere");
        Assert.Equal(1, host.State.Unreadable);
    }

    [Fact]
    public async Task A_fault_beside_the_updates_stops_nobody_from_being_heard()
    {
        var faults = 2;
        var texts = new FaultyTexts(() => Interlocked.Decrement(ref faults) >= 0);
        await using var host = await ChannelHost.Started(quick, before: host => host.Services.AddSingleton<ITelegramTexts>(texts));
        await ChannelHost.Until(() => host.Log.All.Any(line => line.Contains("broke off", StringComparison.Ordinal)), "it is told");
        var mari = host.World.AddUser("Mari", "et", isOpen: true);
        mari.Write("tere");
        await mari.Hears("You said: tere");
    }

    private sealed class FaultyTexts(Func<bool> isFaulty) : ITelegramTexts
    {
        public string Get(string key, string? locale) => isFaulty() ? throw new InvalidOperationException() : new FakeTexts().Get(key, locale);
    }

    [Fact]
    public async Task Commands_and_descriptions_are_set_once()
    {
        await using var host = await ChannelHost.Started(quick);
        await ChannelHost.Until(() => host.World.Journal.Of("setChatMenuButton").Length == 1, "everything is set");
        Assert.Contains("abi", host.World.CommandsOf("all_private_chats", "et"));
        Assert.Contains("help", host.World.CommandsOf("all_private_chats", "ru"));
        Assert.All((string[])["", "et", "ru", "en"], language => Assert.Equal(["start"], host.World.CommandsOf("all_group_chats", language)));
        var sets = host.World.Journal.Entries.Count(entry => entry.Method.StartsWith("setMy", StringComparison.Ordinal));
        await host.Stop();
        await host.Start();
        await ChannelHost.Until(() => host.World.Journal.Of("setChatMenuButton").Length == 2, "looked at again");
        Assert.Equal(sets, host.World.Journal.Entries.Count(entry => entry.Method.StartsWith("setMy", StringComparison.Ordinal)));
        Assert.All(host.World.Journal.Entries, entry => Assert.True(entry.Code is 200 or 0, $"{entry.Method}: {entry.Description}"));
    }

    [Fact]
    public async Task Updates_that_overtook_one_another_are_all_taken_and_all_confirmed()
    {
        await using var host = await ChannelHost.Started(quick, before: host => host.Receiver.Refuse = _ => Receipt.Unavailable);
        host.Receiver.Reply = _ => null;
        var people = Enumerable.Range(0, 5).Select(n => host.World.AddUser($"P{n}")).ToList();
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Running, "it runs");
        await host.Stop();
        foreach (var n in Enumerable.Range(0, 4))
            people.ForEach(person => person.Write($"{n}"));
        host.World.Reorder();
        host.Receiver.Refuse = _ => null;
        await host.Start();
        await ChannelHost.Until(() => host.World.Pending == 0, "all are confirmed");
        Assert.Equal(20, host.Receiver.Received.Count);
        Assert.Equal(20, host.Receiver.Received.Select(received => received.Unique).Distinct().Count());
    }
}
