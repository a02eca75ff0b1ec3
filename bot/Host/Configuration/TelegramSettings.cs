using Assistant.Channels.Telegram;

namespace Assistant.Host.Configuration;

/// <summary>Reads the section <c>Telegram</c>. Values of secrets stay unsaid.</summary>
internal static class TelegramSettings
{
    /// <summary>Ports Telegram delivers to.</summary>
    private static readonly int[] ports = [443, 80, 88, 8443];

    /// <returns><see langword="null"/>: no token, so no Telegram.</returns>
    /// <exception cref="StartRefusedException">A value is wrong, or the channel is only half configured.</exception>
    public static TelegramOptions? Read(IConfiguration configuration, Surroundings surroundings)
    {
        var section = new SectionReader(configuration, "Telegram");
        var token = section.Text("Token");
        var root = section.Value("ApiRoot", new Uri("https://api.telegram.org"), text => Addresses.Outward(text, surroundings), "an https address such as https://api.telegram.org; loopback is for Development and Test");
        var mode = section.Scalar("Mode", TelegramMode.Polling, text => Enum.TryParse<TelegramMode>(text, ignoreCase: true, out var read) && !char.IsDigit(text[0]) ? read : null, "Polling or Webhook");
        var address = section.Text("PublicUrl");
        var secret = section.Text("WebhookSecret");
        var isUnpaced = section.Scalar("Unpaced", false, static text => bool.TryParse(text, out var read) ? read : null, "true or false; true is for a server of one's own");
        if (isUnpaced && !root.IsLoopback)
            throw section.Wrong("Unpaced", "would meet Telegram's limits: it is for a server of one's own on loopback");
        section.RefuseOthers();
        if (token is null)
            return address is null && secret is null ? null : throw section.Wrong("Token", "is missing, though other settings of Telegram are there");
        if (!TelegramOptions.IsToken(token))
            throw section.Wrong("Token", "is not a token as BotFather gives it, such as 123456:ABC...");
        if (secret is not null && !TelegramOptions.IsSecret(secret))
            throw section.Wrong("WebhookSecret", $"must have {TelegramOptions.MinSecret} to 256 of A-Z a-z 0-9 _ -");
        var options = new TelegramOptions { Token = token, ApiRoot = root, Mode = mode, WebhookSecret = secret, Pace = isUnpaced ? PaceLimits.None : new() };
        if (mode == TelegramMode.Polling)
            return options;
        if (secret is null)
            throw section.Wrong("WebhookSecret", "is missing: without it anybody could pretend to be Telegram");
        return address is null ? throw section.Wrong("PublicUrl", "is missing: Telegram must know where to call")
            : Addresses.Outward(address, surroundings) is { } url && (url.IsLoopback || ports.Contains(url.Port)) ? options with { PublicUrl = url }
            : throw section.Wrong("PublicUrl", $"\"{address}\" is not an https address on port {string.Join(", ", ports)}");
    }
}
