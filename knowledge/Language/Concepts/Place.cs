using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>A word of a message and what it may be.</summary>
/// <param name="Token">Where it stands.</param>
/// <param name="Sentence">Number of its sentence, from 0.</param>
/// <param name="Atoms">The word patterns it matches.</param>
internal readonly record struct Place(Token Token, int Sentence, int[] Atoms);
