namespace Assistant.Host.Cli;

/// <summary>Settings given on the command line, <c>--Section:Key=value</c> or <c>--Section:Key value</c>, apart from the verb's own options.</summary>
/// <param name="Settings">By key.</param>
/// <param name="Rest">What is left for the verb.</param>
internal sealed record SettingOverrides(IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<string> Rest)
{
    private const string Urls = "--urls";

    public static SettingOverrides Split(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var rest = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var first, var second] ? (first, second) : (args[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || !(name.Contains(':', StringComparison.Ordinal) || name.Equals(Urls, StringComparison.OrdinalIgnoreCase)))
                rest.Add(args[i]);
            else if (value is not null) settings[name[2..]] = value;
            // Without a value it stays with the rest, where it is refused as an unknown option.
            else if (i + 1 < args.Count) settings[name[2..]] = args[++i];
            else rest.Add(args[i]);
        }
        return new(settings, rest);
    }
}
