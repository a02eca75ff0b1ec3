namespace Assistant.Tests.Fakes;

/// <summary>What a test needs from the machine. Missing: skipped with the reason, but never in CI.</summary>
public static class Needs
{
    /// <summary>Skips the test when the program is not on the path.</summary>
    public static void Tool(string name, string what)
    {
        var isHere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(isHere, $"{name} is missing: {what}");
        else
            Assert.SkipUnless(isHere, $"{name} is missing: {what}");
    }
}
