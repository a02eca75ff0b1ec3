using Assistant.Knowledge.Language;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>Cuts an unpunctuated note into runs of words about one thing, by its cue words, moods and time expressions.</summary>
internal sealed class Segments
{
    /// <summary>How many words after a word of the visit its time may stand.</summary>
    private const int NearVisit = 5;
    private const int LongestMoodNoun = 3, LongestTopic = 12, ShortestDeed = 7;
    private const double LongestVisitSeconds = 12 * 3600;

    private readonly Words words;
    private readonly NoteCues cues;
    private readonly List<Timed> times;
    private readonly NoteTimes when;
    private readonly People people;
    private readonly CueFinder finder;
    private readonly Cue[] kinds;
    private readonly HashSet<int> loose;

    public Segments(Words words, NoteCues cues, List<Timed> times, HashSet<int> families, LocalDate today)
    {
        (this.words, this.cues, this.times, when) = (words, cues, times, new(times, today));
        kinds = new Cue[words.Count];
        people = new(words, cues, times, families);
        HasHabits = times.Exists(time => time.Entity.Type == EntityType.Set);
        finder = new(words, cues, times, when, people);
        Hits = finder.Find();
        new ToldTopic(words, cues, times, people).Apply(Hits);
        new Intents(words, cues, when, people).Add(Hits);
        var moods = new MoodFinder(words, cues, times, this);
        moods.Find();
        (Moods, loose) = (moods.Found, moods.Loose);
        Cut();
    }

    public List<RoleHit> Roles => people.Roles;

    /// <summary>Roles that speak, ask or promise: present whatever segment they stand in.</summary>
    public HashSet<int> Subjects => people.Subjects;
    public List<CueHit> Hits { get; }
    public List<Segment> All { get; } = [];

    /// <summary>Words of each mood, from who feels it on.</summary>
    public List<(int First, int End)> Moods { get; }

    /// <summary>Whether anything is said to happen again and again.</summary>
    public bool HasHabits { get; }

    /// <summary>What the word is about.</summary>
    public Cue Kind(int word) => kinds[word];

    /// <summary>The role whose words end before a word; -1: none.</summary>
    public int RoleBefore(int word) => people.Before(word);

