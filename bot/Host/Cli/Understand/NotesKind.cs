using System.Globalization;
using System.Text.Json;
using Assistant.Knowledge.Notes;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>notes</c>: {"id","fields"}, the draft visit act of a dictated note; <see langword="null"/> and empty lists: not said.</summary>
internal sealed class NotesKind : IUnderstandKind
{
    private readonly RosterCache rosters = new();

    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        var note = line.Input();
        var draft = NoteReader.Default.Read(note, line.Lang(options), ExpressionsKind.Reference(line) ?? throw new FormatException("\"reference\" is missing"), rosters.Linker(line));
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteStartObject("fields");
        answer.WriteString("family", draft.Family?.Value);
        answer.WriteString("visitDate", draft.VisitDate is { } date ? LocalDatePattern.Iso.Format(date.Value) : null);
        answer.WriteString("start", Clock(draft.Start?.Value));
        answer.WriteString("end", Clock(draft.End?.Value));
        Number(answer, "durationMinutes", draft.DurationMinutes?.Value);
        Place(answer, note, draft);
        Strings(answer, "present", draft.Present.Select(person => person.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{person.Role} x{person.Count}") : person.Role));
        Strings(answer, "topics", draft.Topics.Select(span => Words(note, span)));
        Strings(answer, "agreements", draft.Agreements.Select(span => Words(note, span)));
        Strings(answer, "mood", draft.Mood.Select(span => Words(note, span)));
        answer.WriteBoolean("safetyConcern", draft.SafetyConcern is not null);
        answer.WriteString("safetyEvidence", draft.SafetyConcern is { } evidence ? Words(note, evidence) : null);
        Next(answer, draft.Next?.Value);
        answer.WriteString("outcome", draft.Outcome?.Value switch { VisitOutcome.Held => "held", VisitOutcome.NoContact => "no_contact", VisitOutcome.Cancelled => "cancelled", _ => null });
        Number(answer, "documentationMinutes", draft.DocumentationMinutes?.Value);
        Strings(answer, "problems", draft.Problems.Select(problem => problem.ToString()));
        answer.WriteEndObject();
        answer.WriteEndObject();
    }

    private static string Words(string note, Span span) => note.Substring(span.Start, span.Length);

    private static string? Clock(LocalTime? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Moment(LocalDate date, LocalTime time) => $"{LocalDatePattern.Iso.Format(date)}T{Clock(time)}";

    private static void Next(Utf8JsonWriter answer, NextVisit? next)
    {
        if (next is { Time: { } from, Until: { } until })
        {
            answer.WriteStartObject("nextVisit");
            answer.WriteString("from", Moment(next.Date, from));
            answer.WriteString("to", Moment(next.Date, until));
            answer.WriteEndObject();
        }
        else answer.WriteString("nextVisit", next is null ? null : next.Time is { } time ? Moment(next.Date, time) : LocalDatePattern.Iso.Format(next.Date));
    }

    private static void Place(Utf8JsonWriter answer, string note, NoteDraft draft)
    {
        if (draft.Place is not { } place)
        {
            answer.WriteNull("place");
            return;
        }
        answer.WriteStartObject("place");
        answer.WriteString("kind", place.Value);
        answer.WriteString("text", Words(note, place.Source));
        answer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter answer, string name, int? value)
    {
        if (value is { } number) answer.WriteNumber(name, number);
        else answer.WriteNull(name);
    }

    private static void Strings(Utf8JsonWriter answer, string name, IEnumerable<string> values)
    {
        answer.WriteStartArray(name);
        foreach (var value in values) answer.WriteStringValue(value);
        answer.WriteEndArray();
    }
}
