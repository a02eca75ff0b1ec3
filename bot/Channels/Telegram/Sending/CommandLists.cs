using System.Collections.Immutable;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Sending;

/// <summary>What the client lists beside the text field. Setting is limited hard, reading is not: what stands is read first.</summary>
internal sealed class CommandLists(BotApi api, ITelegramTexts texts)
{
    /// <summary>The commands in a language's words.</summary>
    /// <param name="language">ISO 639-1; <see langword="null"/>: the organisation's own.</param>
    public ImmutableArray<BotCommand> Of(IEnumerable<string> keys, string? language) =>
    [
        .. keys.Select(key => TelegramText.Known[key])
            .Select(command => new BotCommand(language == "et" ? command.Estonian : command.English, texts.Get(TelegramText.Command + command.Key, language))),
    ];

    /// <summary>Lists these commands there, and takes the list away when there are none.</summary>
    /// <returns>The fault; <see langword="null"/>: so it is.</returns>
    public async ValueTask<BotError?> Set(BotCommandScope scope, string? language, ImmutableArray<BotCommand> commands, CancellationToken cancellationToken)
    {
        var now = await api.Call(new GetMyCommands { Scope = scope, LanguageCode = language }, cancellationToken);
        return now.Error ?? (now.Value.SequenceEqual(commands) ? null
            : commands.IsEmpty ? (await api.Call(new DeleteMyCommands { Scope = scope, LanguageCode = language }, cancellationToken)).Error
            : (await api.Call(new SetMyCommands { Commands = commands, Scope = scope, LanguageCode = language }, cancellationToken)).Error);
    }

    /// <summary>As <see cref="IListingChannel.List"/> says.</summary>
    public async ValueTask<SendResult> List(ChatAddress chat, ImmutableArray<string> keys, string language, CancellationToken cancellationToken) =>
        await Set(new("chat", chat.Chat), language: null, Of(keys, language), cancellationToken) switch
        {
            null => new(SendOutcome.Delivered),
            { Fault: BotFault.Throttled or BotFault.NotSent or BotFault.Unknown or BotFault.Unauthorized } later => new(SendOutcome.Retry, RetryAfter: later.RetryAfter, Reason: later.Fault.ToString()),
            { Fault: var fault } => new(SendOutcome.Refused, Reason: fault.ToString()),
        };
}
