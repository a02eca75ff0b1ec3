using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes.Names;

namespace Assistant.Knowledge.Notes;

/// <summary>Topics, agreements and moods in the worker's own words.</summary>
internal sealed class SpanReader(Words words, NoteCues cues, Segments segments, List<Timed> times, List<FamilyMention> families)
{
    private const int FewestLooseWords = 2, MostLooseWords = 8, FewestTold = 2;

    public IReadOnlyList<Span> Topics()
    {
        List<Span> topics = [];
        foreach (var segment in segments.All)
        {
            if (segment.Cue is Cue.Topic or Cue.Ask) topics.AddRange(Mended(segment.Content, Sentence(segment)));
        }
        return topics.Count > 0 ? topics : Loose();
    }

    /// <summary>The topics with their verbs, what somebody said, and what else is told once the telling has begun: an act loses no word of it.</summary>
    /// <param name="topics">As <see cref="Topics"/> found them.</param>
    public IReadOnlyList<Span> Told(IReadOnlyList<Span> topics)
    {
        var from = segments.All.FindIndex(segment => segment.Cue is Cue.Topic or Cue.Ask or Cue.Speech);
        // What somebody said is not yet what was done: without a topic that is asked.
        if (from < 0 || !segments.All.Exists(segment => segment.Cue is Cue.Topic or Cue.Ask)) return topics;
        List<(int First, int End)> told = [];
        for (var n = from; n < segments.All.Count; n++)
        {
            var segment = segments.All[n];
            var isTold = segment.Cue is Cue.Topic or Cue.Ask or Cue.Speech || segment.Cue == Cue.Visit && Unexplained(segment) >= FewestTold;
            if (!isTold) continue;
            if (told is [.., var last] && last.End == segment.First) told[^1] = (last.First, segment.End);
            else told.Add((segment.First, segment.End));
        }
        return [.. told.SelectMany(one => Mended(one.First, one.End))];
    }

    /// <summary>"Rahast ja koolist ei vabandust lasteaiast": the words that take something back go, and what they take back.</summary>
    private IEnumerable<Span> Mended(int first, int end)
    {
        const int mostTakenBack = 2;
        var at = segments.Hits.FindIndex(hit => hit.First >= first && hit.End <= end && IsSlip(hit));
        if (at < 0) return Trimmed(first, end) is { } whole ? [whole] : [];
        var slip = segments.Hits[at];
        var (before, after) = (slip.First, Mended(slip.End, end).ToList());
        if (after.Count > 0 && before > first)
        {
            var item = before - 1;
            while (item > first && !(cues.Skip.Contains(words[item - 1].Text) || cues.Prepositions.Contains(words[item - 1].Text) || IsCue(item - 1))) item--;
            before = before - item > mostTakenBack ? before - 1 : item;
            while (before > first && (cues.Prepositions.Contains(words[before - 1].Text) || IsCue(before - 1))) before--;
        }
        return Trimmed(first, before) is { } kept ? [kept, .. after] : after;
    }

    private bool IsCue(int word) => segments.Hits.Exists(hit => hit.First <= word && hit.End > word);

    /// <summary>"Ei vabandust", "ой нет", "no sorry": a no and more that takes back. Either alone is an ordinary word in a topic.</summary>
    private bool IsSlip(CueHit hit) => hit.Cue == Cue.Correction && hit.End - hit.First > 1
        && cues.Cues.Match(words, hit.First, out var no, most: 1) > 0 && no == Cue.BareCorrection
        && cues.Cues.Match(words, hit.First + 1, out var more) is var length && more is Cue.Correction or Cue.BareCorrection && hit.First + 1 + length >= hit.End;

    private int Unexplained(Segment segment)
    {
        var count = 0;
        for (var i = segment.First; i < segment.End; i++)
        {
            if (!IsExplained(i) && !cues.Be.Contains(words[i].Text)) count++;
        }
        return count;
    }

