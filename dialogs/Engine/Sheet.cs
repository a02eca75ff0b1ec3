using System.Collections.Immutable;

namespace Assistant.Dialogs.Engine;

/// <summary>
/// Fields that answer a question at once, for channels that can show them. What was filled in is read as words, one field after the other: so every
/// question with a sheet can be answered in words too, and nothing else has to understand it.
/// </summary>
/// <param name="Submit">On the button that sends it.</param>
/// <param name="Fields">In the order in which they are shown, which is the order of their ids.</param>
public sealed record Sheet(Line Submit, ImmutableArray<SheetField> Fields);

/// <summary>One field of a sheet.</summary>
/// <param name="Id">Sorts where the field stands.</param>
/// <param name="Kind">What is best offered.</param>
public sealed record SheetField(string Id, Line Label, Wanted Kind)
{
    /// <summary>With <see cref="Wanted.Choice"/>: what to choose from; the words chosen are the answer.</summary>
    public ImmutableArray<Line> Choices { get; init; } = [];
    /// <summary>Whether the sheet can be sent without it.</summary>
    public bool IsRequired { get; init; }
    /// <summary>Least value: ISO date or ISO time.</summary>
    public string? Min { get; init; }
}
