using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Assistant.Host.Logging;

/// <summary>
/// Appends lines to <c>assistant-DATE.PART.jsonl</c>, a new file each UTC day and above <see cref="MaxBytes"/>; old files go. Never blocks and never
/// throws: when the disk is full, or lines come faster than it takes them, lines are dropped and their number is told later.
/// </summary>
internal sealed class RollingFile : IAsyncDisposable
{
    /// <summary>Size at which a further file of the same day is begun, bytes.</summary>
    public const long MaxBytes = 32 * 1024 * 1024;

    /// <summary>Files kept.</summary>
    public const int MaxFiles = 14;

    /// <summary>Of the part's number in a file's name, so that names sort by age.</summary>
    private const int partDigits = 4;

    /// <summary>Lines waiting for the disk.</summary>
    private const int maxWaiting = 8192;

    private readonly Channel<string> lines = Channel.CreateBounded<string>(new BoundedChannelOptions(maxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly long maxBytes;
    private readonly Task writing;
    private long dropped;

    public RollingFile(string folder, TimeProvider time, long maxBytes = MaxBytes)
    {
        (this.folder, this.time, this.maxBytes) = (folder, time, maxBytes);
        writing = Write();
    }

    public void Append(string line)
    {
        if (!lines.Writer.TryWrite(line)) Interlocked.Increment(ref dropped);
    }

    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        await writing;
    }

    private async Task Write()
    {
        StreamWriter? file = null;
        var day = default(DateOnly);
        var size = 0L;
        try
        {
            while (await lines.Reader.WaitToReadAsync())
            {
                while (lines.Reader.TryRead(out var line))
                {
                    try
                    {
                        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
                        if (file is null || day != today || size >= maxBytes)
                        {
                            await Close(file);
                            file = null;
                            (file, day) = (Open(today), today);
                            size = file.BaseStream.Position;
                        }
                        await TellDropped(file);
                        await file.WriteLineAsync(line);
                        size += Encoding.UTF8.GetByteCount(line) + 1;
                        // In one piece with the count of what waits: a burst costs one write, a lone line is on disk at once.
                        if (lines.Reader.Count == 0) await file.FlushAsync();
                    }
                    catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                    {
                        Interlocked.Increment(ref dropped);
                        await Close(file);
                        file = null;
                    }
                }
            }
        }
        finally
        {
            await Close(file);
        }
    }

    private async Task TellDropped(StreamWriter file)
    {
        if (Interlocked.Exchange(ref dropped, 0) is var lost and > 0)
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"at":"{{time.GetUtcNow().UtcDateTime:O}}","level":"Warning","category":"Assistant.Host.Logging","message":"lines dropped","count":{{lost}}}"""));
    }

    private StreamWriter Open(DateOnly today)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"assistant-{today:yyyy-MM-dd}.");
        var last = Directory.GetFiles(folder, name + "*.jsonl").Max(StringComparer.Ordinal);
        var part = last is null ? 0 : int.Parse(Path.GetFileName(last).AsSpan(name.Length, partDigits), CultureInfo.InvariantCulture);
        if (last is not null && new FileInfo(last).Length >= maxBytes) part++;
        var path = Path.Combine(folder, name + part.ToString("D" + partDigits, CultureInfo.InvariantCulture) + ".jsonl");
        var file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete));
        Prune();
        return file;
    }

    private void Prune()
    {
        foreach (var old in Directory.GetFiles(folder, "assistant-*.jsonl").OrderDescending(StringComparer.Ordinal).Skip(MaxFiles)) File.Delete(old);
    }

    private static async Task Close(StreamWriter? file)
    {
        try
        {
            if (file is not null) await file.DisposeAsync();
        }
        catch (IOException)
        {
            // The disk is full: what was not flushed is lost, and counted by the caller where it failed first.
        }
    }
}
