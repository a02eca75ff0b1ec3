namespace Assistant.Protocol;

/// <summary>What is needed to write to a chat later.</summary>
/// <param name="Conversation">The channel's id of the chat.</param>
/// <param name="User">The immutable id under which the person is known to us on this channel.</param>
/// <param name="ServiceUrl">Checked address of the channel's service; <see langword="null"/> where the channel needs none.</param>
public sealed record ConversationReference(string Channel, string Conversation, string User, string? ServiceUrl = null, string? Locale = null)
{
    /// <summary>The organisation the chat belongs to, where the channel has such.</summary>
    public string? TenantId { get; init; }
    /// <summary>As <see cref="ConversationAccount.ConversationType"/>.</summary>
    public string? ConversationType { get; init; }
    /// <summary>The channel's id of our bot in this chat.</summary>
    public string? BotId { get; init; }
    /// <summary>The channel's address of the person, where it differs from who they are (Teams: <c>29:</c>, another one for each bot).</summary>
    public string? Account { get; init; }
    /// <summary>As <see cref="ChannelAccount.AadObjectId"/>.</summary>
    public string? AadObjectId { get; init; }

    /// <summary>From what arrived; the channel has checked it.</summary>
    /// <exception cref="ArgumentException">The activity names neither channel nor chat.</exception>
    public static ConversationReference Of(Activity activity, string userId) =>
        activity is not { ChannelId: { } channel, Conversation: { Id: { } external } conversation }
            ? throw new ArgumentException("The channel names itself and the conversation.", nameof(activity))
            // Channels without a directory keep the short form that is in the store already.
            : conversation.TenantId is null && activity.From?.AadObjectId is null
                ? new(channel, external, userId, activity.ServiceUrl, activity.Locale)
                : new(channel, external, userId, activity.ServiceUrl, activity.Locale)
                {
                    TenantId = conversation.TenantId,
                    ConversationType = conversation.ConversationType,
                    BotId = activity.Recipient?.Id,
                    Account = activity.From?.Id,
                    AadObjectId = activity.From?.AadObjectId,
                };
}
