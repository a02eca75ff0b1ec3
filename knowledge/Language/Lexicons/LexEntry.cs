using Assistant.Knowledge.Language.Grammar;

namespace Assistant.Knowledge.Language.Lexicons;

/// <summary>One thing a word form can be.</summary>
/// <param name="Sym">Its class.</param>
/// <param name="A">Small number: weekday, month, unit, days from today.</param>
/// <param name="N">Value of a number.</param>
/// <param name="Form">Case and other forms.</param>
/// <param name="Next">Index of what else the form can be; -1: nothing.</param>
internal readonly record struct LexEntry(Sym Sym, int A, double N, Form Form, int Next);
