using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Finds who is mentioned in a note: by role, by a child's first name beside somebody, by a child's age.</summary>
internal sealed class RoleFinder(Words words, NoteCues cues, List<Timed> times, HashSet<int> families)
{
    private const string Child = "child", Nobody = "none";

    /// <summary>Years below which an age said on its own is a child's.</summary>
    private const int OldestChild = 18;

    private readonly List<RoleHit> roles = [];

    public List<RoleHit> Find()
    {
        var time = 0;
        for (var i = 0; i < words.Count;)
        {
            while (time < times.Count && times[time].First < i) time++;
            var length = cues.Roles.Match(words, i, out var role);
            // "Ema, elukaaslane": two people, where "ema elukaaslane" is one.
            if (length > 1 && words.Mark(i, i + length) is var mark and > 0) length = cues.Roles.Match(words, i, out role, mark - i);
            if (length > 0 && !IsPossessive(i + length)) roles.Add(new(role.Role, role.SpokenTo, i, i + length));
            else if (length == 0 && i > 0 && roles.Count > 0 && cues.FirstNames.Contains(words[i].Text) && !families.Contains(i) && IsJoined(i)) roles.Add(new(Child, false, i, i + 1));
            else if (length == 0 && time < times.Count && times[time].First == i && IsChildsAge(times[time]))
            {
                roles.Add(new(Child, false, i, times[time].End));
                length = times[time].End - i;
            }
            i += Math.Max(length, 1);
        }
        return roles;
    }

    /// <summary>"isa ja viieaastane", "the eight year old": nobody else is named by it.</summary>
    private bool IsChildsAge(Timed time)
    {
        if (time.Entity is not { Type: EntityType.Age, Best: { Number: < OldestChild } } || time.End > words.Count) return false;
        return !Names(time.End) && !Names(time.End + 1) && !(roles.Count > 0 && roles[^1].Role == Child && roles[^1].End >= time.First - 1) && !IsSubjectsOwn(time.End);
    }

    private bool Names(int at) => at < words.Count && cues.Roles.Match(words, at, out _) > 0;

    /// <summary>"the girl is 8 years old", "poiss on kuus aastat vana": told of somebody already named.</summary>
    private bool IsSubjectsOwn(int end) => end > 0 && words[end - 1].Text is "old" or "vana" or "лет" or "год" or "года" && roles.Count > 0 && roles[^1].Role == Child && end - roles[^1].End < 6;

    /// <summary>"ema ja Mari", "mum and little Mia": a first name beside somebody is a child.</summary>
    private bool IsJoined(int at)
    {
        const int reach = 2;
        var before = at;
        while (before > 0 && at - before < reach && cues.Joiners.Contains(words[before - 1].Text)) before--;
        return before < at && roles[^1].End == before && roles[^1].Role != Nobody;
    }

    /// <summary>"the son's report": an "s" that neither is nor will do anything.</summary>
    private bool IsPossessive(int at) => cues.Lang == Lang.En && at < words.Count && words[at].Text == "s" && at + 1 < words.Count
        && !cues.Be.Contains(words[at + 1].Text) && cues.Intent(words, at) == 0 && cues.Intent(words, at + 1) == 0 && cues.Negation.Match(words, at + 1, out _) == 0 && cues.Mood.Match(words, at + 1, out _) == 0;
}
