namespace Assistant.Host.Configuration;

/// <summary>Where the program runs. Decides what is allowed, never how a dialogue goes.</summary>
public enum Surroundings
{
    /// <summary>On a developer's machine: loopback upstreams and a demonstration organisation.</summary>
    Development,
    /// <summary>Under test: loopback upstreams and <c>dump --canonical</c>.</summary>
    Test,
    /// <summary>Real people's data: the key file lies apart from the data.</summary>
    Production,
}

/// <summary>Reads the environment's name.</summary>
public static class SurroundingsReader
{
    /// <summary>An installed program is in Production unless told otherwise, one that runs from where it was built in Development.</summary>
    /// <param name="named">What the command line says; it wins.</param>
    /// <param name="variable">Environment variables.</param>
    /// <exception cref="StartRefusedException">The name is none of ours.</exception>
    public static Surroundings Read(string? named, Func<string, string?> variable, bool isInstalled)
    {
        var name = First(named, variable("ASPNETCORE_ENVIRONMENT"), variable("DOTNET_ENVIRONMENT"), variable("Environment"));
        if (name is null) return isInstalled ? Surroundings.Production : Surroundings.Development;
        return Enum.TryParse<Surroundings>(name, ignoreCase: true, out var found) && Enum.IsDefined(found) && !char.IsDigit(name[0])
            ? found
            : throw StartRefusedException.Setting("Environment", $"\"{name}\" is none of {string.Join(", ", Enum.GetNames<Surroundings>())}");
    }

    private static string? First(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
            if (!string.IsNullOrWhiteSpace(name)) return name.Trim();
        return null;
    }
}
