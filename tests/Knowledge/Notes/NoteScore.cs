using System.Text.Json;
using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;
using NodaTime.Text;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>Compares drafts with the corpus: stated fields exactly, derived ones may be missing, spans by their words.</summary>
internal sealed class NoteScore
{
    private const double SameWords = 0.6;

    public int Fields { get; private set; }
    public int Right { get; private set; }
    public int Invented { get; private set; }
    public string Wrong { get; private set; } = "";

    public void Add(string line)
    {
        using var row = JsonDocument.Parse(line);
        var root = row.RootElement;
        var (gold, note) = (root.GetProperty("gold"), root.GetProperty("input").GetString()!);
        var linker = new FamilyLinker([.. root.GetProperty("roster").EnumerateArray().Select(name => name.GetString()!)]);
        var reference = OffsetDateTimePattern.Rfc3339.Parse(root.GetProperty("reference").GetString()!).Value.LocalDateTime;
        var draft = NoteReader.Default.Read(note, Langs.Parse(root.GetProperty("lang").GetString()), reference, linker);
        string[] derived = [.. root.GetProperty("derived").EnumerateArray().Select(name => name.GetString()!)];
        string? Gold(string name) => gold.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
        void Field(string name, string? said)
        {
            string[] alternatives = root.GetProperty("alternatives").TryGetProperty(name, out var others) ? [.. others.EnumerateArray().Select(other => other.ToString())] : [];
            Count(name, note, Gold(name), said, said == Gold(name) || alternatives.Contains(said) || (said is null && derived.Contains(name)), Gold(name) is null && said is not null);
        }
        void Spans(string name, IReadOnlyList<Span> spans)
        {
            string[] wanted = [.. gold.GetProperty(name).EnumerateArray().Select(span => span.GetString()!)];
            string[] said = [.. spans.Select(span => note.Substring(span.Start, span.Length))];
            Count(name, note, string.Join('|', wanted), string.Join('|', said), wanted.Length == 0 ? said.Length == 0 : wanted.All(span => said.Any(other => Alike(span, other) >= SameWords)), wanted.Length == 0 && said.Length > 0);
        }
        Field("family", draft.Family?.Value);
        Field("visitDate", draft.VisitDate is { } date ? LocalDatePattern.Iso.Format(date.Value) : null);
        Field("start", draft.Start?.Value.ToString("HH:mm", null));
        Field("end", draft.End?.Value.ToString("HH:mm", null));
        Field("durationMinutes", draft.DurationMinutes?.Value.ToString());
        Field("nextVisit", draft.Next?.Value is { } next ? LocalDatePattern.Iso.Format(next.Date) + next.Time?.ToString("'T'HH:mm", null) : null);
        Spans("topics", draft.Topics);
        Spans("agreements", draft.Agreements);
        Spans("mood", draft.Mood);
        var present = gold.GetProperty("present").EnumerateArray().Select(role => role.GetString()!).Order();
        Count("present", note, string.Join(',', present), string.Join(',', draft.Present.Select(person => person.Role).Order()), present.SequenceEqual(draft.Present.Select(person => person.Role).Order()), false);
    }

    private void Count(string field, string note, string? wanted, string? said, bool right, bool invented)
    {
        Fields++;
        if (right) Right++;
        else Wrong += $"{field}: {wanted} - {said} in: {note}\n";
        if (invented && !right) Invented++;
    }

    private static double Alike(string one, string other)
    {
        var (a, b) = (one.Split(' ').ToList(), other.Split(' '));
        var common = b.Count(word => a.Remove(word));
        return 2.0 * common / (one.Split(' ').Length + b.Length);
    }
}
