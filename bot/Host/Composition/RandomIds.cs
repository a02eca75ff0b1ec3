using System.Buffers.Text;
using System.Security.Cryptography;
using Assistant.Records;

namespace Assistant.Host.Composition;

/// <summary>Ids and tokens from the system's cryptographic random source.</summary>
public sealed class RandomIds(TimeProvider time) : IIds
{
    private const int tokenBytes = 16;

    /// <inheritdoc/>
    public Guid Next() => Guid.CreateVersion7(time.GetUtcNow());

    /// <inheritdoc/>
    public string Token() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(tokenBytes));
}
