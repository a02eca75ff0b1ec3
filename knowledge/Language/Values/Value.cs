namespace Assistant.Knowledge.Language.Values;

/// <summary>What an expression means, before a policy chooses among its readings.</summary>
internal abstract class Value
{
    /// <summary>Equal keys of one kind mean the same.</summary>
    public abstract string Key { get; }
}
