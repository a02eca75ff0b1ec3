namespace Assistant.Host.Cli;

/// <summary>What a verb reads and writes; tests give strings.</summary>
/// <param name="IsInteractive">A person types and reads; else a script does.</param>
/// <param name="Variable">Environment variables.</param>
public sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool IsInteractive, Func<string, string?> Variable);
