using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

[Collection(Alone.Name)]
public sealed class PressTests
{
    private static readonly DoubleOptions quick = new() { SlowsHastyPolls = false, ChatBurst = 50, PressPatience = TimeSpan.FromSeconds(1) };

    private static Message Question(bool keeps = false) => new() { Text = "Kas sobib?", Language = "et", Buttons = [new("abc:0", "Jah"), new("abc:1", "Ei")], KeepsButtons = keeps };

    private static async Task<(ChannelHost Host, FakeUser Mari)> Asked(Message question, Func<Activity, Message?> reply)
    {
        var host = await ChannelHost.Started(quick, before: host => host.Receiver.Reply = activity => activity.Text == "/start" ? question : reply(activity));
        var mari = host.World.AddUser("Mari", "et");
        mari.Start();
        await mari.Hears("Kas sobib?");
        return (host, mari);
    }

    [Fact]
    public async Task A_press_arrives_as_handle_and_index_and_the_keyboard_becomes_the_choice()
    {
        var (host, mari) = await Asked(Question(), _ => new() { Text = "Selge" });
        await using var _ = host;
        mari.Press("Ei");
        await mari.Hears("Selge");
        await mari.Hears(message => message.IsEdited);
        var question = mari.Heard[0];
        Assert.Equal("Kas sobib?\n\n✓ Ei", question.Text);
        Assert.Empty(question.Buttons);
        Assert.Equal(new Press("abc", 1), Press.Of(host.Receiver.Received.Last().Activity));
        await ChannelHost.Until(() => mari.Toasts is [null], "the clock stops, without words");
        Assert.Empty(host.World.Violations());
    }

    [Fact]
    public async Task Standing_buttons_stay()
    {
        var (host, mari) = await Asked(Question(keeps: true), _ => new() { Text = "Selge" });
        await using var _ = host;
        mari.Press("Jah");
        await mari.Hears("Selge");
        await ChannelHost.Until(() => mari.Toasts.Length == 1, "the clock stops");
        await Task.Delay(100);
        Assert.Equal(["Jah", "Ei"], mari.Heard[0].Buttons);
        Assert.Equal(new Press("abc", 0), Press.Of(host.Receiver.Received.Last().Activity));
    }

    [Fact]
    public async Task A_press_on_a_question_that_is_over_gets_words_in_passing()
    {
        var (host, mari) = await Asked(Question(), _ => new() { Text = "See küsimus on juba möödas.", IsPassing = true });
        await using var _ = host;
        mari.Press("Jah");
        await ChannelHost.Until(() => mari.Toasts is ["See küsimus on juba möödas."], "the words are shown");
        await ChannelHost.Until(() => mari.Heard[0].Buttons.Count == 0, "the buttons go");
        Assert.Equal(["Kas sobib?"], mari.Heard.Select(message => message.Text));
    }

    [Fact]
    public async Task Words_in_passing_are_written_when_nobody_pressed()
    {
        var (host, mari) = await Asked(Question(), _ => new() { Text = "See küsimus on juba möödas.", IsPassing = true });
        await using var _ = host;
        mari.Write("jah");
        await mari.Hears("möödas");
    }

    [Fact]
    public async Task The_clock_stops_within_a_second_even_without_a_decision()
    {
        var (host, mari) = await Asked(Question(), _ => null);
        await using var _ = host;
        mari.Press("Jah");
        await ChannelHost.Until(() => mari.Toasts.Length == 1, "the clock stops");
        Assert.Empty(host.World.Violations());
    }

    [Fact]
    public async Task A_second_tap_does_no_harm()
    {
        var (host, mari) = await Asked(Question(), _ => new() { Text = "Selge" });
        await using var _ = host;
        var question = mari.Heard[0];
        mari.Press("Jah", question);
        mari.Press("Jah", question);
        await ChannelHost.Until(() => mari.Heard.Length == 3, "both are answered");
        await ChannelHost.Until(() => mari.Toasts.Length == 2, "both clocks stop");
        await ChannelHost.Until(() => mari.Heard[0].Buttons.Count == 0, "the keyboard goes");
        Assert.Equal("Kas sobib?\n\n✓ Jah", mari.Heard[0].Text);
    }

    [Theory]
    [InlineData("abc:7")]
    [InlineData("zzz")]
    [InlineData("~")]
    [InlineData(":::")]
    public async Task Data_that_a_client_made_up_is_just_data(string data)
    {
        var (host, mari) = await Asked(Question(), activity => new() { Text = $"press {Press.Of(activity)}" });
        await using var _ = host;
        mari.Press("Jah", mari.Heard[0], data);
        await mari.Hears("press");
    }

    [Fact]
    public async Task A_press_that_died_on_the_way_costs_nothing_for_the_label_typed_does_as_well()
    {
        var time = new ShiftedTime();
        await using var host = await ChannelHost.Started(quick with { Time = time }, before: host => host.Receiver.Reply = activity => activity.Text == "/start" ? Question() : new() { Text = $"Selge: {activity.Text}" });
        var mari = host.World.AddUser("Mari", "et");
        mari.Start();
        await mari.Hears("Kas sobib?");
        await host.Stop();
        mari.Press("Ei");
        // Telegram keeps a press for two and a half minutes, and a message for a day.
        time.Advance(TimeSpan.FromMinutes(3));
        await host.Start();
        mari.Write("Ei");
        await mari.Hears("Selge: Ei");
        await ChannelHost.Until(() => host.World.Pending == 0, "all is confirmed");
        Assert.Equal(["/start", "Ei"], host.Receiver.Received.Select(received => received.Activity.Text));
        Assert.Equal(["Jah", "Ei"], mari.Heard[0].Buttons);
    }
}
