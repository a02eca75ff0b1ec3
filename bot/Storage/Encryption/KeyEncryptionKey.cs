using System.Security.Cryptography;
using System.Text;

namespace Assistant.Storage.Encryption;

/// <summary>The one secret of an installation, from its key file. What each purpose needs is derived; the secret itself is not kept in memory.</summary>
internal sealed class KeyEncryptionKey
{
    /// <summary>Length of the key file and of every key, bytes.</summary>
    public const int Length = 32;

    private const string DefaultName = "store.key";

    private KeyEncryptionKey(byte[] secret)
    {
        Wrap = Derive(secret, "assistant wrap v1");
        Pseudonym = Derive(secret, "assistant pseudonym v1");
        Audit = Derive(secret, "assistant audit v1");
        Others = Derive(secret, "assistant others v1");
        Check = Convert.ToHexStringLower(Derive(secret, "assistant check v1"));
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>Wraps data keys.</summary>
    public byte[] Wrap { get; }

    /// <summary>Hashes addresses and codes.</summary>
    public byte[] Pseudonym { get; }

    /// <summary>Signs the audit chain and its anchor.</summary>
    public byte[] Audit { get; }

    /// <summary>Root of keys that are used outside the store.</summary>
    public byte[] Others { get; }

    /// <summary>Tells whether this is the secret a store was made with, without telling the secret.</summary>
    public string Check { get; }

    /// <exception cref="StoreStartException">Missing, of the wrong length, readable by others, or in the data folder in Production.</exception>
    public static KeyEncryptionKey Load(StorageOptions options)
    {
        var path = options.KeyFile ?? (options.IsProduction
            ? throw new StoreStartException("Store:KeyFile is not set: Production needs a key file outside the data folder (head -c 32 /dev/urandom > FILE; chmod 600 FILE)")
            : Path.Combine(options.Folder, DefaultName));
        if (!File.Exists(path))
        {
            if (options.IsProduction) throw new StoreStartException($"Store:KeyFile {path} does not exist (head -c 32 /dev/urandom > FILE; chmod 600 FILE)");
            // A store whose key is gone must not be given a new one: nothing in it would open.
            if (File.Exists(options.KeysFile)) throw new StoreStartException($"the key file {path} is missing: put it back, without it nothing stored can be read");
            Make(path);
        }
        if (options.IsProduction && IsInside(options.Folder, path)) throw new StoreStartException($"Store:KeyFile {path} lies in the data folder: a copy of the folder would carry its key; move it elsewhere");
        if (PrivateFiles.IsReadableByOthers(path)) throw new StoreStartException($"the key file {path} is open to other users: chmod 600 {path}");
        byte[] secret;
        try
        {
            secret = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException($"the key file {path} cannot be read", e);
        }
        return secret.Length == Length ? new(secret) : throw new StoreStartException($"the key file {path} must hold exactly {Length} bytes, not {secret.Length}");
    }

    private static void Make(string path)
    {
        var secret = RandomNumberGenerator.GetBytes(Length);
        PrivateFiles.Replace(path, secret);
        CryptographicOperations.ZeroMemory(secret);
    }

    private static bool IsInside(string folder, string path)
    {
        var relative = Path.GetRelativePath(Real(folder), Real(path));
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    private static string Real(string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return (info.ResolveLinkTarget(returnFinalTarget: true) ?? info).FullName;
    }

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, info: Encoding.UTF8.GetBytes(purpose));
}
