using System.Collections.Immutable;

namespace Assistant.Channels.WebChat;

/// <summary>What the Host decides about the chat page.</summary>
public sealed record WebChatOptions
{
    /// <summary>Signs cookies, tokens and conversation ids; at least <see cref="MinKey"/> bytes, kept across restarts, or everybody's conversation is lost to them.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Origins besides the page's own that posts may come from: the page's public address when a proxy changes the host name.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>Roles one may slip into with <c>?role=</c>; the user id then begins with <c>demo-ROLE:</c>. Empty outside Development: anybody could be anybody.</summary>
    public ImmutableArray<string> DemoRoles { get; init; } = [];

    /// <summary>How long a browser is known after its last visit. Default 30 days: a coordinator's answer may take some.</summary>
    public TimeSpan Remember { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a token for posting is good. Default 30 minutes; the page asks for a new one by itself.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Between two signs of life on a quiet stream. Default 15 s: proxies cut connections that are silent for longer than 20 to 60 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Most streams of one conversation (tabs, and connections that died unnoticed); a newer one takes the place of the oldest. Default 6.</summary>
    public int MaxStreamsPerConversation { get; init; } = 6;

    /// <summary>Most streams altogether. Default 4,000; more get 503.</summary>
    public int MaxStreams { get; init; } = 4_000;

    /// <summary>Least length of <see cref="Key"/>, in bytes.</summary>
    public const int MinKey = 32;
}
