namespace Assistant.Host.Logging;

/// <summary>Structured log under the data folder.</summary>
internal sealed class JsonLogProvider(RollingFile file, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new JsonLogger(categoryName, file, time);

    // Disposal waits for the last line: what a stopping program says is often what one needs.
    public void Dispose() => file.DisposeAsync().AsTask().Wait(flushLimit);

    private static readonly TimeSpan flushLimit = TimeSpan.FromSeconds(5);

    private sealed class JsonLogger(string category, RollingFile file, TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            file.Append(JsonLogFormat.Line(time.GetUtcNow(), logLevel, category, eventId, state, exception));
    }
}
