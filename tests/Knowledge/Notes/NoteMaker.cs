using System.Text.Json;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>Makes notes with their gold from the pieces of <c>Corpora/notes/pieces-*.txt</c>: every way to open, time and close one meets many others. The same pieces make the same notes.</summary>
internal static class NoteMaker
{
    private const string Reference = "2027-02-09T18:05:00+02:00";
    private static readonly string[] order = ["open", "time", "who", "topic", "agree", "mood", "next", "doc"], moodFirst = ["open", "who", "time", "topic", "mood", "agree", "next", "doc"], docFirst = ["open", "who", "time", "topic", "agree", "mood", "doc", "next"];

    /// <summary>Steps through the pieces of each kind, so that neighbours change from note to note.</summary>
    private static readonly int[] steps = [1, 3, 5, 7, 2, 3, 7, 1];

    private sealed record Piece(string Kind, string Text, string Gold);

    public static IEnumerable<string> Make(string lang, int count)
    {
        var pieces = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "notes", $"pieces-{lang}.txt")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', 3)).Select(cells => new Piece(cells[0].Trim(), cells[1].Trim(), cells[2].Trim())).ToLookup(piece => piece.Kind);
        for (var n = 0; n < count; n++)
        {
            var chosen = new Dictionary<string, Piece>();
            for (var k = 0; k < order.Length; k++)
            {
                Piece[] kind = [.. pieces[order[k]]];
                chosen[order[k]] = kind[((n * steps[k]) + (n / kind.Length)) % kind.Length];
            }
            var said = (n % 3) switch { 0 => order, 1 => moodFirst, _ => docFirst };
            yield return Line(lang, n, string.Join(' ', said.Select(kind => chosen[kind].Text).Where(text => text.Length > 0)), [.. chosen.Values.SelectMany(piece => Facts(piece.Gold))]);
        }
    }

    /// <summary>"S=15:00 T=hommikutest ja unest": a capital letter and "=" begin a fact.</summary>
    private static IEnumerable<(char Key, string Value)> Facts(string gold)
    {
        for (var at = 0; at < gold.Length;)
        {
            var end = at + 2;
            while (end < gold.Length && !(gold[end] == ' ' && end + 2 < gold.Length && gold[end + 2] == '=' && char.IsAsciiLetterUpper(gold[end + 1]))) end++;
            yield return (gold[at], gold[(at + 2)..end]);
            at = end + 1;
        }
    }

    private static string Line(string lang, int n, string note, List<(char Key, string Value)> facts)
    {
        string? one(char key) => facts.Find(fact => fact.Key == key).Value;
        string[] many(char key) => one(key) is { } value ? [value] : [];
        var (start, end, minutes) = (one('S'), one('E'), one('M'));
        List<string> derived = [];
        if (start is not null && end is not null) (minutes, derived) = ($"{(TimeOnly.Parse(end) - TimeOnly.Parse(start)).TotalMinutes}", ["durationMinutes"]);
        else if (start is not null && minutes is not null) (end, derived) = (TimeOnly.Parse(start).AddMinutes(int.Parse(minutes)).ToString("HH:mm"), ["end"]);
        return JsonSerializer.Serialize(new
        {
            id = $"made-{lang}-{n}",
            lang,
            reference = Reference,
            roster = new[] { "Kallas", "Vaher", "Lepp", "Luik", "Teder", "Roos", "Raud", "Popov", "Sokolov", "Kangur" },
            input = note,
            gold = new
            {
                family = one('F'),
                visitDate = one('D'),
                start,
                end,
                durationMinutes = minutes is null ? (int?)null : int.Parse(minutes),
                present = facts.Where(fact => fact.Key == 'W').SelectMany(fact => fact.Value.Split(',')).Distinct(),
                topics = many('T'),
                agreements = many('A'),
                nextVisit = one('N'),
                mood = many('U'),
            },
            derived,
            alternatives = new { },
        });
    }
}
