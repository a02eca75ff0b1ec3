using System.Runtime.InteropServices;
using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>A cue found in a note.</summary>
/// <param name="First">First word.</param>
/// <param name="End">After its last word.</param>
internal readonly record struct CueHit(Cue Cue, int First, int End);

/// <summary>A run of words about one thing.</summary>
/// <param name="First">First word, the cue's included.</param>
/// <param name="Content">First word after the cue.</param>
/// <param name="End">After the last word.</param>
internal readonly record struct Segment(Cue Cue, int First, int Content, int End);

/// <summary>Somebody mentioned, present or not.</summary>
internal readonly record struct RoleHit(string Role, bool SpokenTo, int First, int End);

/// <summary>Something understood in the note and the words it stands in.</summary>
internal readonly record struct Timed(Entity Entity, int First, int End);

/// <summary>Cuts an unpunctuated note into runs of words about one thing, by its cue words, moods and time expressions.</summary>
internal sealed class Segments
{
    /// <summary>How many words after a cue its time expression may stand.</summary>
    private const int NearTime = 3, NearDate = 8, NearVisit = 5;
    private const int LongestMoodNoun = 3, LongestTopic = 12, ShortestDeed = 7;
    private const double LongestVisitSeconds = 12 * 3600;

    private readonly Words words;
    private readonly NoteCues cues;
    private readonly List<Timed> times;
    private readonly Cue[] kinds;
    private readonly HashSet<int> loose;

    /// <summary>Which role begins and which ends at each word; -1: none.</summary>
    private readonly int[] roleAt, roleTo;

    public Segments(Words words, NoteCues cues, List<Timed> times, HashSet<int> families)
    {
        (this.words, this.cues, this.times) = (words, cues, times);
        kinds = new Cue[words.Count];
        (roleAt, roleTo) = (new int[words.Count + 1], new int[words.Count + 1]);
        Array.Fill(roleAt, -1);
        Array.Fill(roleTo, -1);
        Roles = new RoleFinder(words, cues, times, families).Find();
        for (var i = 0; i < Roles.Count; i++) (roleAt[Roles[i].First], roleTo[Roles[i].End]) = (i, i);
        HasHabits = times.Exists(time => time.Entity.Type == EntityType.Set);
        FindCues();
        FindIntents();
        var moods = new MoodFinder(words, cues, times, this);
        moods.Find();
        (Moods, loose) = (moods.Found, moods.Loose);
        Cut();
    }

    public List<RoleHit> Roles { get; }

    /// <summary>Roles that speak, ask or promise: present whatever segment they stand in.</summary>
    public HashSet<int> Subjects { get; } = [];
    public List<CueHit> Hits { get; } = [];
    public List<Segment> All { get; } = [];

    /// <summary>Words of each mood, from who feels it on.</summary>
    public List<(int First, int End)> Moods { get; }

    /// <summary>Whether anything is said to happen again and again.</summary>
    public bool HasHabits { get; }

    /// <summary>What the word is about.</summary>
    public Cue Kind(int word) => kinds[word];

    /// <summary>The role whose words end before a word; -1: none.</summary>
    public int RoleBefore(int word) => roleTo[word] is var who and >= 0 && Roles[who].Role != "none" ? who : -1;

    private int Somebody(int at) => roleAt[at] is var who and >= 0 && Roles[who].Role != "none" ? who : -1;

    /// <summary>"ema toob paberid esmaspäevaks", "she'll send the form", "said he will ring".</summary>
    private void FindIntents()
    {
        var (found, known, cueHits) = (false, 0, Hits.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var who = Somebody(i);
            if (who < 0 && !IsPronoun(words[i].Text)) continue;
            var verb = who >= 0 ? Roles[who].End : i + 1;
            foreach (var time in CollectionsMarshal.AsSpan(times)[FirstTime(verb)..])
            {
                if (time.First > verb) break;
                if (time.First == verb && time.Entity.Type is EntityType.Date or EntityType.DateRange or EntityType.DateTime) verb = time.End;
            }
            if (verb + 1 >= words.Count) continue;
            var length = cues.Intent(words, verb);
            while (known < cueHits && Hits[known].End <= i) known++;
            if (length == 0 || (known < cueHits && Hits[known].First < verb + length)) continue;
            Hits.Add(new(Cue.Will, i, verb + length));
            found = true;
        }
        for (var i = 0; i < Hits.Count; i++)
        {
            if (Hits[i].Cue != Cue.Speech) continue;
            var verb = Hits[i].End;
            while (verb < words.Count && verb < Hits[i].End + 2 && cues.Subordinate.Contains(words[verb].Text)) verb++;
            if (verb + 1 < words.Count && cues.Intent(words, verb) > 0) Hits[i] = Hits[i] with { Cue = Cue.Promise };
        }
        if (found) Hits.Sort((a, b) => a.First.CompareTo(b.First));
    }

