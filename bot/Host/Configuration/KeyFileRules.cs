namespace Assistant.Host.Configuration;

/// <summary>A key must lie apart from what it opens, and be readable by its owner alone.</summary>
internal static class KeyFileRules
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="StartRefusedException">It is missing, lies among the data, or others may read it.</exception>
    public static void Check(string key, string path, DataFolder data)
    {
        if (!File.Exists(path)) throw StartRefusedException.Setting(key, $"there is no file \"{path}\"");
        if (data.Contains(path)) throw StartRefusedException.Setting(key, $"\"{path}\" lies in the data folder; a thief of the data would have the key too");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw StartRefusedException.Setting(key, $"others may read \"{path}\"; say: chmod 600 {path}");
    }
}
