using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes.Names;

namespace Assistant.Knowledge.Notes;

/// <summary>Where the visit was, when the note says so.</summary>
internal sealed class PlaceReader(Words words, NoteCues cues, Segments segments, List<FamilyMention> families, List<Timed> times)
{
    /// <summary>A call is the visit only in the first words, with the family or one of them beside.</summary>
    private const int FirstWords = 9, NearCaller = 3, NearHabit = 3;

    /// <summary>Children said to be at school or kindergarten while the visit was elsewhere, by their first word.</summary>
    public HashSet<int> Elsewhere { get; } = [];

    public NoteField<string>? Read(VisitOutcome outcome)
    {
        NoteField<string>? call = null, first = null;
        int? child = null;
        for (var i = 0; i < words.Count; i++)
        {
            var kind = segments.Kind(i);
            if ((kind is Cue.Topic && !IsBeforeTopic(i)) || kind is Cue.Ask or Cue.Agreement or Cue.Promise or Cue.Will or Cue.Speech or Cue.Next or Cue.Doc or Cue.Cancelled or Cue.Wait) continue;
            var negated = cues.Negation.Match(words, i, out _);
            // "Isa kolme lapsega | ema haiglas": where somebody else was.
            if ((negated > 1 && segments.Roles.Exists(role => role.End <= i && role.End >= i - NearCaller)) || (negated == 1 && segments.RoleBefore(i) is var who and >= 0 && !IsMet(segments.Roles[who])))
            {
                i += negated - 1;
                continue;
            }
            var length = cues.Places.Match(words, i, out var place);
            if (length > 0 && !IsHabit(i, i + length) && outcome == VisitOutcome.Held)
            {
                var found = new NoteField<string>(place!, words.Between(i, i + length));
                var pupil = ChildBefore(i, place!);
                if (pupil is { } absent && IsAmongOthers(absent))
                {
                    // "ema ja vanaema, laps koolis": others were met, elsewhere.
                    Elsewhere.Add(absent);
                    i += length - 1;
                    continue;
                }
                // "Созвонились | по скайпу": how says more than that it was a call.
                if (first is null || (first.Value == "phone" && found.Value == "online")) (first, child) = (found, pupil);
                else if (pupil is { } away && found.Value != first.Value) Elsewhere.Add(away);
                else if (child is { } early && found.Value != first.Value)
                {
                    Elsewhere.Add(early);
                    (first, child) = (found, null);
                }
                i += length - 1;
                continue;
            }
            length = cues.BarePlaces.Match(words, i, out var bare);
            if (length > 0 && first is null && outcome == VisitOutcome.Held && IsBesideTime(i, i + length)) first = new(bare!, words.Between(i, i + length), IsSure: false);
            length = cues.Calls.Match(words, i, out _);
            if (length > 0 && call is null && i < FirstWords && IsWithFamily(i, i + length)) call = new("phone", words.Between(i, i + length));
        }
        // Who rang to move a visit that was planned was met all the same.
        return outcome == VisitOutcome.Held ? first ?? (IsPlanned() ? null : call) : null;
    }

    private bool IsPlanned()
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (cues.Planned.Match(words, i, out _) > 0) return true;
        }
        return false;
    }

    /// <summary>"Emaga haiglas", "с мамой в больнице": with whom one was there.</summary>
    private bool IsMet(RoleHit role) => (role.First > 0 && cues.Companion.Contains(words[role.First - 1].Text)) || Array.Exists(cues.CompanionEndings, ending => words[role.End - 1].Text.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>"rääkisin ainult telefonis", "kõnelesime emaga telefoni teel": how it was talked, before what about.</summary>
    private bool IsBeforeTopic(int at)
    {
        const int reach = 2;
        if (cues.Places.Match(words, at, out var place) == 0 || place is not ("phone" or "online")) return false;
        return segments.All.Exists(segment => segment.Cue == Cue.Topic && segment.First <= at && at < segment.End && at < segment.Content + reach + Named(segment.Content, at));
    }

    /// <summary>Names of the family among some words: "rääkisime Mägi emaga telefonis".</summary>
    private int Named(int first, int end) => families.Count(family => words.At(family.Start) is var at && at >= first && at < end);

    /// <summary>"lapsed koolis", "the girl was at school": where a child was need not be where the visit was.</summary>
    private int? ChildBefore(int at, string place)
    {
        const int reach = 1;
        if (place is not ("school" or "kindergarten")) return null;
        foreach (var role in segments.Roles)
        {
            if (role.Role == "child" && role.End <= at && role.End >= at - reach && (role.End == at || cues.Be.Contains(words[at - 1].Text))) return role.First;
        }
        return null;
    }

    private bool IsAmongOthers(int child)
    {
        const int reach = 1;
        var at = segments.Roles.FindIndex(role => role.First == child);
        return at > 0 && segments.Roles[at - 1] is { Role: not ("child" or "none" or "teacher" or "school_social_pedagogue" or "psychologist") } before && before.End >= child - reach && !cues.Joiners.Contains(words[child - 1].Text);
    }

    /// <summary>"friday nine to ten | home | mum": a bare noun right after when, or after whom.</summary>
    private bool IsBesideTime(int first, int end) => times.Exists(time => (time.End == first || time.First == end) && time.Entity.Type is not (EntityType.Number or EntityType.Ordinal or EntityType.Set or EntityType.Age))
        || families.Exists(family => words.At(family.Start) is var at && at < first && at >= first - 1);

    private bool IsHabit(int first, int end) => times.Exists(time => time.Entity.Type == EntityType.Set && time.First < end + NearHabit && time.End > first - NearHabit);

    private bool IsWithFamily(int first, int end) =>
        families.Exists(family => words.At(family.Start) is var at && at >= first - NearCaller && at < end + NearCaller)
        || segments.Roles.Exists(role => role.First >= first - NearCaller && role.First < end + NearCaller && role.Role is "mother" or "father" or "child" or "grandmother" or "grandfather" or "partner" or "stepfather");
}
