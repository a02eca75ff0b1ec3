namespace Assistant.Knowledge.Language.Grammar;

/// <summary>Cases and other forms of a word, where they matter to meaning. One word form can be several.</summary>
[Flags]
internal enum Form : uint
{
    /// <summary>Not known, or the word has no forms: fits everywhere a form is not demanded.</summary>
    None = 0,
    Nom = 1 << 0,
    Gen = 1 << 1,
    /// <summary>Estonian partitive; Russian accusative.</summary>
    Part = 1 << 2,
    /// <summary>Estonian illative, into.</summary>
    Ill = 1 << 3,
    /// <summary>Estonian inessive, within.</summary>
    Ine = 1 << 4,
    /// <summary>Estonian elative: from.</summary>
    El = 1 << 5,
    All = 1 << 6,
    /// <summary>Estonian adessive: on, at.</summary>
    Ad = 1 << 7,
    Abl = 1 << 8,
    /// <summary>Estonian translative: by, for.</summary>
    Tra = 1 << 9,
    /// <summary>Estonian terminative: until.</summary>
    Ter = 1 << 10,
    Ess = 1 << 11,
    Abe = 1 << 12,
    /// <summary>Estonian comitative; Russian instrumental.</summary>
    Kom = 1 << 13,
    /// <summary>Russian dative.</summary>
    Dat = 1 << 14,
    /// <summary>Russian prepositional.</summary>
    Loc = 1 << 15,
    Plural = 1 << 16,
    /// <summary>Written in digits.</summary>
    Digits = 1 << 17,
    /// <summary>Recognised only with its diacritics restored or from the other alphabet.</summary>
    Folded = 1 << 18,
    /// <summary>Must have a neighbour to be what it could be ("may", "sun").</summary>
    Shy = 1 << 19,
    /// <summary>An abbreviation.</summary>
    Short = 1 << 20,
    /// <summary>Digits with a leading zero.</summary>
    Padded = 1 << 21,
    /// <summary>Digits with a fraction.</summary>
    Decimal = 1 << 22,
    /// <summary>Only as part of something larger.</summary>
    Weak = 1 << 23,
    /// <summary>Said as the start of a stretch, in whatever language.</summary>
    FromRole = 1 << 24,
    /// <summary>Said as the end of a stretch.</summary>
    UntilRole = 1 << 25,
    /// <summary>Adjective of length or day ("kahetunnine").</summary>
    Adjective = 1 << 26,
    /// <summary>Said with a word that makes a clock of it ("kell", "at").</summary>
    AtRole = 1 << 27,
}
