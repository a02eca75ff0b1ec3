using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Notes;

namespace Assistant.Dialogs.Visits;

/// <summary>Who was there, as it is stored: roles with how many, or the worker's own words. Corrections add to it, take from it or replace it.</summary>
internal static class VisitPresence
{
    private const char Between = ',', Times = ':';
    /// <summary>Longer tells of more than who was there, in words.</summary>
    private const int MostWords = 8;

    /// <summary>As read from a note.</summary>
    public static string Of(IEnumerable<PresentPerson> present) =>
        string.Join(Between, present.Select(static person => person.Count > 1 ? $"{person.Role}{Times}{VisitSpan.Count(person.Count)}" : person.Role));

    /// <summary>"Isa ei olnud kohal", "ainult ema oli kodus", "vanaema oli ka".</summary>
    /// <param name="known">What stands there; <see langword="null"/>: nothing.</param>
    /// <param name="drafts">The correction, read in each language.</param>
    /// <returns>What is to stand there; <see langword="null"/>: it is not about that.</returns>
    public static string? Corrected(string? known, string text, IReadOnlyList<NoteDraft> drafts, Understanding with)
    {
        if (Knowledge.Replies.Words.Of(text).Length > MostWords) return null;
        var roles = known is { Length: > 0 } and not [VisitNotes.InWords, ..] ? known.Split(Between) : null;
        if (drafts.FirstOrDefault(draft => draft.Absent.Count > 0) is { Absent: var absent } && roles is not null)
        {
            string[] left = [.. roles.Where(role => !absent.Any(person => person.Role == Role(role)))];
            return left.Length > 0 ? string.Join(Between, left) : null;
        }
        if (drafts.FirstOrDefault(draft => draft.Present.Count > 0) is not { Present: var present }) return null;
        if (with.Amends.IsOnly(text)) return Of(present);
        if (!with.Amends.IsBesides(text)) return null;
        return roles is null ? known is { Length: > 0 } ? Joined(known, text) : Of(present)
            : string.Join(Between, [.. roles.Where(role => !present.Any(person => person.Role == Role(role))), .. Of(present).Split(Between)]);
    }

    private static string Joined(string known, string text) => $"{known}; {text}";

    private static string Role(string stored) => stored.Split(Times)[0];
}
