namespace Assistant.Records;

/// <summary>A person we talk to, whatever the channel. UUIDv7; never shown to people.</summary>
public readonly record struct PersonId(Guid Value)
{
    /// <summary>The form kept in the store: 36 lower-case characters.</summary>
    public override string ToString() => Value.ToString("D");
}

/// <summary>One chat of one person on one channel. UUIDv7.</summary>
public readonly record struct ConversationId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>A request for an appointment or for a human. UUIDv7; people see <see cref="Appointments.AppointmentRequest.Reference"/>.</summary>
public readonly record struct RequestId(Guid Value)
{
    /// <inheritdoc cref="PersonId.ToString"/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>Where new ids and secrets come from; tests give a counting one.</summary>
public interface IIds
{
    /// <returns>A new UUIDv7.</returns>
    Guid Next();

    /// <returns>A random 128-bit token as 22 base64url characters, for what people and links see.</returns>
    string Token();
}
