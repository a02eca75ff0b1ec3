namespace Assistant.Knowledge.Language.Values;

/// <summary>What an expression means, before a policy chooses among its readings.</summary>
internal abstract class Value
{
    private string? key;

    /// <summary>Equal keys of one kind mean the same.</summary>
    public string Key => key ??= MakeKey();

    protected abstract string MakeKey();
}
