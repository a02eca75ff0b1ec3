namespace Assistant.Tests.Knowledge;

/// <summary>
/// Messages made from frames (<c>tests/Corpora/{lang}/frames.txt</c>, <c>faq-frames.txt</c>): <c>name = a ; b</c> is a slot, <c>head number | text with {name}</c> makes so many
/// messages. The same file makes the same messages.
/// </summary>
internal static class FrameCorpus
{
    public static IEnumerable<(string Head, string Text)> Read(string lang, string name = "frames.txt")
    {
        var slots = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var random = 2463534242u;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", lang, name)))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            if (bar < 0)
            {
                var cells = line.Split('=', 2, StringSplitOptions.TrimEntries);
                slots.Add(cells[0], cells[1].Split(';', StringSplitOptions.TrimEntries));
                continue;
            }
            var head = line[..bar].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < int.Parse(head[1]); i++) yield return (head[0], Fill(line[(bar + 1)..].Trim(), slots, ref random));
        }
    }

    private static string Fill(string frame, Dictionary<string, string[]> slots, ref uint random)
    {
        for (int open; (open = frame.IndexOf('{', StringComparison.Ordinal)) >= 0;)
        {
            var close = frame.IndexOf('}', open);
            var of = slots[frame[(open + 1)..close]];
            // Xorshift, 32 bits.
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            frame = string.Concat(frame.AsSpan(0, open), of[random % of.Length], frame.AsSpan(close + 1));
        }
        return frame;
    }
}
