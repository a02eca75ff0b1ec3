namespace Assistant.Channels.Telegram;

/// <summary>How updates come in.</summary>
public enum TelegramMode
{
    /// <summary>We ask. Needs no public address.</summary>
    Polling,
    /// <summary>Telegram calls us.</summary>
    Webhook,
}

/// <summary>What the Host decides about Telegram.</summary>
public sealed record TelegramOptions
{
    /// <summary>As BotFather gave it. A secret: it opens everything, so nobody logs or prints it.</summary>
    public required string Token { get; init; }

    /// <summary>The Bot API server, scheme and host only.</summary>
    public Uri ApiRoot { get; init; } = new("https://api.telegram.org");

    /// <summary>Default <see cref="TelegramMode.Polling"/>.</summary>
    public TelegramMode Mode { get; init; } = TelegramMode.Polling;

    /// <summary>Where Telegram reaches us, with <see cref="TelegramMode.Webhook"/>: https, and port 443, 80, 88 or 8443; <c>/telegram</c> is added.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>With <see cref="TelegramMode.Webhook"/>: what Telegram shows us with each call, 1 to 256 of <c>[A-Za-z0-9_-]</c>, at least <see cref="MinSecret"/>.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Least length of <see cref="WebhookSecret"/>: 128 bits in base64url.</summary>
    public const int MinSecret = 22;

    /// <summary>How long one question for updates waits, 1 to 50 s. Default 25 s; a connection that died unnoticed is found <see cref="PollGrace"/> later.</summary>
    public TimeSpan PollWait { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How much longer than <see cref="PollWait"/> an answer may take. Default 10 s.</summary>
    public TimeSpan PollGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call may take before its fate counts as unknown. Default 15 s: within what a stopping host waits.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>First pause after a fault while polling; doubles up to <see cref="LongestPause"/>. Default 1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause after a fault while polling. Default 30 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a press waits for its decision before it is answered without words. Default 0.8 s, so that the person sees an answer within 1 s.</summary>
    public TimeSpan PressPatience { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Paces sending; see <see cref="PaceLimits"/>.</summary>
    public PaceLimits Pace { get; init; } = new();

    /// <summary>Whether <paramref name="token"/> could be one: the bot's number, a colon, and enough of <c>[A-Za-z0-9_-]</c>.</summary>
    public static bool IsToken(string token) =>
        token.Split(':') is [{ Length: > 0 } bot, { Length: >= MinSecret } secret] && bot.All(char.IsAsciiDigit) && bot[0] != '0' && secret.All(IsPlain);

    /// <summary>Whether <paramref name="secret"/> can stand in a header and cannot be guessed.</summary>
    public static bool IsSecret(string secret) => secret.Length is >= MinSecret and <= 256 && secret.All(IsPlain);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>Says nothing of the token.</summary>
    public override string ToString() => $"Telegram by {Mode}";
}

/// <summary>How fast we send. Telegram's own limits are 1/s a chat with short bursts, 20/min a group, about 30/s altogether.</summary>
public sealed record PaceLimits
{
    /// <summary>Messages one chat gets at once before <see cref="ChatPerSecond"/> holds. Default 3.</summary>
    public int ChatBurst { get; init; } = 3;
    /// <summary>Default 0.95: calls bunch on the way.</summary>
    public double ChatPerSecond { get; init; } = 0.95;
    /// <summary>Messages to a group in a minute. Default 20.</summary>
    public int GroupPerMinute { get; init; } = 20;
    /// <summary>Messages altogether, in the second after the vendor's answer. Default 30: with the time an answer takes it is less.</summary>
    public double PerSecond { get; init; } = 30;
    /// <summary>Of <see cref="PerSecond"/>, what broadcasts and reminders leave to answers. Default 1.</summary>
    public double Reserve { get; init; } = 1;

    /// <summary>As fast as we can: for a server of one's own, and for measuring.</summary>
    public static PaceLimits None { get; } = new() { ChatBurst = int.MaxValue, ChatPerSecond = double.MaxValue, GroupPerMinute = int.MaxValue, PerSecond = double.PositiveInfinity };
}
