namespace Assistant.Tests.Fakes.Teams;

/// <summary>What the simulator may do instead of taking a call.</summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After 7.</summary>
    Throttled,
    /// <summary>429 without it.</summary>
    ThrottledSilently,
    /// <summary>412.</summary>
    Precondition,
    /// <summary>A gateway's page, before the call had effect.</summary>
    BadGateway,
    /// <summary>504, though the message was taken.</summary>
    GatewayTimeout,
    /// <summary>No answer, and no effect.</summary>
    HangBefore,
    /// <summary>No answer, though the message was taken.</summary>
    HangAfter,
    /// <summary>The person blocked or removed the bot.</summary>
    WritesBlocked,
    /// <summary>As <see cref="WritesBlocked"/>, in the older form.</summary>
    SubCode,
    /// <summary>The bot is not in the chat.</summary>
    NotInRoster,
    /// <summary>No such chat.</summary>
    NoConversation,
    /// <summary>The token is not good.</summary>
    Unauthorized,
    /// <summary>413 with a page.</summary>
    TooLarge,
    /// <summary>400.</summary>
    BadSyntax,
}
