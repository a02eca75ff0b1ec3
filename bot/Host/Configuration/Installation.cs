namespace Assistant.Host.Configuration;

/// <summary>Whether the program was installed (<c>dotnet publish</c>) or runs from where it was built (<c>dotnet run</c>).</summary>
internal static class Installation
{
    /// <summary>Copied beside the program by a build, never by a publish. Launch settings would do, but <c>dotnet run</c> announces them on the standard output.</summary>
    private const string Marker = "not-installed";

    /// <summary>True: for real people's data unless told otherwise.</summary>
    public static bool IsInstalled => !File.Exists(Path.Combine(AppContext.BaseDirectory, Marker));
}
