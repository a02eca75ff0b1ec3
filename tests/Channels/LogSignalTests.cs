using Assistant.Channels;
using Assistant.Channels.Terminal;
using Assistant.Channels.WebChat;
using Assistant.Protocol;

namespace Assistant.Tests.Channels;

public class LogSignalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);
    private readonly LogSignal signal = new(TimeProvider.System);

    [Fact]
    public async Task A_reader_hears_its_own_conversation_on_its_own_channel()
    {
        using var mine = signal.Subscribe("webchat", "a");
        signal.Notify("webchat", "b");
        signal.Notify("terminal", "a");
        Assert.Equal(Wake.None, await mine.Next(TimeSpan.FromMilliseconds(30), default));
        signal.Notify("webchat", "a");
        Assert.Equal(Wake.Log, await mine.Next(Long, default));
    }

    [Fact]
    public async Task What_happens_between_two_waits_is_heard_once_and_together()
    {
        using var mine = signal.Subscribe("webchat", "a");
        signal.Notify("webchat", "a");
        signal.Notify("webchat", "a", Wake.Typing);
        signal.Notify("webchat", "a");
        Assert.Equal(Wake.Log | Wake.Typing, await mine.Next(Long, default));
        Assert.Equal(Wake.None, await mine.Next(TimeSpan.FromMilliseconds(20), default));
    }

    [Fact]
    public async Task Every_reader_hears_it_and_who_left_is_forgotten()
    {
        var (one, two) = (signal.Subscribe("webchat", "a"), signal.Subscribe("webchat", "a"));
        signal.Notify("webchat", "a");
        Assert.Equal((Wake.Log, Wake.Log), (await one.Next(Long, default), await two.Next(Long, default)));
        one.Dispose();
        Assert.Equal(1, signal.Readers("webchat", "a"));
        two.Dispose();
        two.Dispose();
        Assert.Equal(0, signal.Readers("webchat", "a"));
    }

    [Fact]
    public async Task No_notice_is_lost_however_it_races_with_waiting()
    {
        using var mine = signal.Subscribe("webchat", "a");
        var (log, seen) = (0, 0);
        const int messages = 20_000;
        var writing = Task.Run(() => { for (var number = 0; number < messages; number++) { Interlocked.Increment(ref log); signal.Notify("webchat", "a"); } });
        while (seen < messages)
        {
            Assert.NotEqual(Wake.None, await mine.Next(Long, default));
            seen = Volatile.Read(ref log);
        }
        await writing;
    }

    [Fact]
    public async Task Waiting_ends_with_its_token()
    {
        using var mine = signal.Subscribe("webchat", "a");
        using var stop = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await mine.Next(Long, stop.Token));
    }

    [Fact]
    public async Task A_message_that_could_not_be_stored_reaches_every_reader_or_else_the_next_one()
    {
        foreach (var channel in (IChannel[])[new TerminalChannel(signal), new WebChatChannel(signal)])
        {
            await channel.Send(new(channel.Id, "a", "u"), new() { Text = "112" }, IChannel.NotStored, default);
            using var first = signal.Subscribe(channel.Id, "a");
            using var second = signal.Subscribe(channel.Id, "a");
            Assert.Equal(Wake.Unstored, await first.Next(Long, default));
            Assert.Equal("112", first.TakeUnstored().Single().Text);
            Assert.Empty(second.TakeUnstored());
            await channel.Send(new(channel.Id, "a", "u"), new() { Text = "116 111" }, IChannel.NotStored, default);
            Assert.Equal(["116 111", "116 111"], first.TakeUnstored().Concat(second.TakeUnstored()).Select(message => message.Text));
        }
    }

    [Fact]
    public async Task Pulled_channels_deliver_by_waking_their_readers()
    {
        foreach (var channel in (IChannel[])[new TerminalChannel(signal), new WebChatChannel(signal)])
        {
            using var reader = signal.Subscribe(channel.Id, "a");
            Assert.True(channel.Abilities.IsPulled);
            Assert.Equal(SendOutcome.Delivered, (await channel.Send(new(channel.Id, "a", "u"), new() { Text = "tere" }, 7, default)).Outcome);
            Assert.Equal(Wake.Log, await reader.Next(Long, default));
        }
    }
}
