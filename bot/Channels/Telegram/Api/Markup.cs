using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Assistant.Channels.Telegram.Api;

/// <summary>What hangs under a message, or stands in place of the letters.</summary>
[JsonDerivedType(typeof(InlineKeyboardMarkup))]
[JsonDerivedType(typeof(ReplyKeyboardMarkup))]
[JsonDerivedType(typeof(ReplyKeyboardRemove))]
internal abstract record ReplyMarkup;

/// <summary>Buttons under a message.</summary>
[BotApiType("InlineKeyboardMarkup")]
internal sealed record InlineKeyboardMarkup : ReplyMarkup
{
    public required ImmutableArray<ImmutableArray<InlineKeyboardButton>> InlineKeyboard { get; init; }
}

/// <summary>One button under a message. Exactly one of the actions is set.</summary>
[BotApiType("InlineKeyboardButton")]
internal sealed record InlineKeyboardButton
{
    public required string Text { get; init; }
    /// <summary>1 to 64 bytes of UTF-8.</summary>
    public string? CallbackData { get; init; }
    public string? Url { get; init; }
}

/// <summary>Buttons in place of the letters; a press writes the label.</summary>
[BotApiType("ReplyKeyboardMarkup")]
internal sealed record ReplyKeyboardMarkup : ReplyMarkup
{
    public required ImmutableArray<ImmutableArray<KeyboardButton>> Keyboard { get; init; }
    public bool? ResizeKeyboard { get; init; }
    public bool? OneTimeKeyboard { get; init; }
    /// <summary>1 to 64 characters.</summary>
    public string? InputFieldPlaceholder { get; init; }
}

/// <summary>One button in place of the letters.</summary>
[BotApiType("KeyboardButton")]
internal sealed record KeyboardButton
{
    public required string Text { get; init; }
    /// <summary>Shares the person's own number; private chats only.</summary>
    public bool? RequestContact { get; init; }
}

/// <summary>Gives the letters back.</summary>
[BotApiType("ReplyKeyboardRemove")]
internal sealed record ReplyKeyboardRemove : ReplyMarkup
{
    /// <summary>Always true.</summary>
    public bool RemoveKeyboard { get; init; } = true;
}

/// <summary>Whether links are shown in small.</summary>
[BotApiType("LinkPreviewOptions")]
internal sealed record LinkPreviewOptions
{
    public bool? IsDisabled { get; init; }
}

/// <summary>A command in the client's list.</summary>
/// <param name="Command">1 to 32 of <c>[a-z0-9_]</c>.</param>
/// <param name="Description">1 to 256 characters.</param>
[BotApiType("BotCommand")]
internal sealed record BotCommand(string Command, string Description);

/// <summary>To which chats a list of commands belongs.</summary>
/// <param name="Type"><c>default</c>, <c>all_private_chats</c>, <c>all_group_chats</c>, <c>chat</c>, ...</param>
/// <param name="ChatId">With <c>chat</c>.</param>
[BotApiType("BotCommandScopeChat")]
internal sealed record BotCommandScope(string Type, long? ChatId = null);

/// <summary>The button beside the text field.</summary>
/// <param name="Type"><c>commands</c> or <c>default</c>.</param>
[BotApiType("MenuButtonCommands")]
internal sealed record MenuButton(string Type);

/// <summary>Texts about the bot, one of them per answer.</summary>
[BotApiType("BotDescription")]
internal sealed record BotDescription(string Description);

/// <summary>As <see cref="BotDescription"/>, for the profile page.</summary>
[BotApiType("BotShortDescription")]
internal sealed record BotShortDescription(string ShortDescription);
