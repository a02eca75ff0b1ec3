namespace Assistant.Channels.Teams;

/// <summary>The few sentences that the channel says by itself. The Host takes them from its texts.</summary>
public interface ITeamsTexts
{
    /// <param name="key">One of <see cref="TeamsText"/>.</param>
    /// <param name="locale">BCP 47; unknown ones get the organisation's own language.</param>
    string Get(string key, string? locale);
}

/// <summary>Keys of <see cref="ITeamsTexts"/>.</summary>
public static class TeamsText
{
    /// <summary>Group chats and channels hear nothing but this.</summary>
    public const string Group = "group";
    /// <summary>Pictures and files are not read.</summary>
    public const string Unreadable = "unreadable";
    /// <summary>Of several files the first was taken.</summary>
    public const string OneFile = "one-file";
    /// <summary>A press could not be kept just now.</summary>
    public const string Later = "later";
    /// <summary>A card that is not ours, or is broken.</summary>
    public const string Unknown = "unknown";
    /// <summary>Above the buttons that allow a file or do not.</summary>
    public const string FileOffer = "file-offer";
    /// <summary>A file that was allowed could not be handed over.</summary>
    public const string FileFailed = "file-failed";
}
