using System.Reflection;
using System.Text.Json;
using Assistant.Host.Logging;
using Microsoft.Extensions.Logging;

namespace Assistant.Tests.Host.Logging;

public sealed class LogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("log").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_event_is_one_line_of_JSON_with_its_own_fields()
    {
        var line = Line(new KeyValuePair<string, object?>[] { new("Count", 3), new("Session", "s\n1"), new("{OriginalFormat}", "Queued {Count}") }, null);

        Assert.DoesNotContain('\n', line);
        var read = JsonDocument.Parse(line).RootElement;
        Assert.Equal(3, read.GetProperty("Count").GetInt32());
        Assert.Equal("s\n1", read.GetProperty("Session").GetString());
        Assert.Equal(2101, read.GetProperty("event").GetInt32());
        Assert.Equal("Queued {Count}", read.GetProperty("message").GetString());
    }

    [Fact]
    public void What_an_exception_quotes_stays_out_of_the_log_but_a_disk_may_speak()
    {
        var line = Line(null, new FormatException("the child is called Mari", new IOException("No space left on device")));

        Assert.DoesNotContain("Mari", line, StringComparison.Ordinal);
        Assert.Contains("System.FormatException", line, StringComparison.Ordinal);
        Assert.Contains("No space left on device", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_file_is_followed_by_another_and_only_the_newest_are_kept()
    {
        await using (var file = new RollingFile(folder, TimeProvider.System, maxBytes: 100))
            for (var n = 0; n < 60; n++)
            {
                file.Append(new string('x', 120) + n);
                await Task.Yield();
            }

        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(RollingFile.MaxFiles, files.Length);
        Assert.EndsWith("59\n", await File.ReadAllTextAsync(files[^1], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_disturbs_nobody()
    {
        var notAFolder = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(notAFolder, "", TestContext.Current.CancellationToken);

        await using var file = new RollingFile(notAFolder, TimeProvider.System);

        file.Append("lost");
    }

    [Fact]
    public void No_two_events_share_a_number()
    {
        var events = Directory.GetFiles(AppContext.BaseDirectory, "Assistant.*.dll").Select(Assembly.LoadFrom)
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Event is not null)
            .ToArray();

        Assert.All(events, found => Assert.True(found.Event!.EventId > 0, $"{found.Method.DeclaringType}.{found.Method.Name} has no number"));
        Assert.All(events.GroupBy(found => found.Event!.EventId), same =>
            Assert.True(same.Count() == 1, $"{same.Key}: {string.Join(", ", same.Select(found => $"{found.Method.DeclaringType}.{found.Method.Name}"))}"));
    }

    private static string Line(object? state, Exception? fault) =>
        JsonLogFormat.Line(DateTimeOffset.UnixEpoch, LogLevel.Information, "Assistant.Some", new EventId(2101, "Queued"), state, fault);
}
