using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes.Names;

namespace Assistant.Knowledge.Notes;

/// <summary>Where the visit was, when the note says so.</summary>
internal sealed class PlaceReader(Words words, NoteCues cues, Segments segments, List<FamilyMention> families, List<Timed> times)
{
    /// <summary>A call is the visit only in the first words, with the family or one of them beside.</summary>
    private const int FirstWords = 9, NearCaller = 3, NearHabit = 3;

    public NoteField<string>? Read(VisitOutcome outcome)
    {
        NoteField<string>? call = null;
        for (var i = 0; i < words.Count; i++)
        {
            var kind = segments.Kind(i);
            if (kind is Cue.Topic or Cue.Ask or Cue.Agreement or Cue.Promise or Cue.Speech or Cue.Next or Cue.Doc or Cue.Cancelled or Cue.Wait) continue;
            var negated = cues.Negation.Match(words, i, out _);
            if (negated > 1 && segments.Roles.Exists(role => role.End <= i && role.End >= i - NearCaller))
            {
                i += negated - 1;
                continue;
            }
            var length = cues.Places.Match(words, i, out var place);
            if (length > 0 && !IsHabit(i, i + length) && !(outcome == VisitOutcome.NoContact && place is "home" or "phone")) return new(place!, words.Between(i, i + length));
            length = cues.Calls.Match(words, i, out _);
            if (length > 0 && call is null && i < FirstWords && IsWithFamily(i, i + length)) call = new("phone", words.Between(i, i + length));
        }
        return outcome == VisitOutcome.Held ? call : null;
    }

    private bool IsHabit(int first, int end) => times.Exists(time => time.Entity.Type == EntityType.Set && time.First < end + NearHabit && time.End > first - NearHabit);

    private bool IsWithFamily(int first, int end) =>
        families.Exists(family => words.At(family.Start) is var at && at >= first - NearCaller && at < end + NearCaller)
        || segments.Roles.Exists(role => role.First >= first - NearCaller && role.First < end + NearCaller && role.Role is "mother" or "father" or "child" or "grandmother" or "grandfather" or "partner" or "stepfather");
}
