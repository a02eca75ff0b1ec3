namespace Assistant.Host.Configuration;

/// <summary>The program must not start. The message is one line for the operator: what is wrong and, where it helps, what to do.</summary>
public sealed class StartRefusedException(string line, Exception? inner = null) : Exception(line, inner)
{
    /// <summary>Exit code of a refused start.</summary>
    public const int ExitCode = 3;

    /// <summary>A wrong setting, named by its key as in <c>Retention:InboxBody</c>.</summary>
    public static StartRefusedException Setting(string key, string problem) => new($"{key}: {problem}");
}
