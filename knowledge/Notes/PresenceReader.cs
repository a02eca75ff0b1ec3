using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Who was there: named among the visit's own words or speaking, and not said to be away.</summary>
internal sealed class PresenceReader(Words words, NoteCues cues, Segments segments, List<Timed> times, HashSet<int> elsewhere)
{
    private const int NegationReach = 3;
    private const string BothParents = "both_parents", Nobody = "none", Child = "child";

    /// <summary>Who was said not to be there. Known once <see cref="Read"/> has been called.</summary>
    public List<PresentPerson> Absent { get; } = [];

    /// <param name="place">The kind of place, if said.</param>
    public IReadOnlyList<PresentPerson> Read(string? place)
    {
        List<PresentPerson> present = [];
        for (var i = 0; i < segments.Roles.Count; i++)
        {
            var role = segments.Roles[i];
            if (role.Role == Nobody || elsewhere.Contains(role.First) || IsTold(role)) continue;
            var isAmong = IsAmongVisitors(role, place);
            if ((isAmong || segments.Kind(role.First) == Cue.NoContact) && !segments.Subjects.Contains(role.First) && IsAway(role, i, place))
            {
                Absent.Add(new(role.Role, Count(role), words.Between(role.First, role.End)));
                continue;
            }
            if (!isAmong) continue;
            var source = words.Between(role.First, role.End);
            foreach (var name in role.Role == BothParents ? new[] { "mother", "father" } : [role.Role])
            {
                var at = present.FindIndex(known => known.Role == name);
                var person = new PresentPerson(name, Count(role), source);
                if (at < 0) present.Add(person);
                else if (person.Count > present[at].Count) present[at] = person;
            }
        }
        return present;
    }

    /// <summary>"She says her partner did it", "ema ütles et isa maksab": somebody told of by who speaks.</summary>
    private bool IsTold(RoleHit role) => segments.Hits.Exists(hit => hit.Cue == Cue.Speech && hit.End == role.First && (cues.Lang == Lang.En || cues.Subordinate.Contains(words[hit.End - 1].Text)));

    private bool IsAmongVisitors(RoleHit role, string? place)
    {
        if (segments.Subjects.Contains(role.First)) return true;
        if (role.SpokenTo && place != "phone") return false;
        return segments.Kind(role.First) is Cue.Visit or Cue.Presence or Cue.Start or Cue.End or Cue.Lasted or Cue.MoodNoun or Cue.MoodPhrase or Cue.Doc or Cue.Wait;
    }

    private bool IsAway(RoleHit role, int index, string? place)
    {
        var before = role.First - 1;
        if (before >= 0 && cues.Without.Contains(words[before].Text)) return true;
        var next = index + 1 < segments.Roles.Count ? segments.Roles[index + 1].First : words.Count;
        // "Poiss | ja suurem oli lasteaias": somebody else is away.
        var isJoined = role.End < words.Count && next > role.End + 1 && words[role.End].Text is "ja" or "и" or "and";
        for (var i = role.End; i < Math.Min(next, role.End + NegationReach) && !isJoined; i++)
        {
            var length = cues.Negation.Match(words, i, out _);
            // At a school "was at school" says that one was there.
            if (length > 0) return !(place is not null && cues.Places.Match(words, i + length - 1, out var where) > 0 && where == place);
        }
        return before >= 1 && cues.Negation.Match(words, before - 1, out _) == 2 && !segments.Roles.Exists(other => other.End == before - 1);
    }

    private int Count(RoleHit role)
    {
        if (role.Role != Child) return 1;
        if (cues.Both.Contains(words[role.First].Text) || (role.First > 0 && cues.Both.Contains(words[role.First - 1].Text))) return 2;
        foreach (var time in times)
        {
            if ((time.End == role.First || time.First == role.First) && time.Entity.Type == EntityType.Number && time.Entity.Best?.Number is { } number and >= 1 and < 20) return (int)number;
        }
        return 1;
    }
}
