using System.Collections.Immutable;
using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Replies;

/// <summary>Where people meet, told from free and inflected words. Data: <c>Replies/Wishes/{lang}/places.yaml</c>. Thread-safe.</summary>
public sealed class Places
{
    /// <summary>Longest text read for a place, in UTF-16 units; more is a story.</summary>
    private const int LongestText = 120;

    /// <summary>Ids of the places there are, as they are offered: at the family's home, in the organisation's rooms, at school, by phone, online.</summary>
    public static ImmutableArray<string> Ids { get; } = ["home", "office", "school", "phone", "online"];

    private readonly ConceptLexicon lexicon = ConceptLexicon.Load("Replies/Wishes", "places");
    private readonly ImmutableArray<(string Id, ConceptSet Words)> places;

    /// <summary>Reads the words.</summary>
    public Places() => places = [.. Ids.Select(id => (id, lexicon.Names.Any(id)))];

    /// <returns>The one place that is named; <see langword="null"/>: none, or several.</returns>
    public string? Read(string text, Lang? lang)
    {
        if (text.Length > LongestText)
            return null;
        var said = Tagged.Read(lexicon, text, lang).All;
        string[] found = [.. places.Where(place => said.Meets(place.Words)).Select(place => place.Id)];
        return found is [var only] ? only : null;
    }
}