    public bool IsPronoun(string word) => people.IsPronoun(word);

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
                var start = found.Cue is Cue.Ask or Cue.Promise or Cue.Speech ? people.SubjectBefore(found) ?? i
                    : found.Cue == Cue.MoodNoun ? Owner(current, i)
                    : found.Cue == Cue.Agreement ? WhoAgreed(i, content)
                    : found.Cue == Cue.Next && !finder.HasTimeAhead(found.End) && when.DayBefore(i, words, cues) is var day and >= 0 ? day : i;
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
            if (Ends(current, first, content, i) || (current == Cue.Speech && i > content && IsFirstRange(i)))
            {
                Close(current, first, content, i);
                (current, first, content) = (Cue.Visit, i, i);
            }
        }
        Close(current, first, content, words.Count);
    }

    /// <summary>"rääkisime koolist | ema käed olid …": whose they were is said with them, and is no topic.</summary>
    private int Owner(Cue current, int at) =>
        IsMoodAfter(at) ? at - 1 : current is Cue.Topic or Cue.Ask or Cue.Speech or Cue.Agreement && people.Before(at) is var who and >= 0 && !people.Roles[who].SpokenTo ? people.Roles[who].First : at;

    /// <summary>"Great | mood", "hea | tuju": how it was stands before its noun, and nothing of it after.</summary>
    private bool IsMoodAfter(int noun) => noun > 0 && cues.MoodAdjectives.Contains(words[noun - 1].Text)
        && (noun + 1 >= words.Count || !(cues.MoodAdjectives.Contains(words[noun + 1].Text) || cues.Be.Contains(words[noun + 1].Text) || cues.Mood.Match(words, noun + 1, out _) > 0));

    /// <summary>"The safety plan | dad agreed": who agreed is no part of what was talked about or agreed before.</summary>
    private int WhoAgreed(int at, int content) =>
        words[at].Text == "agreed" && people.Before(at) is var who and >= 0 && Roles[who].First is var first && first > content
        && !cues.Prepositions.Contains(words[first - 1].Text) && !cues.Companion.Contains(words[first - 1].Text) && words[first - 1].Text is not ("and" or "or" or "about" or "for" or "of" or "on" or "from" or "the" or "a" or "his" or "her" or "their") ? first : at;

    private bool Opens(CueHit hit, Cue current, int opened) => hit.Cue switch
    {
        Cue.Correction or Cue.BareCorrection or Cue.SameTime => false,
        // Within what was agreed or said, only a visit that is clearly told of anew begins again.
        Cue.Will => current is not (Cue.Agreement or Cue.Next or Cue.Doc) && !(current is Cue.Speech or Cue.Promise && hit.First <= opened),
        // "We talked about homework" agrees on nothing.
        // "Agreed on twenty minutes of homework" is one agreement.
        Cue.Agreement when current is Cue.Agreement => hit.First > opened + 3 || hit.End - hit.First > 1,
        Cue.Agreement when current is Cue.Topic or Cue.Ask => hit.End - hit.First > 1 || hit.First > opened && !cues.Prepositions.Contains(words[hit.First - 1].Text),
        Cue.Visit when current is Cue.Agreement or Cue.Promise or Cue.Will or Cue.Speech or Cue.Topic or Cue.Ask or Cue.Next =>
            when.Near(hit.End, NearVisit, EntityType.Date, EntityType.DateTime, EntityType.TimeRange, EntityType.DateTimeRange, EntityType.Time) && current != Cue.Next,
        Cue.Presence when current is Cue.Agreement or Cue.Promise or Cue.Will or Cue.Next => IsDenied(hit),
        Cue.Topic when current is Cue.Agreement or Cue.Promise or Cue.Will or Cue.Speech => hit.End - hit.First > 1 || words[hit.First].Text != "about",
        Cue.Topic when current is Cue.Topic or Cue.Ask => All.Count == 0 || words[hit.First].Text != "about",
        // "Leppisime et lähme koos panka reedel" is an agreement, "leppisime et kohtume reedel" the next visit.
        Cue.Next when current is Cue.Agreement or Cue.Promise or Cue.Will && hit.First <= opened + 2 && hit.End > hit.First =>
            cues.Meeting.Match(words, hit.First, out _) > 0 || when.Near(hit.End, NearVisit, EntityType.Time, EntityType.TimeRange, EntityType.DateTime, EntityType.DateTimeRange),
        Cue.Start or Cue.End when current is Cue.Next => false,
        // "Paperwork took ten minutes" lasted for itself.
        Cue.Lasted when current is Cue.Doc => hit.First > opened + 2,
        Cue.MoodPhrase when current is Cue.Speech => false,
        _ => true,
    };

    /// <summary>"Nothing agreed".</summary>
    private bool IsDenied(CueHit hit)
    {
        for (var i = hit.First; i < hit.End; i++)
        {
            if (cues.Denied.Contains(words[i].Text) && hit.End - hit.First > 1) return true;
        }
        return false;
    }

    /// <summary>"vanaema lubas anduri osta | vanaema oli lahke", "call them | I rang the office myself": an agreement ends where somebody is or does something.</summary>
    private bool GoesOnElsewhere(int at, int content)
    {
        const int fewest = 2;
        if (IsOwnDeed(at)) return true;
        if (at < content + fewest || cues.Subordinate.Contains(words[at - 1].Text)) return false;
        if (words[at].Text is "i" or "я" or "ma" or "mina") return at + 1 < words.Count && cues.Intent(words, at + 1) == 0;
        var who = people.Somebody(at);
        var next = who >= 0 ? Roles[who].End : IsPronoun(words[at].Text) ? at + 1 : words.Count;
        return next < words.Count && cues.Be.Contains(words[next].Text) && !cues.But.Contains(words[at - 1].Text) && cues.Intent(words, next) == 0;
    }

    /// <summary>"Ema kinnitas et kõik on hästi | kella kahest neljani kodus": a stretch of time is the visit's when none was said before.</summary>
    private bool IsFirstRange(int at)
    {
        foreach (var time in times)
        {
            if (time.First > at) return false;
            if (time.Entity.Type is not (EntityType.TimeRange or EntityType.DateTimeRange or EntityType.Time or EntityType.DateTime) || time.Entity.Best?.Part is not null) continue;
            return time.First == at && time.Entity.Type is (EntityType.TimeRange or EntityType.DateTimeRange);
        }
        return false;
    }

    /// <summary>"Laps magab ainult kaks tundi", "the boy sleeps three hours": how long somebody of the family does something, as a rule of their own.</summary>
    public bool IsTheirs(Timed time)
    {
        const int reach = 4;
        var at = Roles.FindLastIndex(role => role.End <= time.First && role.End >= time.First - reach);
        if (at < 0 || Roles[at] is not { SpokenTo: false } who || who.First > 0 && (cues.Prepositions.Contains(words[who.First - 1].Text) || cues.Companion.Contains(words[who.First - 1].Text))) return false;
        for (var i = who.End; i < time.First; i++)
            if (cues.IsState(words, i)) return true;
        return false;
    }

    /// <summary>"helistasin", "kutsusime": what the worker did is no longer what somebody said.</summary>
    private bool IsOwnDeed(int at) => cues.Lang == Lang.Et && words[at].Text is { Length: >= ShortestDeed } word
        && (word.EndsWith("sin", StringComparison.Ordinal) || word.EndsWith("sime", StringComparison.Ordinal)) && !cues.Subordinate.Contains(words[at - 1].Text);

    /// <summary>Whether a topic ends where a time of the visit stands, or by its length.</summary>
    private bool Ends(Cue current, int first, int content, int at)
    {
        if (current is Cue.Topic or Cue.Ask)
        {
            foreach (var time in when.From(at))
            {
                if (time.First > at) break;
                if (time.Entity.Type is EntityType.TimeRange or EntityType.DateTimeRange or EntityType.DateTime or EntityType.Time) return true;
                if (time.Entity.Type == EntityType.Duration && time.Entity.Best?.Seconds is <= LongestVisitSeconds && at > content && !IsTheirs(time)) return true;
                if (time.Entity.Type == EntityType.Date) return true;
            }
            if (at > content && IsNewSentence(at, content)) return true;
            if (at > 0 && cues.AskAbout.Contains(words[at - 1].Text)) return true;
            return at - first > LongestTopic;
        }
        if (current is Cue.MoodNoun && at == first + 2 && IsMoodAfter(first + 1)) return true;
        if (current is Cue.MoodNoun) return at - (people.At(first) is var who and >= 0 ? Roles[who].End : first) > LongestMoodNoun || times.Exists(time => time.First == at) || Roles.Exists(role => role.First == at);
        return false;
    }

    /// <summary>"teema õppimine | poiss on kuus": somebody and a verb of being, a word that goes on to something else, an age.</summary>
    private bool IsNewSentence(int at, int content)
    {
        if (cues.Subordinate.Contains(words[content].Text)) return false;
        if (cues.Cut.Contains(words[at].Text) && !cues.Subordinate.Contains(words[at - 1].Text)) return true;
        if (when.Begins(at, EntityType.Age)) return true;
        var who = people.At(at) >= 0 ? people.At(at) : cues.Skip.Contains(words[at].Text) && !cues.Prepositions.Contains(words[at].Text) ? people.At(at + 1) : -1;
        // "bedtimes and the lad": what an article belongs to was looked at with it.
        if (who >= 0 && Roles[who].First == at && words[at - 1].Text is "the" or "a" or "his" or "her" or "their") return false;
        if (who < 0 || cues.Prepositions.Contains(words[at - 1].Text) || cues.But.Contains(words[at - 1].Text) || cues.Asking.Contains(words[at - 1].Text)) return false;
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
