using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Finds how somebody felt: by words of feeling, and, where there are none, by somebody who was some way at the end of a clause.</summary>
internal sealed class MoodFinder(Words words, NoteCues cues, List<Timed> times, Segments segments)
{
    private const int LongestMoodLink = 3, LongestPredicate = 4, LongestObject = 2;

    /// <summary>Words of each mood, from who feels it on.</summary>
    public List<(int First, int End)> Found { get; } = [];

    /// <summary>Those that nobody is named for.</summary>
    public HashSet<int> Loose { get; } = [];

    public void Find()
    {
        for (var i = 0; i < words.Count; i++)
        {
            var length = MoodAt(i);
            if (length == 0 || segments.Hits.Exists(hit => hit.First <= i && hit.End > i && hit.Cue != Cue.MoodNoun)) continue;
            var first = i;
            while (first > 0 && i - first < LongestMoodLink && cues.Be.Contains(words[first - 1].Text)) first--;
            var who = segments.RoleBefore(first);
            var pronoun = first > 0 && who < 0 && (segments.IsPronoun(words[first - 1].Text) || cues.Everybody.Contains(words[first - 1].Text));
            var isNamed = who >= 0 || pronoun;
            var end = i + length;
            if (!isNamed)
            {
                // Nobody named: "so positive", "sounded weary", "under the end they laughed".
                if (first == i && !IsByEnd(i, end, ref first, ref end)) continue;
            }
            else first = who >= 0 ? segments.Roles[who].First : first - 1;
            if (isNamed && IsAsked(first, who >= 0 ? segments.Roles[who].End : first + 1)) continue;
            for (var more = end; more < words.Count && more <= end + LongestMoodLink; more++)
            {
                var second = MoodAt(more);
                if (second > 0) end = more + second;
                else if (!cues.But.Contains(words[more].Text) && !cues.Be.Contains(words[more].Text)) break;
            }
            if (Found.Count > 0 && Found[^1].End > first) continue;
            if (end < words.Count && words[end].Text is "enough") end++;
            if (isNamed && end < words.Count && cues.Subordinate.Contains(words[end].Text)) end = Reason(end, LongestMoodLink);
            else if (isNamed && end < words.Count && cues.FeelingAbout.Contains(words[end].Text) && !times.Exists(time => time.First >= end && time.First <= end + 1)) end = Reason(end, LongestObject);
            Add(first, end, isNamed, who);
            i = end - 1;
        }
        if (Found.Count == 0 && !segments.Hits.Exists(hit => hit.Cue is Cue.MoodNoun or Cue.MoodPhrase)) FindPredicates();
    }

    /// <summary>"Rääkisime, miks ei pea lapsele karjuma", "miks laps nutab", "why he shouts": what was asked about is the topic, whoever feels something in it.</summary>
    /// <param name="who">First word of somebody.</param>
    /// <param name="after">First word behind them.</param>
    private bool IsAsked(int who, int after)
    {
        const int longestClause = 6;
        var topic = segments.Hits.FindLast(hit => hit.First < who && hit.Cue is not (Cue.Correction or Cue.BareCorrection));
        if (topic.Cue is not (Cue.Topic or Cue.Ask)) return false;
        for (var i = who - 1; i >= topic.End && who - i <= longestClause; i--)
        {
            if (!cues.Asking.Contains(words[i].Text)) continue;
            // "Räägiti, kuidas koolis läheb, laps rõõmus": somebody further on who feels is told of anew.
            var isOblique = after - who == 1 && Array.Exists(cues.ObliqueEndings, ending => words[who].Text.EndsWith(ending, StringComparison.Ordinal));
            var isNext = i == who - 1 || (i == who - 2 && words[who - 1].Text is "the" or "a" or "his" or "her" or "their");
            return isNext || (isOblique && !(after < words.Count && cues.Copula.Contains(words[after].Text)));
        }
        return false;
    }

    /// <summary>How many words from here on tell of a feeling; of a day, an evening or the weather they tell none.</summary>
    private int MoodAt(int at)
    {
        var length = cues.Mood.Match(words, at, out _);
        return length > 0 && at + length < words.Count && cues.Things.Match(words, at + length, out _) > 0 ? 0 : length;
    }

    private void Add(int first, int end, bool isNamed, int who)
    {
        if (!isNamed) Loose.Add(Found.Count);
        Found.Add((first, end));
        if (who >= 0) segments.Subjects.Add(segments.Roles[who].First);
    }