    private void FindCues()
    {
        for (var i = 0; i < words.Count;)
        {
            var length = cues.Cues.Match(words, i, out var cue);
            if (length == 0 || !Holds(cue, i, i + length))
            {
                i++;
                continue;
            }
            if (cue == Cue.Topic && LengthAt(i + length) is { } said)
            {
                // "rääkisime viisteist minutit puudumistest": the length is the visit's, the topic comes after it.
                if (said.End < words.Count) Hits.Add(new(cue, said.End, said.End));
                i = said.End;
                continue;
            }
            var end = cue is Cue.Topic ? AfterCompanions(i + length) : i + length;
            if (cue != Cue.None) Hits.Add(new(cue, i, end));
            i = Math.Max(end, i + length);
        }
    }

    /// <summary>The first time that begins at or after a word.</summary>
    private int FirstTime(int word)
    {
        var (low, high) = (0, times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle].First < word) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private Timed? LengthAt(int at)
    {
        foreach (var time in CollectionsMarshal.AsSpan(times)[FirstTime(at)..])
        {
            if (time.First > at) break;
            if (time.Entity.Type == EntityType.Duration) return time;
        }
        return null;
    }

    /// <summary>Whether a cue word is one here: many are ordinary words unless a time stands near.</summary>
    private bool Holds(Cue cue, int first, int end)
    {
        // "järgmisel teisipäeval" is a date; "järgmine nädal samal ajal" is more than one.
        if (times.Exists(time => time.First <= first && time.End >= end && time.Entity.Type is not (EntityType.Number or EntityType.Ordinal))) return cue == Cue.SameTime;
        return cue switch
        {
            Cue.Start or Cue.End => Near(end, NearTime, EntityType.Time, EntityType.DateTime, EntityType.TimeRange, EntityType.DateTimeRange),
            Cue.Lasted => Near(end, NearTime, EntityType.Duration),
            Cue.Doc => Near(end, NearTime + 1, EntityType.Duration) || Ends(first, EntityType.Duration),
            Cue.Wait => Near(end, NearTime, EntityType.Duration) || Ends(first, EntityType.Duration),
            Cue.Next => HasTimeAhead(end),
            Cue.Topic => !Begins(end, EntityType.Time, EntityType.TimeRange),
            _ => true,
        };
    }

    private bool HasTimeAhead(int from)
    {
        if (Near(from, NearDate, EntityType.Date, EntityType.DateTime, EntityType.DateRange, EntityType.DateTimeRange, EntityType.Set)) return true;
        for (var i = from - 1; i < Math.Min(words.Count, from + NearTime); i++)
        {
            if (cues.SameTime.Match(words, i, out _) > 0) return true;
        }
        return false;
    }

    private bool Near(int from, int reach, params ReadOnlySpan<EntityType> types)
    {
        foreach (var time in times)
        {
            if (time.End > from && time.First < from + reach && types.Contains(time.Entity.Type)) return true;
        }
        return false;
    }

    private bool Begins(int at, params ReadOnlySpan<EntityType> types)
    {
        foreach (var time in CollectionsMarshal.AsSpan(times)[FirstTime(at)..])
        {
            if (time.First > at) break;
            if (time.First == at && types.Contains(time.Entity.Type)) return true;
        }
        return false;
    }

    private bool Ends(int at, EntityType type) => times.Exists(time => (time.End == at || time.End == at - 1) && time.Entity.Type == type);

    public bool IsPronoun(string word) => cues.Lang switch
    {
        Lang.Et => word is "ta" or "tema" or "nad",
        Lang.Ru => word is "она" or "он" or "они" or "ona" or "on" or "oni",
        _ => word is "she" or "he" or "they",
    };

