using System.Collections.Immutable;
using System.Text;
using Assistant.Channels.Telegram.Api;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Sending;

/// <summary>Buttons as Telegram shows them.</summary>
internal static class Keyboards
{
    /// <summary>Most bytes of a button's data.</summary>
    public const int MaxData = 64;

    /// <summary>Most buttons; clients show no more.</summary>
    public const int MaxButtons = 100;

    /// <summary>Characters that fit on one row of a small phone.</summary>
    private const int rowWidth = 28;

    /// <summary>What a button costs of a row besides its label, in characters.</summary>
    private const int padding = 4;

    private const int maxInRow = 4;

    /// <summary>Marks a button that stays after a press; not part of the handle.</summary>
    private const char standing = '~';

    /// <returns><see langword="null"/>: there are no buttons, or none that Telegram would take.</returns>
    public static InlineKeyboardMarkup? Inline(Message message)
    {
        if (message.Buttons.IsEmpty)
            return null;
        var buttons = message.Buttons.Take(MaxButtons)
            .Select(button => new InlineKeyboardButton { Text = Label(button.Label), CallbackData = message.KeepsButtons ? button.Handle + standing : button.Handle })
            .Where(button => Encoding.UTF8.GetByteCount(button.CallbackData!) is > 0 and <= MaxData)
            .ToImmutableArray();
        return buttons.IsEmpty ? null : new() { InlineKeyboard = Rows(buttons, button => button.Text) };
    }

    /// <summary>Asks for the person's own phone number. Inline buttons cannot stand beside it, so the message's buttons become words to tap.</summary>
    public static ReplyKeyboardMarkup ForPhone(Message message, string share) => new()
    {
        Keyboard = [[new() { Text = share, RequestContact = true }], .. Rows([.. message.Buttons.Select(button => new KeyboardButton { Text = Label(button.Label) })], button => button.Text)],
        ResizeKeyboard = true,
        OneTimeKeyboard = true,
    };

    /// <summary>Whether the pressed button stays where it is.</summary>
    public static bool Stays(string data) => data is [.., standing];

    /// <summary>The handle in a button's data.</summary>
    public static string HandleOf(string data) => Stays(data) ? data[..^1] : data;

    /// <returns>What the pressed button says; <see langword="null"/> when the keyboard does not hold it.</returns>
    public static string? LabelOf(InlineKeyboardMarkup? keyboard, string data)
    {
        if (keyboard is null || keyboard.InlineKeyboard.IsDefault)
            return null;
        foreach (var row in keyboard.InlineKeyboard)
            if (!row.IsDefault)
                foreach (var button in row)
                    if (button?.CallbackData == data)
                        return button.Text;
        return null;
    }

    /// <summary>Telegram refuses empty labels.</summary>
    private static string Label(string label) => PlainText.Clean(label) is { } clean && !string.IsNullOrWhiteSpace(clean) ? clean.Trim() : "…";

    /// <summary>Short labels share a row, long ones get their own.</summary>
    private static ImmutableArray<ImmutableArray<T>> Rows<T>(ImmutableArray<T> buttons, Func<T, string> label)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<T>>();
        var row = ImmutableArray.CreateBuilder<T>();
        var width = 0;
        foreach (var button in buttons)
        {
            var wide = label(button).Length + padding;
            if (row.Count == maxInRow || row.Count > 0 && width + wide > rowWidth)
            {
                rows.Add(row.ToImmutable());
                row.Clear();
                width = 0;
            }
            row.Add(button);
            width += wide;
        }
        if (row.Count > 0)
            rows.Add(row.ToImmutable());
        return rows.ToImmutable();
    }
}
