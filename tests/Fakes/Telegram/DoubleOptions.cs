namespace Assistant.Fakes.Telegram;

/// <summary>How strict the double is. The defaults are Telegram's.</summary>
public sealed record DoubleOptions
{
    /// <summary>The only token it knows.</summary>
    public string Token { get; init; } = "777000:double-AAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    /// <summary>0: any free one.</summary>
    public int Port { get; init; }
    /// <summary>Off for load: then nothing is throttled.</summary>
    public bool HasLimits { get; init; } = true;
    /// <summary>Messages one chat takes at once.</summary>
    public int ChatBurst { get; init; } = 3;
    /// <summary>Messages one chat takes in a second, after the burst.</summary>
    public double ChatPerSecond { get; init; } = 1;
    /// <summary>Messages a group takes in any minute.</summary>
    public int GroupPerMinute { get; init; } = 20;
    /// <summary>Messages altogether in any second.</summary>
    public int PerSecond { get; init; } = 30;
    /// <summary>A call before the end of <c>retry_after</c> makes it longer.</summary>
    public bool Escalates { get; init; }
    /// <summary>How long a press can be answered.</summary>
    public TimeSpan PressWindow { get; init; } = TimeSpan.FromSeconds(15);
    /// <summary>A press unanswered for this long is a violation: the person stares at a clock.</summary>
    public TimeSpan PressPatience { get; init; } = TimeSpan.FromSeconds(5);
    /// <summary>How long the loser of two pollers waits for its 409.</summary>
    public TimeSpan ConflictDelay { get; init; } = TimeSpan.FromSeconds(3);
    /// <summary>How long an answer of the webhook is awaited.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(60);
    /// <summary>The second redelivery waits this long, each further one twice as long. Telegram: 2 s.</summary>
    public TimeSpan WebhookBackoff { get; init; } = TimeSpan.FromSeconds(2);
    /// <summary>Longest wait between redeliveries. Telegram: 60 to 120 s.</summary>
    public TimeSpan WebhookLongest { get; init; } = TimeSpan.FromSeconds(90);
    /// <summary>Whether a question repeated too quickly is slowed down, as the server does.</summary>
    public bool SlowsHastyPolls { get; init; } = true;
    /// <summary>How long the link to a file is good; asking for the file again renews it. Telegram: at least an hour.</summary>
    public TimeSpan FileLife { get; init; } = TimeSpan.FromHours(1);
    /// <summary>By how much the server's clock, and every date it tells, is ahead of ours.</summary>
    public TimeSpan ClockSkew { get; init; }
    /// <summary>Group privacy is off: the bot says that it reads whatever is said in groups.</summary>
    public bool ReadsGroups { get; init; }
    /// <summary>What a careful bot never does is refused instead of only noted.</summary>
    public bool IsStrict { get; init; }
    /// <summary>Clock; another one makes virtual time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
