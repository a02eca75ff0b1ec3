using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes.Names;
using Assistant.Knowledge.Safety;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>
/// Reads one dictated, unpunctuated message of a worker into the draft of a visit act. Pure, thread-safe, never throws; fields are read from the first 600 words.
/// What was not said stays empty; every field carries the words it was read from.
/// </summary>
public sealed class NoteReader(Recognition recognition, ConcernReader concerns)
{
    private const int FewestNoteWords = 5, SignsOfNote = 3;

    private readonly Dictionary<Lang, Lazy<NoteCues>> cues = Langs.All.ToDictionary(lang => lang, lang => new Lazy<NoteCues>(() => new(lang)));

    private readonly Lazy<NoteCues> latinRussian = new(() => new(Lang.Ru, latin: true));

    /// <summary>The reader of the built-in data.</summary>
    public static NoteReader Default { get; } = new(Recognition.Shared, ConcernReader.Default);

    /// <param name="note">As dictated.</param>
    /// <param name="lang">Its language; <see langword="null"/>: detected.</param>
    /// <param name="reference">When it was dictated, local.</param>
    /// <param name="families">The worker's own roster.</param>
    public NoteDraft Read(string note, Lang? lang, LocalDateTime reference, FamilyLinker families)
    {
        var language = lang ?? recognition.Detect(note)[0];
        var latin = language == Lang.Ru && IsLatin(note);
        return new NoteReading(new(note, latin), latin ? latinRussian.Value : cues[language].Value, recognition, reference, families, concerns).Draft();
    }

    /// <summary>"mama i dochka": not one Cyrillic letter.</summary>
    private static bool IsLatin(string note) => note.AsSpan().IndexOfAnyInRange('Ѐ', 'ӿ') < 0;

    /// <summary>The draft in a message that tells of a visit, so that a worker need not press a button first.</summary>
    /// <returns><see langword="null"/>: another message.</returns>
    public NoteDraft? Find(string message, Lang? lang, LocalDateTime reference, FamilyLinker families)
    {
        if (new Words(message).Count < FewestNoteWords) return null;
        var draft = Read(message, lang, reference, families);
        if (draft.Outcome is null) return null;
        var signs = Sign(draft.Family) + Sign(draft.VisitDate) + Sign(draft.Start) + Sign(draft.DurationMinutes) + Sign(draft.Place) + Sign(draft.Next)
            + (draft.Present.Count > 0 ? 1 : 0) + (draft.Topics.Count > 0 ? 1 : 0) + (draft.Agreements.Count > 0 ? 1 : 0) + (draft.Outcome.Value != VisitOutcome.Held ? 1 : 0);
        return signs >= SignsOfNote ? draft : null;
    }

    private static int Sign(object? field) => field is null ? 0 : 1;
}
