using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Assistant.Tests.Fakes;

/// <summary>
/// Reads a QR code from a clean PNG of one bit a pixel, as ISO/IEC 18004 says, up to version 10 at level M and without mending errors: enough to know that what a telephone would read is what was meant.
/// </summary>
public static class QrReader
{
    private const int finder = 7, quiet = 4; // modules

    /// <summary>Centres of alignment patterns by version, and how many words of data each block has at level M.</summary>
    private static readonly (int[] Centres, int[] Blocks)[] versions =
    [
        ([], [16]), ([6, 18], [28]), ([6, 22], [44]), ([6, 26], [32, 32]), ([6, 30], [43, 43]), ([6, 34], [27, 27, 27, 27]), ([6, 22, 38], [31, 31, 31, 31]),
        ([6, 24, 42], [38, 38, 39, 39]), ([6, 26, 46], [36, 36, 36, 37, 37]), ([6, 28, 50], [43, 43, 43, 43, 44]),
    ];

    public static string Read(byte[] png)
    {
        var dark = Modules(png);
        var size = dark.GetLength(0);
        var version = (size - 17) / 4;
        var (centres, blocks) = versions[version - 1];
        var format = 0;
        foreach (var (x, y) in ((int, int)[])[(0, 8), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8), (7, 8), (8, 8), (8, 7), (8, 5), (8, 4), (8, 3), (8, 2), (8, 1), (8, 0)])
            format = format << 1 | (dark[x, y] ? 1 : 0);
        format ^= 0x5412;
        Assert.Equal(0, format >> 13); // level M
        var mask = format >> 10 & 7;

        List<byte> words = [];
        var (word, bits, isUp) = (0, 0, true);
        for (var right = size - 1; right > 0; right -= 2, isUp = !isUp)
        {
            if (right == 6) right--;
            for (var step = 0; step < size; step++)
                for (var x = right; x > right - 2; x--)
                {
                    var y = isUp ? size - 1 - step : step;
                    if (IsPattern(x, y, size, version, centres)) continue;
                    word = word << 1 | (dark[x, y] != IsMasked(mask, x, y) ? 1 : 0);
                    if (++bits % 8 != 0) continue;
                    words.Add((byte)word);
                    word = 0;
                }
        }
        return Text(Together(words, blocks), version);
    }

    private static byte[] Together(List<byte> words, int[] blocks)
    {
        var parts = blocks.Select(length => new List<byte>(length)).ToArray();
        var next = 0;
        for (var row = 0; row < blocks.Max(); row++)
            for (var block = 0; block < blocks.Length; block++)
                if (row < blocks[block]) parts[block].Add(words[next++]);
        return [.. parts.SelectMany(part => part)];
    }

    private static string Text(byte[] data, int version)
    {
        var at = 0;
        int Take(int count)
        {
            var value = 0;
            for (; count > 0; count--, at++) value = value << 1 | data[at / 8] >> 7 - at % 8 & 1;
            return value;
        }
        Assert.Equal(4, Take(4)); // bytes
        var bytes = new byte[Take(version < 10 ? 8 : 16)];
        for (var n = 0; n < bytes.Length; n++) bytes[n] = (byte)Take(8);
        return Encoding.UTF8.GetString(bytes);
    }

    private static bool IsPattern(int x, int y, int size, int version, int[] centres) =>
        x == 6 || y == 6 || x < 9 && y < 9 || x >= size - 8 && y < 9 || x < 9 && y >= size - 8
        || version >= 7 && (x < 6 && y >= size - 11 || y < 6 && x >= size - 11)
        || centres.Any(column => centres.Any(row => Math.Abs(x - column) <= 2 && Math.Abs(y - row) <= 2 && !IsFinder(column, row, size)));

    private static bool IsFinder(int x, int y, int size) => (x, y) == (6, 6) || (x, y) == (6, size - 7) || (x, y) == (size - 7, 6);

    private static bool IsMasked(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => (y / 2 + x / 3) % 2 == 0,
        5 => x * y % 2 + x * y % 3 == 0,
        6 => (x * y % 2 + x * y % 3) % 2 == 0,
        _ => ((x + y) % 2 + x * y % 3) % 2 == 0,
    };

    private static bool[,] Modules(byte[] png)
    {
        var (width, isBlack) = Pixels(png);
        var edge = Enumerable.Range(0, width).First(n => isBlack(n, n));
        var module = Enumerable.Range(edge, width).TakeWhile(x => isBlack(x, edge)).Count() / finder;
        Assert.True(edge >= quiet * module, "nothing stands too near");
        var size = (width - 2 * edge) / module;
        var modules = new bool[size, size];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                modules[x, y] = isBlack(edge + x * module + module / 2, edge + y * module + module / 2);
        return modules;
    }

    private static (int Width, Func<int, int, bool> IsBlack) Pixels(byte[] png)
    {
        var (at, width, data) = (8, 0, new MemoryStream());
        while (at < png.Length)
        {
            var (length, kind) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)), Encoding.ASCII.GetString(png, at + 4, 4));
            if (kind == "IHDR")
            {
                width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8));
                Assert.Equal((1, 0), (png[at + 16], png[at + 17])); // one bit of grey
            }
            else if (kind == "IDAT") data.Write(png, at + 8, length);
            at += length + 12;
        }
        data.Position = 0;
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionMode.Decompress)) zlib.CopyTo(unpacked);
        var (bytes, line) = (unpacked.ToArray(), (width + 7) / 8 + 1);
        return (width, (x, y) =>
        {
            Assert.Equal(0, bytes[y * line]); // unfiltered
            return (bytes[y * line + 1 + x / 8] >> 7 - x % 8 & 1) == 0;
        });
    }
}
