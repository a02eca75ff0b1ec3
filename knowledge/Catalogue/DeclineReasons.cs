using System.Collections.Immutable;

namespace Assistant.Knowledge.Catalogue;

/// <summary>Why a request may be declined, to choose from. Data: <c>Catalogue/decline-reasons.tsv</c>; the words for both sides are <c>Texts/{lang}/reasons.yaml</c>.</summary>
public static class DeclineReasons
{
    /// <summary>Ids in the order they are offered. Texts: <c>reasons.{id}</c> on the button, <c>reasons.{id}-told</c> to the parent.</summary>
    public static ImmutableArray<string> Ids { get; } = [.. Resource.Lines("Catalogue/decline-reasons.tsv")];
}
