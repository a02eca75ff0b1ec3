namespace Assistant.Records.Groups;

/// <summary>A support group from its opening to its end. UUIDv7.</summary>
public readonly record struct GroupId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>One meeting of a group. UUIDv7.</summary>
public readonly record struct SessionId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}