    /// <summary>"relieved that it is out", "anxious about side effects".</summary>
    private int Reason(int end, int longest)
    {
        var far = end + 1;
        while (far < words.Count && far <= end + longest && !Begins(far)) far++;
        return Trimmed(end, far);
    }

    /// <summary>Without the small words at its end, which belong to what comes next.</summary>
    private int Trimmed(int first, int end)
    {
        while (end > first && cues.Skip.Contains(words[end - 1].Text)) end--;
        return end;
    }

    private bool Begins(int at) => segments.Hits.Exists(hit => hit.First == at) || times.Exists(time => time.First == at) || segments.Roles.Exists(role => role.First == at);

    /// <summary>"dad is in shock", "ema oli kimbatuses", "папа на позитиве": somebody, a verb of being and what ends the clause, when that is no place, time or absence.</summary>
    private void FindPredicates()
    {
        foreach (var role in segments.Roles)
        {
            if (role.Role == "none" || IsAsked(role.First, role.End)) continue;
            var at = role.End;
            while (at < words.Count && at - role.End < LongestMoodLink && cues.Be.Contains(words[at].Text)) at++;
            var isLinked = at > role.End && cues.Copula.Contains(words[role.End].Text);
            if (at >= words.Count || !(isLinked || IsFeelingByForm(at) || IsLate(role, at)) || !IsPredicate(role.End, at, out var end)) continue;
            Add(role.First, end, isNamed: true, segments.RoleBefore(role.End));
            return;
        }
    }

    /// <summary>"… topic homework | kids clingy | next time": two or three words after the topic that nothing else explains.</summary>
    private bool IsLate(RoleHit role, int at)
    {
        const int longest = 4, shortestWord = 4;
        var topic = segments.Hits.FindIndex(hit => hit.Cue is Cue.Topic or Cue.Ask);
        if (topic < 0 || role.First <= segments.Hits[topic].End + 1 || words[at].Text.Length < shortestWord || cues.But.Contains(words[role.First - 1].Text) || cues.Prepositions.Contains(words[role.First - 1].Text)) return false;
        if (cues.Subordinate.Contains(words[role.First - 1].Text) || cues.Subordinate.Contains(words[at].Text) || cues.Intent(words, at) > 0 || cues.IntentAfterTopic(words, at) > 0) return false;
        var last = segments.Hits.FindLast(hit => hit.End <= role.First);
        // Within what was said or agreed, and close to a topic's beginning, it is part of that.
        if (last.Cue is Cue.Agreement or Cue.Promise or Cue.Will or Cue.Speech or Cue.Next) return false;
        var end = at;
        while (end < words.Count && end - at < longest && !Begins(end)) end++;
        return end - at < longest && (end == words.Count || segments.Hits.Exists(hit => hit.First == end)) && !times.Exists(time => time.First == end && time.Entity.Type == EntityType.Set);
    }

    /// <summary>Whether the words from <paramref name="at"/> end a clause and say how somebody is.</summary>
    private bool IsPredicate(int from, int at, out int end)
    {
        end = at;
        while (end < words.Count && end - at < LongestPredicate && !Begins(end) && !cues.But.Contains(words[end].Text)) end++;
        if (end - at < LongestPredicate || end == words.Count || Begins(end)) end = Trimmed(at, end);
        if (end == at || (end < words.Count && !Begins(end) && !cues.But.Contains(words[end].Text) && !cues.Skip.Contains(words[end].Text))) return false;
        for (var i = from; i < end; i++)
        {
            if (cues.Negation.Match(words, i, out _) > 0 || cues.Places.Match(words, i, out _) > 0 || cues.NotFeeling.Match(words, i, out _) > 0 || cues.Things.Match(words, i, out _) > 0) return false;
        }
        return true;
    }

    /// <summary>Without a verb of being only what looks like an adjective of somebody.</summary>
    private bool IsFeelingByForm(int at)
    {
        var word = words[at].Text;
        return word.Length >= ShortestAdjective && Array.Exists(cues.FeelingEndings, ending => word.EndsWith(ending, StringComparison.Ordinal));
    }

    private const int ShortestAdjective = 5;

    /// <summary>"softer at the end", "под конец помирились": the words that tell when go along.</summary>
    private bool IsByEnd(int at, int after, ref int first, ref int end)
    {
        for (var i = Math.Max(0, at - LongestMoodLink); i <= after && i < words.Count; i++)
        {
            var length = cues.EndPhrases.Match(words, i, out _);
            if (length == 0) continue;
            (first, end) = (Math.Min(first, i), Math.Max(end, i + length));
            return true;
        }
        return false;
    }
}
