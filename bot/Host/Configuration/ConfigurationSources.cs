namespace Assistant.Host.Configuration;

/// <summary>Where settings come from; the later wins: <c>appsettings.json</c> beside the program, environment variables, command line.</summary>
public static class ConfigurationSources
{
    /// <param name="overrides">From the command line, as <c>Section:Key</c>.</param>
    /// <exception cref="StartRefusedException">The file is no JSON.</exception>
    public static IConfigurationRoot Build(IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables("ASPNETCORE_")
                .AddEnvironmentVariables()
                .AddInMemoryCollection(overrides)
                .Build();
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException)
        {
            throw new StartRefusedException($"appsettings.json: {OneLine(fault)}", fault);
        }
    }

    private static string OneLine(Exception fault) => (fault.InnerException?.InnerException ?? fault.InnerException ?? fault).Message.ReplaceLineEndings(" ");
}
