using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace Assistant.Channels.Teams;

/// <summary>What the Host decides about Teams.</summary>
public sealed record TeamsOptions
{
    /// <summary>The bot's own id in the directory: the audience of every token for us. Empty only with <see cref="AllowAnonymous"/>.</summary>
    public required string AppId { get; init; }

    /// <summary>The organisation that the bot is registered in; a GUID.</summary>
    public required string TenantId { get; init; }

    /// <summary>Proves to the directory that we are the bot. A secret: nobody logs or prints it.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Proves it instead of a secret; with its RSA private key, which never leaves us.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Where the world reaches us, for looking whether it does; <see langword="null"/>: not said.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Organisations whose people may write to us; lower case.</summary>
    public ImmutableArray<string> AllowedTenants { get => field.IsDefault ? [] : field; init; }

    /// <summary>Whoever is on this machine may write without a token; the Host allows it in Development on loopback alone.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>Tokens of the organisation's own directory count too, as test clients send them; the Host allows it in Development and Test alone.</summary>
    public bool AllowEntraTokens { get; init; }

    /// <summary>The Connector may be on this machine: a double; the Host allows it in Development and Test alone.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Who gives out tokens.</summary>
    public Uri Authority { get; init; } = new("https://login.microsoftonline.com");

    /// <summary>Where the keys of the Bot Framework are told.</summary>
    public Uri OpenIdMetadata { get; init; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>How long a call may take before its fate counts as unknown. Default 15 s: within what a stopping host waits.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a press waits for its turn. Default 3.5 s; with the way there and back below the 5 s after which clients complain.</summary>
    public TimeSpan PressPatience { get; init; } = TimeSpan.FromSeconds(3.5);

    /// <summary>Within this a press is answered, whatever happens. Default 4 s.</summary>
    public TimeSpan PressBudget { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a call that wants its replies in the answer waits for them. Default 10 s: callers wait for 15 s.</summary>
    public TimeSpan RepliesPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How fast we send.</summary>
    public TeamsPace Pace { get; init; } = new();

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => $"Teams as {AppId}";
}

/// <summary>
/// How fast we send. The vendor's limits are 7 in 1 s and 60 in 30 s for a chat, 30 to 50 in 1 s for an organisation; ours stay below.
/// </summary>
public sealed record TeamsPace
{
    /// <summary>No limits: for a Connector of one's own, that has none.</summary>
    public static TeamsPace None { get; } = new() { IsNone = true };

    /// <summary>Nothing is counted.</summary>
    public bool IsNone { get; private init; }

    /// <summary>Messages to one chat in a second. Default 5.</summary>
    public int ChatPerSecond { get; init; } = 5;
    /// <summary>Messages to one chat in 30 s. Default 50.</summary>
    public int ChatPerHalfMinute { get; init; } = 50;
    /// <summary>Messages to one organisation in a second. Default 20.</summary>
    public int TenantPerSecond { get; init; } = 20;
    /// <summary>Of <see cref="TenantPerSecond"/>, what reminders leave to answers. Default 5.</summary>
    public int Reserve { get; init; } = 5;
}