    private void Cut()
    {
        var current = Cue.Visit;
        var (first, content) = (0, 0);
        var (hit, mood) = (0, 0);
        for (var i = 0; i < words.Count; i++)
        {
            while (hit < Hits.Count && Hits[hit].First < i) hit++;
            while (mood < Moods.Count && Moods[mood].First < i) mood++;
            // A mood that nobody is named for is one only outside of what was said, talked about or agreed.
            if (mood < Moods.Count && Moods[mood].First == i && loose.Contains(mood) && current is Cue.Speech or Cue.Next or Cue.Ask) mood++;
            if (mood < Moods.Count && Moods[mood].First == i)
            {
                Close(current, first, content, i);
                Close(Cue.MoodNoun, i, i, Moods[mood].End);
                (current, first, content) = (Cue.Visit, Moods[mood].End, Moods[mood].End);
                i = Moods[mood].End - 1;
                continue;
            }
            if (hit < Hits.Count && Hits[hit].First == i && Opens(Hits[hit], current, content))
            {
                var found = Hits[hit];
                var start = found.Cue is Cue.Ask or Cue.Promise or Cue.Speech ? SubjectBefore(found) ?? i : i;
                if (start < first) start = first;
                Close(current, first, content, start);
                (current, first, content) = (found.Cue, start, found.End);
                i = Math.Max(i, found.End - 1);
                continue;
            }
            if ((current is Cue.Agreement or Cue.Promise or Cue.Will && i > content && GoesOnElsewhere(i, content)) || (current is Cue.Speech && i > content && IsOwnDeed(i)))
            {
                Close(current, first, content, i);
                (current, first, content) = (Cue.Visit, i, i);
                continue;
            }
            if (Ends(current, first, content, i))
            {
                Close(current, first, content, i);
                (current, first, content) = (Cue.Visit, i, i);
            }
        }
        Close(current, first, content, words.Count);
    }

    private bool Opens(CueHit hit, Cue current, int opened) => hit.Cue switch
    {
        Cue.Correction or Cue.BareCorrection or Cue.SameTime => false,
        // Within what was agreed or said, only a visit that is clearly told of anew begins again.
        Cue.Will => current is not (Cue.Agreement or Cue.Next or Cue.Doc) && !(current is Cue.Speech or Cue.Promise && hit.First <= opened),
        // "We talked about homework" agrees on nothing.
        // "Agreed on twenty minutes of homework" is one agreement.
        Cue.Agreement when current is Cue.Agreement => hit.First > opened + 3 || hit.End - hit.First > 1,
        Cue.Agreement when current is Cue.Topic or Cue.Ask => hit.First > opened || hit.End - hit.First > 1,
        Cue.Visit when current is Cue.Agreement or Cue.Promise or Cue.Will or Cue.Speech or Cue.Topic or Cue.Ask or Cue.Next =>
            Near(hit.End, NearVisit, EntityType.Date, EntityType.DateTime, EntityType.TimeRange, EntityType.DateTimeRange, EntityType.Time) && current != Cue.Next,
        Cue.Presence when current is Cue.Agreement or Cue.Promise or Cue.Will or Cue.Next => false,
        Cue.Topic when current is Cue.Agreement or Cue.Promise or Cue.Will or Cue.Speech => hit.End - hit.First > 1 || words[hit.First].Text != "about",
        Cue.Topic when current is Cue.Topic or Cue.Ask => All.Count == 0 || words[hit.First].Text != "about",
        Cue.Start or Cue.End when current is Cue.Next => false,
        // "Paperwork took ten minutes" lasted for itself.
        Cue.Lasted when current is Cue.Doc => hit.First > opened + 2,
        Cue.MoodPhrase when current is Cue.Speech => false,
        _ => true,
    };

    /// <summary>"vanaema lubas anduri osta | vanaema oli lahke", "call them | I rang the office myself": an agreement ends where somebody is or does something.</summary>
    private bool GoesOnElsewhere(int at, int content)
    {
        const int fewest = 2;
        if (IsOwnDeed(at)) return true;
        if (at < content + fewest || cues.Subordinate.Contains(words[at - 1].Text)) return false;
        if (words[at].Text is "i" or "я" or "ma" or "mina") return at + 1 < words.Count && cues.Intent(words, at + 1) == 0;
        var who = Somebody(at);
        var next = who >= 0 ? Roles[who].End : IsPronoun(words[at].Text) ? at + 1 : words.Count;
        return next < words.Count && cues.Be.Contains(words[next].Text) && !cues.But.Contains(words[at - 1].Text) && cues.Intent(words, next) == 0;
    }

    /// <summary>"helistasin", "kutsusime": what the worker did is no longer what somebody said.</summary>
    private bool IsOwnDeed(int at) => cues.Lang == Lang.Et && words[at].Text is { Length: >= ShortestDeed } word
        && (word.EndsWith("sin", StringComparison.Ordinal) || word.EndsWith("sime", StringComparison.Ordinal)) && !cues.Subordinate.Contains(words[at - 1].Text);

    private int? SubjectBefore(CueHit hit)
    {
        const int reach = 2;
        for (var i = 0; i < Roles.Count; i++)
        {
            var role = Roles[i];
            if (role.Role == "none") continue;
            if (role.End <= hit.First && role.End >= hit.First - reach && !times.Exists(time => time.First >= role.End && time.End <= hit.First && time.Entity.Type == EntityType.Duration))
            {
                Subjects.Add(role.First);
                // "mum, dad and the baby asked": all who stand beside one another did.
                for (var next = i + 1; next < Roles.Count && Roles[next].End <= hit.First && Roles[next].First <= Roles[next - 1].End + 1; next++) Subjects.Add(Roles[next].First);
                return role.First;
            }
            if (role.First == hit.End && hit.Cue == Cue.Speech && !cues.Subordinate.Contains(words[hit.End - 1].Text)) Subjects.Add(role.First);
        }
        return null;
    }

