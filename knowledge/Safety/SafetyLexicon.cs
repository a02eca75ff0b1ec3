using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Safety;

/// <summary>The words of danger, loaded once for the crisis gate and the concern reader.</summary>
internal static class SafetyLexicon
{
    /// <summary><c>Safety/{et,ru,en}/words.yaml</c>, words of danger, and <c>signs.yaml</c>, which mean it only beside others.</summary>
    public static ConceptLexicon Shared { get; } = ConceptLexicon.Load("Safety", "words", "signs");
}
