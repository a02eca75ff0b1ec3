using Assistant.Channels.Telegram;
using Assistant.Host.Configuration;
using Microsoft.Extensions.Configuration;

namespace Assistant.Tests.Host.Configuration;

public sealed class TelegramSettingsTests
{
    private const string Token = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Secret = "abcdefghijklmnopqrstuv_-";

    [Fact]
    public void Without_a_token_telegram_is_off() => Assert.Null(Read(Surroundings.Production));

    [Fact]
    public void A_token_is_enough()
    {
        var options = Read(Surroundings.Production, ("Token", Token))!;
        Assert.Equal((Token, TelegramMode.Polling, "https://api.telegram.org/"), (options.Token, options.Mode, options.ApiRoot.AbsoluteUri));
        Assert.DoesNotContain("AAAA", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_has_an_address_and_a_secret()
    {
        var options = Read(Surroundings.Production, ("Token", Token), ("Mode", "webhook"), ("PublicUrl", "https://abi.example.org:8443"), ("WebhookSecret", Secret))!;
        Assert.Equal((TelegramMode.Webhook, 8443, Secret), (options.Mode, options.PublicUrl!.Port, options.WebhookSecret));
    }

    [Theory]
    [InlineData("Token", "nonsense", "Telegram:Token: is not a token as BotFather gives it, such as 123456:ABC...")]
    [InlineData("Mode", "Pigeon", "Telegram:Mode: \"Pigeon\" is not Polling or Webhook")]
    [InlineData("Mode", "1", "Telegram:Mode: \"1\" is not Polling or Webhook")]
    [InlineData("WebhookSecret", "short", "Telegram:WebhookSecret: must have 22 to 256 of A-Z a-z 0-9 _ -")]
    [InlineData("WebhookSecret", "", "Telegram:WebhookSecret: is missing: without it anybody could pretend to be Telegram")]
    [InlineData("PublicUrl", "", "Telegram:PublicUrl: is missing: Telegram must know where to call")]
    [InlineData("PublicUrl", "http://abi.example.org", "Telegram:PublicUrl: \"http://abi.example.org\" is not an https address on port 443, 80, 88, 8443")]
    [InlineData("PublicUrl", "https://abi.example.org:444", "Telegram:PublicUrl: \"https://abi.example.org:444\" is not an https address on port 443, 80, 88, 8443")]
    [InlineData("ApiRoot", "http://127.0.0.1:8081", "Telegram:ApiRoot: \"http://127.0.0.1:8081\" is not an https address such as https://api.telegram.org; loopback is for Development and Test")]
    [InlineData("Colour", "red", "Telegram:Colour: is not a setting; Telegram has Token, ApiRoot, Mode, PublicUrl, WebhookSecret, Unpaced")]
    [InlineData("Unpaced", "true", "Telegram:Unpaced: would meet Telegram's limits: it is for a server of one's own on loopback")]
    [InlineData("Unpaced", "yes", "Telegram:Unpaced: \"yes\" is not true or false; true is for a server of one's own")]
    public void A_wrong_value_is_named_by_its_key(string key, string value, string line)
    {
        var settings = new Dictionary<string, string> { ["Token"] = Token, ["Mode"] = "Webhook", ["PublicUrl"] = "https://abi.example.org", ["WebhookSecret"] = Secret, [key] = value };
        Assert.Equal(line, Assert.Throws<StartRefusedException>(() => Read(Surroundings.Production, [.. settings.Select(pair => (pair.Key, pair.Value))])).Message);
    }

    [Fact]
    public void Half_a_channel_is_refused() =>
        Assert.Throws<StartRefusedException>(() => Read(Surroundings.Production, ("WebhookSecret", Secret)));

    [Fact]
    public void A_double_is_for_tests() =>
        Assert.True(Read(Surroundings.Test, ("Token", Token), ("ApiRoot", "http://127.0.0.1:8081"))!.ApiRoot.IsLoopback);

    private static TelegramOptions? Read(Surroundings surroundings, params IEnumerable<(string Key, string Value)> settings) => TelegramSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create($"Telegram:{pair.Key}", (string?)pair.Value))).Build(), surroundings);
}
