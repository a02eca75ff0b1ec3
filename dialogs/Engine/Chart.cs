using System.Collections.Immutable;

namespace Assistant.Dialogs.Engine;

/// <summary>A few numbers beside one another, for channels that can draw; the message's own words say the same.</summary>
/// <param name="Title">In place of the words, where it is drawn.</param>
public sealed record Chart(Line Title, ImmutableArray<ChartBar> Bars);

/// <param name="Value">From 0 to <paramref name="Of"/>.</param>
public sealed record ChartBar(Line Label, int Value, int Of);
