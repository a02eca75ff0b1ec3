using Assistant.Host.Configuration;

namespace Assistant.Host.Logging;

/// <summary>Where log events go.</summary>
public static class LoggingRegistration
{
    /// <summary>
    /// JSON lines under the data folder; Development also shows them on the console. Frameworks are heard from Warning on: below that they
    /// speak of addresses and parameters.
    /// </summary>
    public static ILoggingBuilder AddAssistantLog(this ILoggingBuilder logging, Settings settings, TimeProvider time)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Assistant", LogLevel.Information);
        // For whoever listens to these, the server numbers every request and remembers it in a scope, though nothing is ever written of it.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // The provider is disposed with the host, as the factory made it.
        logging.Services.AddSingleton<ILoggerProvider>(_ => new JsonLogProvider(new RollingFile(settings.Data.Log, time), time));
        if (settings.Surroundings == Surroundings.Development)
            logging.AddSimpleConsole(console => console.SingleLine = true);
        return logging;
    }
}
