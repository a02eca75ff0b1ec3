using System.Runtime.CompilerServices;

namespace Assistant.Tests.Fakes.Teams;

/// <summary>The vendor's own tools, for tests alone: never shipped.</summary>
public static class VendorTools
{
    public static string Folder { get; } = Here();

    /// <summary>Skips the test when the tool is not there; in CI it must be.</summary>
    public static void Need(string package) => Node.Need(Folder, package);

    private static string Here([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "vendor");
}
