using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Finds who will do what: an agreement, whether or not the word for one is said.</summary>
internal sealed class Intents(Words words, NoteCues cues, NoteTimes when, People people)
{
    /// <summary>"ema toob paberid esmaspäevaks", "she'll send the form", "said he will ring".</summary>
    public void Add(List<CueHit> hits)
    {
        var (found, known, until) = (false, 0, hits.Count);
        var topic = hits.FindIndex(hit => hit.Cue is Cue.Topic or Cue.Ask) is var at && at >= 0 ? hits[at].End : words.Count;
        bool isTopicNamed(int word) => word > topic;
        for (var i = 0; i < words.Count; i++)
        {
            var own = cues.OwnIntent(words, i) is var mine and > 0 ? mine : isTopicNamed(i) ? cues.SharedIntent(words, i) : 0;
            if (own > 0 && isTopicNamed(i) && !hits.Exists(hit => hit.First <= i + 1 && hit.End > i))
            {
                hits.Add(new(Cue.Will, i, i + own));
                found = true;
                continue;
            }
            if (isTopicNamed(i) && when.OnlyAhead(i) is var day and > 0 && day < words.Count && (people.Somebody(day) >= 0 || people.IsPronoun(words[day].Text)) && !hits.Exists(hit => hit.First < day && hit.End > i))
            {
                // "Tomorrow he and his mum go to the bank".
                hits.Add(new(Cue.Will, i, day));
                (found, i) = (true, day);
                continue;
            }
            var who = people.Somebody(i);
            if (who < 0 && !people.IsPronoun(words[i].Text) && !(isTopicNamed(i) && cues.Others.Contains(words[i].Text) && !when.Begins(i + 1, EntityType.Date, EntityType.DateTime, EntityType.DateRange))) continue;
            var verb = who >= 0 ? people.Roles[who].End : i + 1;
            foreach (var time in when.From(verb))
            {
                if (time.First > verb) break;
                if (time.First == verb && time.Entity.Type is EntityType.Date or EntityType.DateRange or EntityType.DateTime) verb = time.End;
            }
            if (verb + 1 >= words.Count) continue;
            var length = cues.Intent(words, verb);
            if (length == 0 && isTopicNamed(i))
            {
                length = cues.IntentAfterTopic(words, verb);
                // "Laps magab ainult kaks tundi" says how it is.
                if (length > 0 && verb + length < words.Count && words[verb + length].Text is "ainult" or "vaid" or "only" or "just" or "только" or "лишь" or "всего") length = 0;
            }
            while (known < until && hits[known].End <= i) known++;
            if (length == 0 || (known < until && hits[known].First < verb + length)) continue;
            hits.Add(new(Cue.Will, i, verb + length));
            found = true;
        }
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits[i].Cue != Cue.Speech) continue;
            var verb = hits[i].End;
            while (verb < words.Count && verb < hits[i].End + 2 && cues.Subordinate.Contains(words[verb].Text)) verb++;
            if (verb + 1 < words.Count && cues.Intent(words, verb) > 0) hits[i] = hits[i] with { Cue = Cue.Promise };
        }
        if (found) hits.Sort((a, b) => a.First.CompareTo(b.First));
    }
}
