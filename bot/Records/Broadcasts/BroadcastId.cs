namespace Assistant.Records.Broadcasts;

/// <summary>A message to many. UUIDv7.</summary>
public readonly record struct BroadcastId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}
