using System.Buffers.Text;

namespace Assistant.Host.Upkeep;

/// <summary>A file's part in this process's memory, as <c>/proc/self/smaps</c> tells.</summary>
/// <param name="IsShared">Nobody can have written to it: whoever could would write to the file.</param>
internal readonly record struct Mapping(nuint Start, nuint Length, bool IsShared)
{
    private const int BufferLength = 16 * 1024;

    /// <summary>Parts of files that hold nothing but what the file holds: dropped pages come back from there, unchanged.</summary>
    /// <param name="smaps">Not closed.</param>
    public static List<Mapping> Clean(Stream smaps)
    {
        List<Mapping> clean = [];
        Mapping? current = null;
        Span<byte> buffer = new byte[BufferLength];
        for (var kept = 0; smaps.Read(buffer[kept..]) is > 0 and var read;)
        {
            var rest = buffer[..(kept + read)];
            while (rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                Line(rest[..end]);
                rest = rest[(end + 1)..];
            }
            // A longer line would be a path beyond what the kernel takes.
            kept = rest.Length < buffer.Length ? rest.Length : 0;
            rest[..kept].CopyTo(buffer);
        }
        return clean;

        void Line(ReadOnlySpan<byte> line)
        {
            if (line is not [>= (byte)'A' and <= (byte)'Z', ..])
                current = Header(line);
            else if (current is { } mapping && line.StartsWith("Anonymous:"u8) && Utf8Parser.TryParse(line["Anonymous:"u8.Length..].TrimStart((byte)' '), out long written, out _) && written == 0)
                clean.Add(mapping);
        }
    }

    /// <returns><see langword="null"/>: no file's, one that is gone, or one that this process may write to.</returns>
    private static Mapping? Header(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out ulong start, out var used, 'x') || line[used..] is not [(byte)'-', .. var rest]
            || !Utf8Parser.TryParse(rest, out ulong end, out used, 'x') || rest[used..] is not [(byte)' ', (byte)'r', (byte)'-', _, var kind, .. var last])
            return null;
        var path = last.IndexOf((byte)'/') is >= 0 and var at ? last[at..] : [];
        // Memory under a file's name: to drop it would only hide it.
        return path.IsEmpty || path.StartsWith("/memfd:"u8) || path.StartsWith("/dev/"u8) || path.EndsWith(" (deleted)"u8) ? null
            : new((nuint)start, (nuint)(end - start), kind == (byte)'s');
    }
}
