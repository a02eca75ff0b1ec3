namespace Assistant.Channels.Teams.Inbound;

/// <summary>Keeps the vendor's public keys across restarts, so that a start during the vendor's outage takes messages all the same. The Host implements it.</summary>
public interface IKeyShelf
{
    /// <param name="name">Of one issuer: letters and dashes.</param>
    /// <returns><see langword="null"/>: nothing is kept, or it cannot be read.</returns>
    byte[]? Read(string name);

    /// <summary>Keeps it; best effort.</summary>
    void Write(string name, ReadOnlySpan<byte> content);
}
