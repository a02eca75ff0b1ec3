using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;
using NodaTime;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>The moment and the roster that the notes of these tests are read with.</summary>
internal static class NoteSamples
{
    /// <summary>A Tuesday, local.</summary>
    public static LocalDateTime Now { get; } = new(2027, 2, 9, 18, 5);

    public static FamilyLinker Families { get; } = new(["Kallas", "Luik", "Popov", "Raud"]);

    public static NoteDraft Read(string note, Lang lang = Lang.Et) => NoteReader.Default.Read(note, lang, Now, Families);

    public static IEnumerable<string> Texts(string note, IEnumerable<Span> spans) => spans.Select(span => note.Substring(span.Start, span.Length));
}