    /// <summary>"беседовали с бабушкой и внучкой про завтраки", "arutasime pojaga koolikiusamist": with whom it was talked; the topic comes after them.</summary>
    private int AfterCompanions(int at)
    {
        var after = at;
        for (var i = at; i < words.Count;)
        {
            if (cues.Places.Match(words, i, out var place) is var length && length > 0 && place is "phone" or "online") after = i += length;
            else if (Companions(i) is var end && end > i) after = i = end;
            else if (i > after || !cues.Skip.Contains(words[i].Text)) break;
            else i++;
        }
        return after;
    }

    /// <summary>"с бабушкой и внуком", "vanaema ja pojaga": after the word, or before the ending of the last, that says with whom.</summary>
    /// <returns>After them; <paramref name="at"/>: nobody.</returns>
    private int Companions(int at)
    {
        var i = at;
        var isSaid = cues.Companion.Contains(words[i].Text);
        if (isSaid) i++;
        var (first, last) = (-1, -1);
        while (i < words.Count && roleAt[i] is var who and >= 0 && Roles[who].Role != "none")
        {
            if (first < 0) first = who;
            last = who;
            i = Roles[who].End;
            if (i < words.Count && words[i].Text is "and" or "и" or "i" or "ja") i++;
            if (i < words.Count && cues.Companion.Contains(words[i].Text)) i++;
        }
        if (first < 0 || !(isSaid || Array.Exists(cues.CompanionEndings, ending => words[Roles[last].End - 1].Text.EndsWith(ending, StringComparison.Ordinal)))) return at;
        for (var who = first; who <= last; who++) Subjects.Add(Roles[who].First);
        return Roles[last].End;
    }

    /// <summary>Whether a topic ends where a time of the visit stands, or by its length.</summary>
    private bool Ends(Cue current, int first, int content, int at)
    {
        if (current is Cue.Topic or Cue.Ask)
        {
            foreach (var time in CollectionsMarshal.AsSpan(times)[FirstTime(at)..])
            {
                if (time.First > at) break;
                if (time.Entity.Type is EntityType.TimeRange or EntityType.DateTimeRange or EntityType.DateTime or EntityType.Time) return true;
                if (time.Entity.Type == EntityType.Duration && time.Entity.Best?.Seconds is <= LongestVisitSeconds && at > content) return true;
                if (time.Entity.Type == EntityType.Date) return true;
            }
            if (at > content && IsNewSentence(at, content)) return true;
            if (at > 0 && cues.AskAbout.Contains(words[at - 1].Text)) return true;
            return at - first > LongestTopic;
        }
        if (current is Cue.MoodNoun) return at - first > LongestMoodNoun || times.Exists(time => time.First == at) || Roles.Exists(role => role.First == at);
        return false;
    }

    /// <summary>"teema õppimine | poiss on kuus": somebody and a verb of being, a word that goes on to something else, an age.</summary>
    private bool IsNewSentence(int at, int content)
    {
        if (cues.Subordinate.Contains(words[content].Text)) return false;
        if (cues.Cut.Contains(words[at].Text) && !cues.Subordinate.Contains(words[at - 1].Text)) return true;
        if (Begins(at, EntityType.Age)) return true;
        var who = roleAt[at] >= 0 ? roleAt[at] : cues.Skip.Contains(words[at].Text) && !cues.Prepositions.Contains(words[at].Text) ? roleAt[at + 1] : -1;
        // "bedtimes and the lad": what an article belongs to was looked at with it.
        if (who >= 0 && Roles[who].First == at && words[at - 1].Text is "the" or "a" or "his" or "her" or "their") return false;
        if (who < 0 || cues.Prepositions.Contains(words[at - 1].Text) || cues.But.Contains(words[at - 1].Text)) return false;
        if (cues.Lang == Lang.Ru) return Roles[who].Role != "none";
        return Roles[who].End < words.Count && (cues.Be.Contains(words[Roles[who].End].Text) || cues.Negation.Match(words, Roles[who].End, out _) > 0) && content < at;
    }

    private void Close(Cue cue, int first, int content, int end)
    {
        if (end <= first) return;
        All.Add(new(cue, first, Math.Min(content, end), end));
        for (var i = first; i < end; i++) kinds[i] = cue;
    }
}
