using Assistant.Channels;
using Assistant.Channels.Telegram;
using Assistant.Fakes.Telegram;

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
}
