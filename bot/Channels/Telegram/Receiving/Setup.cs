using System.Collections.Immutable;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Sending;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>What is told to Telegram at start: who we are, how updates come, which commands there are.</summary>
internal sealed partial class Setup(BotApi api, CommandLists lists, TelegramOptions options, TelegramState state, ITelegramTexts texts, ILogger<Setup> logger)
{
    /// <summary>All we read. What was set stays set, so it is always said in full.</summary>
    public static readonly ImmutableArray<string> Wanted = ["message", "edited_message", "callback_query", "my_chat_member"];

    /// <summary>Path of the webhook.</summary>
    public const string WebhookPath = "/telegram";

    /// <summary>Languages with a list of commands of their own; <see langword="null"/> is everybody else's, in the organisation's language.</summary>
    private static readonly ImmutableArray<string?> languages = [null, "et", "ru", "en"];

    private const int maxConnections = 40;

    /// <summary>Asks who we are.</summary>
    /// <returns>The fault; <see langword="null"/>: all is well.</returns>
    public async ValueTask<BotError?> Meet(CancellationToken cancellationToken)
    {
        var me = await api.Call(new GetMe(), cancellationToken);
        if (me.Error is not null)
            return me.Error;
        state.Username = me.Value!.Username;
        Met(logger, me.Value.Username, options.Mode);
        return null;
    }

    /// <summary>Takes the webhook away or sets it. A new secret makes Telegram deliver what waits at once.</summary>
    /// <returns>The fault; <see langword="null"/>: all is well.</returns>
    public async ValueTask<BotError?> Route(CancellationToken cancellationToken) => options.Mode == TelegramMode.Polling
        ? (await api.Call(new DeleteWebhook(), cancellationToken)).Error
        : (await api.Call(new SetWebhook
        {
            Url = Address.AbsoluteUri,
            SecretToken = options.WebhookSecret,
            MaxConnections = maxConnections,
            AllowedUpdates = Wanted,
        }, cancellationToken)).Error;

    /// <summary>Whether the webhook is still ours; a stolen token could have moved it.</summary>
    public async ValueTask<bool?> IsOurs(CancellationToken cancellationToken)
    {
        var info = await api.Call(new GetWebhookInfo(), cancellationToken);
        return info.IsOk ? info.Value!.Url == Address.AbsoluteUri : null;
    }

    /// <summary>Where Telegram is to call.</summary>
    public Uri Address => new(options.PublicUrl!.AbsoluteUri.TrimEnd('/') + WebhookPath);

    /// <summary>Sets commands, descriptions and the menu button where they differ: setting is limited hard, reading is not. Failing is no harm.</summary>
    public async ValueTask Present(CancellationToken cancellationToken)
    {
        foreach (var language in languages)
        {
            Note(await lists.Set(new("all_private_chats"), language, lists.Of(TelegramText.Commands.Select(command => command.Key), language), cancellationToken));
            // In a group there is one thing to do: go to the private chat.
            Note(await lists.Set(new("all_group_chats"), language, [new("start", texts.Get(TelegramText.GroupLink, language))], cancellationToken));
            var description = texts.Get(TelegramText.Description, language);
            if ((await api.Call(new GetMyDescription { LanguageCode = language }, cancellationToken)) is { IsOk: true, Value: { } shown } && shown.Description != description)
                Note((await api.Call(new SetMyDescription { Description = description, LanguageCode = language }, cancellationToken)).Error);
            var brief = texts.Get(TelegramText.ShortDescription, language);
            if ((await api.Call(new GetMyShortDescription { LanguageCode = language }, cancellationToken)) is { IsOk: true, Value: { } profile } && profile.ShortDescription != brief)
                Note((await api.Call(new SetMyShortDescription { ShortDescription = brief, LanguageCode = language }, cancellationToken)).Error);
        }
        Note((await api.Call(new SetChatMenuButton { MenuButton = new("commands") }, cancellationToken)).Error);
    }

    private void Note(BotError? error)
    {
        if (error is not null)
            NotPresented(logger, error.Fault, error.Description);
    }

    [LoggerMessage(3204, LogLevel.Information, "Telegram knows us as {Username}; updates come by {Mode}")]
    private static partial void Met(ILogger log, string? username, TelegramMode mode);

    [LoggerMessage(3205, LogLevel.Warning, "Commands or descriptions could not be set: {Fault} {Description}")]
    private static partial void NotPresented(ILogger log, BotFault fault, string description);
}
