namespace Assistant.Knowledge.Language.Values;

/// <summary>What an expression means, before a policy chooses among its readings.</summary>
internal abstract class Value
{
    /// <summary>Whether another value means the same.</summary>
    public abstract bool Means(Value? other);

    protected static bool Same(Value? one, Value? other) => one is null ? other is null : one.Means(other);
}
