using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes.Names;
using Assistant.Knowledge.Safety;
using NodaTime;

namespace Assistant.Knowledge.Notes;

/// <summary>One note being read.</summary>
internal sealed class NoteReading
{
    private readonly Words words;
    private readonly NoteCues cues;
    private readonly Recognition recognition;
    private readonly LocalDateTime reference;
    private readonly ConcernReader concerns;
    private readonly List<Timed> times = [];
    private readonly List<FamilyMention> families;
    private readonly Segments segments;
    private readonly List<NoteProblem> problems = [];

    public NoteReading(Words words, NoteCues cues, Recognition recognition, LocalDateTime reference, FamilyLinker linker, ConcernReader concerns)
    {
        (this.words, this.cues, this.recognition, this.reference, this.concerns) = (words, cues, recognition, reference, concerns);
        foreach (var entity in ClockRepair.NoFarYears(recognition.Recognize(words.Note, cues.Lang, reference, TimePolicy.Past), text => recognition.Recognize(text, cues.Lang, reference, TimePolicy.Past), reference))
        {
            var (first, end) = (words.At(entity.Start), words.At(entity.End));
            if (first >= words.Count || (words.IsCut && end == words.Count)) break;
            // "Pool tundi hiljem", "half an hour later": reckoned from what was told, not from now.
            if (entity.Type == EntityType.DateTime && end > first && words[end - 1].Text is "hiljem" or "later" or "позже" or "спустя") continue;
            times.Add(new(entity, first, end));
            if (entity.Problem == TimeProblem.NoSuchDate) problems.Add(NoteProblem.NoSuchDate);
        }
        new ClockRepair(words, cues).Apply(times);
        if (words.IsCut) problems.Add(NoteProblem.TooLong);
        families = [.. linker.Mentions(words.Normal, words.Tokens, cues.Lang).Where(family => words.At(family.Start) < words.Count)];
        if (families.Count == 0 && linker.Heading(words.Normal, words.Tokens) is { } heading) families.Add(heading);
        segments = new(words, cues, times, [.. families.Select(family => words.At(family.Start))], reference.Date);
    }

    public NoteDraft Draft()
    {
        var outcome = new OutcomeReader(words, cues, segments, times).Read();
        var visit = new VisitTimes(words, cues, segments, times, reference).Read(outcome);
        if (visit.Contradicts) problems.Add(NoteProblem.TimesContradict);
        if (visit.Start is { IsSure: false }) problems.Add(NoteProblem.AmbiguousTime);
        var next = new NextVisitReader(words, cues, segments, times, recognition, reference).Read(visit, outcome);
        var happened = outcome == VisitOutcome.Held;
        var places = new PlaceReader(words, cues, segments, families, times);
        var place = places.Read(outcome);
        var presence = new PresenceReader(words, cues, segments, times, places.Elsewhere);
        var seen = presence.Read(place?.Value);
        var present = happened ? seen : [];
        var spans = new SpanReader(words, cues, segments, times, families);
        var safety = concerns.Read(words.Note, cues.Lang);
        var concern = new ConcernSense(words, segments, times).First(safety.Concerns);
        var family = Family();
        var topics = happened ? spans.Topics() : [];
        var agreements = happened ? spans.Agreements() : [];
        var moods = happened ? spans.Moods() : [];
        var saysAnything = family is not null || visit.Date is not null || visit.Start is not null || visit.Minutes is not null || place is not null || present.Count > 0 || topics.Count > 0 || agreements.Count > 0;
        return new NoteDraft
        {
            Family = family,
            VisitDate = visit.Date,
            Start = visit.Start,
            End = visit.End,
            DurationMinutes = visit.Minutes,
            Place = place,
            Present = present,
            Absent = presence.Absent,
            Topics = topics,
            Told = happened ? spans.Told(topics) : [],
            Agreements = agreements,
            Mood = moods,
            SafetyConcern = concern is null ? null : new Span(concern.Start, concern.End - concern.Start),
            IsSaidSafe = safety.SaidSafe,
            Next = next,
            DocumentationMinutes = visit.Documentation,
            Outcome = saysAnything || !happened ? new(outcome, default) : null,
            TellsOfVisit = segments.Hits.Exists(hit => hit.Cue == Cue.Visit),
            Problems = problems,
        };
    }

    /// <summary>The family named most surely, the first of equals; a correction takes back the one before it.</summary>
    private NoteField<string>? Family()
    {
        const int near = 3;
        List<FamilyMention> alive = [.. families];
        foreach (var hit in segments.Hits)
        {
            if (hit.Cue is not (Cue.Correction or Cue.BareCorrection)) continue;
            var right = alive.Find(mention => words.At(mention.Start) is var at && at >= hit.End && at <= hit.End + near);
            var wrong = alive.FindLast(mention => words.At(mention.Start) is var at && at < hit.First && at >= hit.First - near);
            if (right is not null && wrong is not null) alive.RemoveAll(mention => mention.Family == wrong.Family && mention.Start < right.Start);
        }
        if (alive.Count == 0) return null;
        var best = alive.MinBy(mention => mention.Doubt)!;
        return new(best.Family, new(best.Start, best.Length), IsSure: alive.TrueForAll(mention => mention.Family == best.Family) && best.Doubt < FamilyMention.Doubtful);
    }
}