    public IReadOnlyList<Span> Agreements()
    {
        List<Span> agreements = [];
        foreach (var segment in segments.All)
        {
            if (segment.Cue is not (Cue.Agreement or Cue.Promise or Cue.Will) || segment.Content >= segment.End || IsHollow(segment)) continue;
            // Who promised belongs to it.
            if (Trimmed(segment.Cue == Cue.Agreement ? segment.Content : segment.First, segment.End) is { } agreement) agreements.Add(agreement);
        }
        return agreements;
    }

    /// <summary>Where what is told of the topic ends: a full stop ends it too, where the note has any.</summary>
    private int Sentence(Segment segment) => words.Mark(segment.Content, segment.End, isSentence: true) is var at and > 0 ? at : segment.End;

    /// <summary>"Договорились по телефону что | увидимся в среду": what was agreed is the next visit.</summary>
    private bool IsHollow(Segment segment)
    {
        for (var i = segment.Content; i < segment.End; i++)
        {
            var place = cues.Places.Match(words, i, out _);
            // Somebody alone is no agreement.
            if (place > 0) i += place - 1;
            else if (segments.Roles.Exists(role => role.First <= i && role.End > i && segments.Hits.Exists(hit => hit.First >= role.End && hit.First <= segment.End && hit.Cue is Cue.Agreement or Cue.Promise))) continue;
            else if (!cues.Skip.Contains(words[i].Text) && !cues.Subordinate.Contains(words[i].Text) && words[i].Text is not ("to" or "на" or "что" or "et")) return false;
        }
        return true;
    }

    public IReadOnlyList<Span> Moods()
    {
        List<Span> moods = [];
        foreach (var segment in segments.All)
        {
            if (segment.Cue is Cue.MoodNoun or Cue.MoodPhrase) moods.Add(words.Between(segment.First, segment.Cue == Cue.MoodPhrase ? segment.Content : segment.End));
        }
        return moods;
    }

    /// <summary>"ema ja isa | laste uni ja reeglid | pool tundi": words between who was there and a time that nothing else explains.</summary>
    private IReadOnlyList<Span> Loose()
    {
        foreach (var role in segments.Roles)
        {
            var end = role.End;
            while (end < words.Count && segments.Kind(end) == Cue.Visit && !IsExplained(end)) end++;
            if (end - role.End < FewestLooseWords || end - role.End > MostLooseWords) continue;
            var closed = end == words.Count || times.Exists(time => time.First == end && time.Entity.Type is EntityType.Duration) || segments.Kind(end) is Cue.Next or Cue.Agreement or Cue.Doc or Cue.Lasted;
            if (closed && Trimmed(role.End, end) is { } topic) return [topic];
        }
        return [];
    }

    private bool IsExplained(int word) => cues.Skip.Contains(words[word].Text) && words[word].Text is not ("ja" or "и" or "and") || times.Exists(time => time.First <= word && time.End > word)
        || segments.Roles.Exists(role => role.First <= word && role.End > word) || families.Exists(family => words.At(family.Start) == word)
        || cues.Places.Match(words, word, out _) > 0 || cues.Negation.Match(words, word, out _) > 0 || segments.Hits.Exists(hit => hit.First <= word && hit.End > word);

    /// <summary>Without the small words at its edges; <see langword="null"/> when nothing is left.</summary>
    private Span? Trimmed(int first, int end)
    {
        while (first < end && (cues.Skip.Contains(words[first].Text) || cues.Be.Contains(words[first].Text)) && !cues.IsMine(words[first].Text) && segments.Roles.TrueForAll(role => role.First != first)) first++;
        while (end > first && (cues.Skip.Contains(words[end - 1].Text) || cues.But.Contains(words[end - 1].Text) || cues.Lang == Lang.Ru && (cues.Prepositions.Contains(words[end - 1].Text) || words[end - 1].Text is "в" or "во"))) end--;
        return end > first ? words.Between(first, end) : null;
    }
}
