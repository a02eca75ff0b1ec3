using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Assistant.Channels.Telegram;

/// <summary>The few sentences that the channel says by itself. The Host takes them from its texts.</summary>
public interface ITelegramTexts
{
    /// <param name="key">One of <see cref="TelegramText"/>.</param>
    /// <param name="locale">BCP 47; unknown ones get the organisation's own language.</param>
    string Get(string key, string? locale);
}

/// <summary>Keys of <see cref="ITelegramTexts"/>.</summary>
public static class TelegramText
{
    /// <summary>Groups hear nothing but this.</summary>
    public const string Group = "group";
    /// <summary>Label of the link from a group to the private chat.</summary>
    public const string GroupLink = "group-link";
    /// <summary>Voice is not understood: please type or dictate with the keyboard.</summary>
    public const string Voice = "voice";
    /// <summary>Somebody else's number was shared.</summary>
    public const string ForeignContact = "foreign-contact";
    /// <summary>Pictures, files and places are not read.</summary>
    public const string Unreadable = "unreadable";
    /// <summary>Faster than can be read.</summary>
    public const string SlowDown = "slow-down";
    /// <summary>Label of the button that shares the person's own number.</summary>
    public const string ShareNumber = "share-number";
    /// <summary>Shown in an empty chat.</summary>
    public const string Description = "description";
    /// <summary>Shown on the profile.</summary>
    public const string ShortDescription = "short-description";
    /// <summary>What a command does, by <see cref="Commands"/>.</summary>
    public const string Command = "command-";

    /// <summary>Commands in the client's list, by key; the words are known to the dialogues.</summary>
    /// <param name="Key">Completes <see cref="Command"/>.</param>
    public readonly record struct CommandName(string Key, string English, string Estonian);

    /// <summary>What everybody is offered, in the order in which clients list them.</summary>
    public static ImmutableArray<CommandName> Commands { get; } =
    [
        new("start", "start", "start"), new("eligibility", "find", "leia"), new("appointment", "book", "aeg"), new("requests", "requests", "minu"),
        new("human", "human", "inimene"), new("help", "help", "abi"), new("language", "language", "keel"), new("my-data", "mydata", "minuandmed"),
        new("hide", "hide", "peida"), new("cancel", "cancel", "loobu"),
    ];

    /// <summary>What is offered to some alone, in their own chats.</summary>
    public static ImmutableArray<CommandName> WorkCommands { get; } =
    [
        new("queue", "queue", "jarjekord"), new("today", "today", "paev"), new("families", "families", "pered"), new("people", "people", "inimesed"), new("broadcast", "broadcast", "teade"),
        new("acts", "acts", "aktid"), new("drafts", "drafts", "mustandid"), new("week", "week", "nadal"), new("refer", "refer", "suunan"), new("statements", "statements", "valjavotted"),
    ];

    /// <summary>All of both, by key.</summary>
    internal static FrozenDictionary<string, CommandName> Known { get; } = Commands.Concat(WorkCommands).ToFrozenDictionary(command => command.Key);
}
