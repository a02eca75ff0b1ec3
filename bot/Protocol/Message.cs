using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Assistant.Protocol;

/// <summary>What a channel is asked to show; each channel renders it its own way. Plain text throughout: no markup, so nothing to escape.</summary>
public sealed record Message
{
    /// <summary>At most two short sentences, as a rule.</summary>
    public required string Text { get; init; }

    /// <summary>Language of <see cref="Text"/>, ISO 639-1, for screen readers.</summary>
    public string? Language { get; init; }

    /// <summary>Moments that <see cref="Text"/> tells, in order, apart from one another; a channel that can offers them in the reader's own calendar and time zone.</summary>
    public ImmutableArray<Moment> Moments { get => field.IsDefault ? [] : field; init; }

    /// <summary>Few choices to tap; typing the label works as well.</summary>
    public ImmutableArray<Button> Buttons { get => field.IsDefault ? [] : field; init; }

    /// <summary>The buttons stay after a press, being good at any time; else a channel that can replaces them by the choice.</summary>
    public bool KeepsButtons { get; init; }

    /// <summary>Only says that what was pressed is no question any more; a channel that can shows it in passing.</summary>
    public bool IsPassing { get; init; }

    /// <summary>What the person is best offered to type into, when it is not free text.</summary>
    public Input? Input { get; init; }

    /// <summary>Several fields at once, for channels that can show them.</summary>
    public Form? Form { get; init; }

    /// <summary>A document to hand over.</summary>
    public FileContent? File { get; init; }

    /// <summary>What <see cref="Text"/> says, to be drawn by channels that can.</summary>
    public Chart? Chart { get; init; }

    /// <summary>The channel's id of an earlier message of ours that this one replaces.</summary>
    public string? Replaces { get; init; }

    /// <summary>Bring it to the person's attention (a notification), outside a running conversation.</summary>
    public bool Alerts { get; init; }

    /// <summary>A helpline: goes before everything that waits, reminders and answers to others alike.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>About a case: no previews, no forwarding where the channel can prevent it.</summary>
    public bool IsConfidential { get; init; }
}

/// <summary>A moment told in a text.</summary>
/// <param name="Start">Where its words begin, in UTF-16 units.</param>
/// <param name="Length">How long they are, in UTF-16 units.</param>
public readonly record struct Moment(int Start, int Length, DateTimeOffset At);

/// <summary>A choice to tap.</summary>
/// <param name="Handle">What the channel sends back on a press, at most 64 bytes, opaque.</param>
/// <param name="Label">What the person reads.</param>
public sealed record Button(string Handle, string Label);

/// <summary>A native input beside the text field.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Min">Least value: a number, ISO date or ISO time.</param>
/// <param name="Max">Greatest value, inclusive; of a file its greatest size in bytes.</param>
/// <param name="Accepts">Of a file: ends of names that are taken, by commas, as <c>.pdf,.jpg</c>.</param>
public sealed record Input(InputKind Kind, string? Min = null, string? Max = null, string? Accepts = null);

/// <summary>Kinds of input that channels may render natively.</summary>
public enum InputKind
{
    /// <summary>Free text of several lines.</summary>
    Text,
    /// <summary>A whole number.</summary>
    Number,
    /// <summary>ISO date.</summary>
    Date,
    /// <summary>ISO time, to the minute.</summary>
    Time,
    /// <summary>ISO date and time, local, to the minute.</summary>
    DateTime,
    /// <summary>A phone number.</summary>
    Phone,
    /// <summary>One of <see cref="Field.Choices"/>.</summary>
    Choice,
    /// <summary>Several of <see cref="Field.Choices"/>.</summary>
    Choices,
    /// <summary>Yes or no.</summary>
    YesNo,
    /// <summary>A document or a picture; see <see cref="HandedIn"/>.</summary>
    File,
}

/// <summary>A few numbers beside one another.</summary>
/// <param name="Title">In place of the words, where it is drawn.</param>
public sealed record Chart(string Title, ImmutableArray<ChartBar> Bars);

/// <summary>One bar.</summary>
/// <param name="Value">From 0 to <paramref name="Of"/>.</param>
public sealed record ChartBar(string Label, int Value, int Of);

/// <summary>Fields to fill and one button to send them.</summary>
/// <param name="Handle">As <see cref="Button.Handle"/>.</param>
public sealed record Form(string Handle, ImmutableArray<Field> Fields, string Submit);

/// <summary>One field of a form.</summary>
public sealed record Field
{
    /// <summary>Key in the submitted values.</summary>
    public required string Id { get; init; }
    /// <summary>What the person reads.</summary>
    public required string Label { get; init; }
    /// <summary>How to ask.</summary>
    public required InputKind Kind { get; init; }
    /// <summary>Filled in beforehand.</summary>
    public string? Value { get; init; }
    /// <summary>For <see cref="InputKind.Choice"/> and <see cref="InputKind.Choices"/>: value and label.</summary>
    public ImmutableArray<Button> Choices { get => field.IsDefault ? [] : field; init; }
    /// <summary>Whether the form can be sent without it.</summary>
    public bool IsRequired { get; init; }
    /// <summary>As <see cref="Input"/>.</summary>
    public string? Min { get; init; }
    /// <summary>As <see cref="Input"/>.</summary>
    public string? Max { get; init; }
}

/// <summary>A document.</summary>
/// <param name="Content">The bytes.</param>
public sealed record FileContent(string Name, string MediaType, [property: JsonConverter(typeof(BytesConverter))] ImmutableArray<byte> Content);
