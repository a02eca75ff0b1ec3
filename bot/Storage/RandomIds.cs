using System.Buffers.Text;
using System.Security.Cryptography;
using Assistant.Records;
using NodaTime;

namespace Assistant.Storage;

/// <summary>Ids and codes from the system's secure random source.</summary>
public sealed class RandomIds(IClock clock) : IIds
{
    private const int TokenBytes = 16;

    /// <inheritdoc/>
    public Guid Next() => Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());

    /// <inheritdoc/>
    public string Token()
    {
        Span<byte> random = stackalloc byte[TokenBytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
