namespace Assistant.Records;

/// <summary>A family we support; also the owner of the data key its records are sealed with. UUIDv7; people see <see cref="Families.Family.Reference"/>.</summary>
public readonly record struct FamilyId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>A case of a family. UUIDv7.</summary>
public readonly record struct CaseId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>A contract about a service. UUIDv7.</summary>
public readonly record struct ContractId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>A goal of a case. UUIDv7.</summary>
public readonly record struct GoalId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>A meeting with a family, and the act about it. UUIDv7.</summary>
public readonly record struct EncounterId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}
