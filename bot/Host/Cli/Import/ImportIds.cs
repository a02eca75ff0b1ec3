using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assistant.Records.Groups;
using Assistant.Storage;

namespace Assistant.Host.Cli.Import;

/// <summary>Ids of imported records: the same for the same key on this installation, so that a file may be imported again; nobody without the store's key can guess them.</summary>
internal sealed class ImportIds(SqliteStorage storage)
{
    private const int idLength = 16;

    private readonly byte[] key = storage.Derive("assistant import v1");

    /// <summary>A group's.</summary>
    public GroupId Group(string key) => new(Of("group", key));

    /// <summary>That of one of its sessions.</summary>
    /// <param name="number">In the group's line, from 1.</param>
    public SessionId Session(string group, int number) => new(Of("session", string.Create(CultureInfo.InvariantCulture, $"{group}\n{number}")));

    /// <param name="kind">Keeps equal keys of different records apart.</param>
    public Guid Of(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\n{name}"), hash);
        // Version 8 of RFC 9562: of the maker's own meaning.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..idLength], bigEndian: true);
    }
}
