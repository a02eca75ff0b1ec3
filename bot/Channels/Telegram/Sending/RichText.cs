using System.Collections.Immutable;
using System.Globalization;
using Assistant.Channels.Telegram.Api;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Sending;

/// <summary>
/// Text and its formatting, side by side: nothing is escaped, so nothing can be escaped wrongly. Immutable. Offsets are UTF-16 units, as in the
/// Bot API.
/// </summary>
internal sealed record RichText(string Text, ImmutableArray<MessageEntity> Entities)
{
    /// <summary>Most code points of one message.</summary>
    public const int MaxMessage = 4096;

    /// <summary>Most code points under a document.</summary>
    public const int MaxCaption = 1024;

    /// <summary>Most entities that clients show.</summary>
    public const int MaxEntities = 100;

    public static RichText Empty { get; } = new("", []);

    /// <summary>Plain words, as they are.</summary>
    public static RichText Plain(string text) => Empty.Add(text);

    /// <summary>A message's words, with its moments.</summary>
    public static RichText Of(Message message)
    {
        if (message.Moments.IsEmpty)
            return Plain(message.Text);
        var (rich, from) = (Empty, 0);
        foreach (var moment in message.Moments)
        {
            rich = rich.Add(message.Text[from..moment.Start]).Moment(message.Text.Substring(moment.Start, moment.Length), moment.At);
            from = moment.Start + moment.Length;
        }
        return rich.Add(message.Text[from..]);
    }

    /// <summary>Adds plain words.</summary>
    public RichText Add(string text) => this with { Text = Text + PlainText.Clean(text) };

    /// <summary>Adds words in bold.</summary>
    public RichText Bold(string text) => Add(text, "bold");

    /// <summary>Adds a moment: the words stay as they are, in the language that the person chose, and a tap shows it in the reader's own time and calendar.</summary>
    /// <param name="format"><c>r|w?[dD]?[tT]?</c>; empty: the words stand.</param>
    public RichText Moment(string text, DateTimeOffset at, string format = "") =>
        Add(text, "date_time", entity => entity with { UnixTime = at.ToUnixTimeSeconds(), DateTimeFormat = format });

    private RichText Add(string text, string type, Func<MessageEntity, MessageEntity>? more = null)
    {
        var next = Add(text);
        if (next.Text.Length == Text.Length)
            return next;
        var entity = new MessageEntity { Type = type, Offset = Text.Length, Length = next.Text.Length - Text.Length };
        return next with { Entities = Entities.Add(more is null ? entity : more(entity)) };
    }

    /// <summary>Without formatting.</summary>
    public RichText Bare => this with { Entities = [] };

    /// <summary>
    /// Cuts into messages of at most <paramref name="limit"/> code points: between paragraphs where it can, else lines, sentences, words, and at
    /// last anywhere but inside what the reader sees as one character. A stretch with formatting stays whole when it fits; else both halves
    /// carry it. Blank parts are left out, since Telegram refuses them; nothing else is lost but the blanks at the cuts.
    /// </summary>
    public ImmutableArray<RichText> Split(int limit = MaxMessage)
    {
        var parts = ImmutableArray.CreateBuilder<RichText>();
        var start = 0;
        while (start < Text.Length)
        {
            var end = Furthest(start, limit);
            if (end < Text.Length)
                end = Cut(start, end);
            if (Slice(start, end) is { } part)
                parts.Add(part);
            start = end;
        }
        return parts.ToImmutable();
    }

    /// <summary>Code points, which is what Telegram counts.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private int Furthest(int start, int limit)
    {
        var count = 0;
        var at = start;
        foreach (var rune in Text.AsSpan(start).EnumerateRunes())
        {
            if (count == limit)
                return at;
            count++;
            at += rune.Utf16SequenceLength;
        }
        return Text.Length;
    }

    /// <summary>Where best to cut between <paramref name="start"/> and <paramref name="end"/>.</summary>
    private int Cut(int start, int end)
    {
        // A part should not become absurdly short for the sake of a paragraph.
        var least = start + (end - start) / 2;
        foreach (var mark in (ReadOnlySpan<string>)["\n\n", "\n", ". ", "! ", "? ", " "])
        {
            var at = Text.LastIndexOf(mark, end - 1, end - least, StringComparison.Ordinal);
            while (at >= least)
            {
                var cut = at + mark.Length;
                if (cut <= end && !IsInside(cut, least))
                    return cut;
                at = at == 0 ? -1 : Text.LastIndexOf(mark, at - 1, Math.Max(0, at - least), StringComparison.Ordinal);
            }
        }
        return Whole(start, end);
    }

    /// <summary>Whether formatting runs across; formatting that began before <paramref name="least"/> is cut anyway.</summary>
    private bool IsInside(int at, int least) => Entities.Any(entity => entity.Offset < at && at < entity.Offset + entity.Length && entity.Offset >= least);

    /// <summary>The last boundary between two visible characters.</summary>
    private int Whole(int start, int end)
    {
        var at = start;
        while (at < end)
        {
            var length = StringInfo.GetNextTextElementLength(Text.AsSpan(at));
            if (at + length > end)
                break;
            at += length;
        }
        // One visible character longer than a message (a tower of accents): cut it, but never a pair of surrogates.
        if (at > start)
            return at;
        return char.IsLowSurrogate(Text[end]) && end - 1 > start ? end - 1 : end;
    }

    private RichText? Slice(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(Text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(Text[end - 1]))
            end--;
        if (start == end)
            return null;
        var entities = ImmutableArray.CreateBuilder<MessageEntity>();
        foreach (var entity in Entities)
        {
            var from = Math.Max(entity.Offset, start);
            var to = Math.Min(entity.Offset + entity.Length, end);
            if (from < to && entities.Count < MaxEntities)
                entities.Add(entity with { Offset = from - start, Length = to - from });
        }
        return new(Text[start..end], entities.ToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(RichText? other) => other is not null && Text == other.Text && Entities.SequenceEqual(other.Entities);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
