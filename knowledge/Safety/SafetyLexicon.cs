using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Safety;

/// <summary>The words of danger, loaded once.</summary>
internal static class SafetyLexicon
{
    /// <summary><c>Safety/{et,ru,en}/words.yaml</c>, words of danger, and <c>signs.yaml</c>, which mean it only beside others.</summary>
    public static ConceptLexicon Shared { get; } = ConceptLexicon.Load("Safety", "words", "signs");

    /// <summary><c>Safety/{et,ru,en}/concern.yaml</c>, words of a worker's note: fewer and narrower, as most of a note is about other things.</summary>
    public static ConceptLexicon Concern { get; } = ConceptLexicon.Load("Safety", "concern");
}
