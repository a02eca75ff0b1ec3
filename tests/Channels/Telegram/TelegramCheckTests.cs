using Assistant.Channels;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Assistant.Tests.Channels.Telegram;

public sealed class TelegramCheckTests
{
    [Fact]
    public async Task A_sound_channel_has_nothing_to_mend()
    {
        await using var host = await ChannelHost.Started();
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Running, "it runs");
        var findings = await host.Check.Look(CancellationToken.None);
        Assert.All(findings, finding => Assert.Equal(FindingLevel.Ok, finding.Level));
        Assert.Contains(findings, finding => finding.What.Contains("@double_bot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_token_is_said_without_saying_it()
    {
        await using var host = await ChannelHost.Started(adjust: options => options with { Token = "1:wrong-AAAAAAAAAAAAAAAAAAAAAAAAAA" });
        var finding = Assert.Single(await host.Check.Look(CancellationToken.None));
        Assert.Equal(FindingLevel.Fail, finding.Level);
        Assert.Contains("BotFather", finding.What, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_is_said()
    {
        await using var host = await ChannelHost.Started();
        await host.World.DisposeAsync();
        Assert.Contains("cannot be reached", Assert.Single(await host.Check.Look(CancellationToken.None)).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_of_somebody_else_is_said()
    {
        await using var host = await ChannelHost.Started();
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Running, "it runs");
        await host.Stop();
        using var other = new HttpClient();
        await other.GetAsync(new Uri(host.World.Address, $"/bot{host.World.Options.Token}/setWebhook?url=http://127.0.0.1:9/x"));
        await host.Start(polls: false);
        Assert.Contains(await host.Check.Look(CancellationToken.None), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("webhook", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_answers_something_else_is_quoted()
    {
        await using var host = await ChannelHost.Started(polls: false);
        host.World.Faults.Add(FaultKind.Internal, "getMe");
        Assert.Contains("try again", Assert.Single(await host.Check.Look(CancellationToken.None)).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_updates_come_may_be_hidden_and_the_rest_is_told()
    {
        await using var host = await ChannelHost.Started(polls: false);
        host.World.Faults.Add(FaultKind.Internal, "getWebhookInfo");
        var findings = await host.Check.Look(CancellationToken.None);
        Assert.Equal([FindingLevel.Ok, FindingLevel.Warn], findings.Select(finding => finding.Level));
        Assert.Contains("could not be asked", findings[1].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_reads_whatever_groups_say_is_told_on()
    {
        await using var host = await ChannelHost.Started(new() { ReadsGroups = true }, polls: false);
        Assert.Contains("/setprivacy", await Warning(host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(-40)]
    public async Task A_clock_that_is_wrong_is_told(int seconds)
    {
        await using var host = await ChannelHost.Started(new() { ClockSkew = TimeSpan.FromSeconds(seconds) }, polls: false);
        Assert.Contains("network time", await Warning(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Updates_that_nobody_takes_are_counted()
    {
        await using var host = await ChannelHost.Started(polls: false);
        var mari = host.World.AddUser("Mari");
        for (var i = 0; i < 101; i++)
            mari.Write("tere");
        Assert.StartsWith("101 updates wait: is the program running", await Warning(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_is_set_and_ours_is_well()
    {
        await using var host = await ChannelHost.Started(adjust: ByWebhook);
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Running, "it runs");
        var findings = await host.Check.Look(CancellationToken.None);
        Assert.All(findings, finding => Assert.Equal(FindingLevel.Ok, finding.Level));
        Assert.Contains(findings, finding => finding.What == $"the webhook is {host.Address}telegram");
    }

    [Fact]
    public async Task A_webhook_that_is_missing_is_told()
    {
        await using var host = await ChannelHost.Started(adjust: ByWebhook, polls: false);
        Assert.Contains(await host.Check.Look(CancellationToken.None), finding => finding.Level == FindingLevel.Fail && finding.What.StartsWith("no webhook is set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_that_was_stolen_is_told_by_doctor_and_health()
    {
        await using var host = await ChannelHost.Started(adjust: ByWebhook, before: host => host.Time = new StepTime());
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Running, "it runs");
        Assert.Equal(HealthStatus.Healthy, await host.Health());
        using var thief = new HttpClient();
        await thief.GetAsync(new Uri(host.World.Address, $"/bot{host.World.Options.Token}/setWebhook?url=http://127.0.0.1:9/x"));
        Assert.Contains(await host.Check.Look(CancellationToken.None), finding => finding.Level == FindingLevel.Fail && finding.What.Contains("stolen", StringComparison.Ordinal));
        // It is looked at every few minutes.
        await ChannelHost.Until(() =>
        {
            ((StepTime)host.Time).Step();
            return host.State.Phase == TelegramPhase.Moved;
        }, "it is noticed");
        Assert.Equal(HealthStatus.Unhealthy, await host.Health());
        Assert.Contains(host.Log.All, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Receipt.Unavailable, "doctor store")]
    [InlineData(null, "reachable from outside")]
    public async Task What_telegram_complained_of_last_is_told_with_what_to_do(Receipt? refusal, string remedy)
    {
        await using var host = await ChannelHost.Started(adjust: ByWebhook, before: host => host.Receiver.Refuse = _ => refusal);
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Running, "it runs");
        if (refusal is null)
        {
            await host.Stop();
            await host.Start(polls: false);
            using var away = new HttpClient();
            await away.GetAsync(new Uri(host.World.Address, $"/bot{host.World.Options.Token}/setWebhook?url=http://127.0.0.1:9/telegram"));
        }
        host.World.AddUser("Mari").Write("tere");
        await ChannelHost.Until(() => host.World.Deliveries.Count > 0, "it is tried");
        Assert.Contains(await host.Check.Look(CancellationToken.None), finding => finding.Level == FindingLevel.Warn && finding.What.Contains(remedy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_complaint_of_long_ago_is_history()
    {
        await using var host = await ChannelHost.Started(adjust: ByWebhook, before: host => host.Receiver.Refuse = _ => Receipt.Unavailable);
        await ChannelHost.Until(() => host.State.Phase == TelegramPhase.Running, "it runs");
        host.World.AddUser("Mari").Write("tere");
        await ChannelHost.Until(() => host.World.Deliveries.Count > 0, "it is tried");
        await host.Stop();
        var later = new ShiftedTime();
        later.Advance(TimeSpan.FromHours(5));
        host.Time = later;
        await host.Start(polls: false);
        Assert.Contains(await host.Check.Look(CancellationToken.None), finding => finding.Level == FindingLevel.Ok && finding.What.Contains("hours old", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(69, HealthStatus.Healthy)]
    [InlineData(71, HealthStatus.Unhealthy)]
    public async Task Silence_for_longer_than_two_questions_take_is_no_health(int seconds, HealthStatus health)
    {
        var time = new ShiftedTime();
        var state = new TelegramState(time);
        state.Succeeded();
        time.Advance(TimeSpan.FromSeconds(seconds));
        var check = new TelegramHealth(state, new() { Token = "1:x" });
        Assert.Equal(health, (await check.CheckHealthAsync(new(), TestContext.Current.CancellationToken)).Status);
    }

    [Theory]
    [InlineData(TelegramPhase.Refused, HealthStatus.Unhealthy)]
    [InlineData(TelegramPhase.Conflict, HealthStatus.Unhealthy)]
    [InlineData(TelegramPhase.Moved, HealthStatus.Unhealthy)]
    [InlineData(TelegramPhase.Unreachable, HealthStatus.Degraded)]
    public async Task Health_says_what_is_wrong(TelegramPhase phase, HealthStatus health)
    {
        var state = new TelegramState(new ShiftedTime());
        state.Failed(phase, "the vendor's words");
        var found = await new TelegramHealth(state, new() { Token = "1:x" }).CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        Assert.Equal(health, found.Status);
        Assert.Contains("the vendor's words", found.Description!, StringComparison.Ordinal);
    }

    private static TelegramOptions ByWebhook(TelegramOptions options) => options with { Mode = TelegramMode.Webhook };

    private static async Task<string> Warning(ChannelHost host) =>
        Assert.Single(await host.Check.Look(CancellationToken.None), finding => finding.Level == FindingLevel.Warn).What;
}
