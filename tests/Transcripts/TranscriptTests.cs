using System.Runtime.CompilerServices;
using System.Text;

namespace Assistant.Tests.Transcripts;

/// <summary>Every <c>*.chat</c> file, played through the real pipeline. <c>UPDATE_TRANSCRIPTS=1</c> rewrites them as they went.</summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Files { get; } = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Transcripts"), "*.chat", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "Transcripts"), file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Everybody_is_told_what_the_transcript_says(string file)
    {
        var source = Path.Combine(Here(), file);
        var rewrites = Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1";
        var lines = await File.ReadAllLinesAsync(rewrites ? source : Path.Combine(AppContext.BaseDirectory, "Transcripts", file), TestContext.Current.CancellationToken);
        await using var world = new HostChatWorld();

        var (played, faults) = await new TranscriptRunner(world).Play(Transcript.Parse(lines));

        if (rewrites) await File.WriteAllTextAsync(source, played, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), TestContext.Current.CancellationToken);
        // What went differently is rewritten; what could not be done must be mended by hand.
        if (rewrites) Assert.DoesNotContain(faults, fault => fault.Contains("there is no ", StringComparison.Ordinal));
        else Assert.True(faults.Count == 0, $"{file}\n{string.Join('\n', faults)}\n\nAs it went:\n{played}");
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
