using Assistant.Channels.Telegram.Sending;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>When what may be said, in a time that goes on only when told to.</summary>
public sealed class PacerTests
{
    private const long mari = 1, juri = 2, kadri = 3;

    private readonly ShiftedTime time = new();

    [Fact]
    public async Task A_chat_that_is_throttled_is_left_alone_and_others_are_written_to()
    {
        var pacer = new Pacer(new(), time);
        pacer.Throttled(mari, TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), await Later(pacer, mari));
        Assert.Null(await Later(pacer, juri));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await Later(pacer, mari));
    }

    [Theory]
    [InlineData(0.9, true)]
    [InlineData(1.1, false)]
    public async Task Two_chats_throttled_within_a_second_mean_that_all_are_meant(double apart, bool areAllMeant)
    {
        var pacer = new Pacer(new(), time);
        pacer.Throttled(mari, TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(apart));
        pacer.Throttled(juri, TimeSpan.FromSeconds(20));
        Assert.Equal(areAllMeant, await Later(pacer, kadri) is not null);
    }

    [Fact]
    public async Task One_chat_throttled_again_and_again_means_only_itself()
    {
        var pacer = new Pacer(new(), time);
        pacer.Throttled(mari, TimeSpan.FromSeconds(20));
        pacer.Throttled(mari, TimeSpan.FromSeconds(40));
        Assert.Equal(TimeSpan.FromSeconds(40), await Later(pacer, mari));
        Assert.Null(await Later(pacer, kadri));
    }

    [Fact]
    public async Task A_shorter_wait_never_shortens_a_longer_one()
    {
        var pacer = new Pacer(new(), time);
        pacer.Throttled(mari, TimeSpan.FromSeconds(40));
        pacer.Throttled(mari, TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(40), await Later(pacer, mari));
    }

    [Fact]
    public async Task A_group_gets_twenty_a_minute_and_the_next_when_the_first_is_a_minute_old()
    {
        var step = new StepTime();
        var pacer = new Pacer(new(), step);
        for (var n = 0; n < 20; n++)
            (await pacer.Wait(-5, Lane.Reply, CancellationToken.None)).Dispose();
        var next = pacer.Wait(-5, Lane.Reply, CancellationToken.None).AsTask();
        while (!next.IsCompleted)
        {
            if (step.Waiting > 0)
                step.Step();
            await Task.Yield();
        }
        Assert.InRange(step.GetElapsedTime(0), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62));
    }

    private static async Task<TimeSpan?> Later(Pacer pacer, long chat)
    {
        using var turn = await pacer.Wait(chat, Lane.Reply, CancellationToken.None);
        return turn.Later;
    }
}
