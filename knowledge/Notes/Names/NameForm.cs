namespace Assistant.Knowledge.Notes.Names;

/// <summary>What kind of form of a surname a word is, for names that are common nouns too.</summary>
internal enum FormCase
{
    /// <summary>The name itself.</summary>
    Nominative,
    /// <summary>One person's: "tamme", "tamme ema".</summary>
    Genitive,
    /// <summary>A local case of one: "saarel" is more often on the island than with the family.</summary>
    Local,
    /// <summary>Another case of one: "tammega".</summary>
    Singular,
    /// <summary>The family: "tammede", "tammedel", "the tamms".</summary>
    Plural,
}

/// <param name="Text">Lower case, with diacritics.</param>
/// <param name="IsGuess">The stem was tried, not known ("Kiik": kiigi, kiike, kiiga).</param>
internal readonly record struct NameForm(string Text, FormCase Case, bool IsGuess);
