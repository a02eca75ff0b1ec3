namespace Assistant.Host.Configuration;

/// <summary>The folder that holds everything the program keeps: database, keys, lock, control socket, log. Only its owner may enter.</summary>
public sealed record DataFolder
{
    /// <summary>A Unix socket's address holds 107 bytes and a closing zero.</summary>
    private const int MaxSocketPathBytes = 107;

    /// <exception cref="StartRefusedException">The path is too long for the control socket in it.</exception>
    public DataFolder(string path)
    {
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (System.Text.Encoding.UTF8.GetByteCount(ControlSocket) > MaxSocketPathBytes)
            throw StartRefusedException.Setting("--data", $"\"{Path}\" is too long for its control socket; choose a path under {MaxSocketPathBytes - SocketName.Length} bytes");
    }

    private const string SocketName = "control.sock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Absolute, without a separator at its end.</summary>
    public string Path { get; }

    /// <summary>Where a running host takes orders.</summary>
    public string ControlSocket => System.IO.Path.Combine(Path, SocketName);

    /// <summary>Structured logs.</summary>
    public string Log => System.IO.Path.Combine(Path, "log");

    /// <summary>Creates the folder, or closes an existing one to everybody but its owner.</summary>
    /// <exception cref="StartRefusedException">It cannot be created or is not ours.</exception>
    public void Prepare()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Path);
                return;
            }
            Directory.CreateDirectory(Path, OwnerOnly);
            if (File.GetUnixFileMode(Path) != OwnerOnly) File.SetUnixFileMode(Path, OwnerOnly);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"--data: the folder \"{Path}\" cannot be used: {fault.Message}", fault);
        }
    }

    /// <returns>Whether <paramref name="path"/> lies in this folder.</returns>
    public bool Contains(string path) =>
        System.IO.Path.GetFullPath(path).StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Path;
}
