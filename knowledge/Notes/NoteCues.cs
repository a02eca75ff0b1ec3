using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Notes;

/// <summary>What a cue word says the next words of a note are about.</summary>
internal enum Cue
{
    None,
    /// <summary>The visit itself: when, where, with whom.</summary>
    Visit,
    Presence,
    Start,
    End,
    Lasted,
    Topic,
    /// <summary>Somebody asked about something: a topic, and somebody present.</summary>
    Ask,
    Agreement,
    /// <summary>Somebody present promised something: an agreement.</summary>
    Promise,
    /// <summary>Somebody will do something ("ema toob paberid", "mum'll ring"): an agreement, whether or not they are there.</summary>
    Will,
    /// <summary>What somebody present said: nothing in it is about the visit.</summary>
    Speech,
    Next,
    Doc,
    /// <summary>Waiting and travelling are no part of a visit's time.</summary>
    Wait,
    NoContact,
    Cancelled,
    MoodNoun,
    MoodPhrase,
    Correction,
    /// <summary>A bare "no": a correction only right between two of a kind.</summary>
    BareCorrection,
    SameTime,
}

/// <summary>The cue words of one language.</summary>
internal sealed class NoteCues
{
    private const int ShortestVerb = 4;

    private readonly bool latin;

    private sealed class Data
    {
        public required string[] Visit { get; init; }
        public required string[] Presence { get; init; }
        public required string[] Start { get; init; }
        public required string[] End { get; init; }
        public required string[] Lasted { get; init; }
        public required string[] Topic { get; init; }
        public required string[] Ask { get; init; }
        public required string[] Agreement { get; init; }
        public required string[] Promise { get; init; }
        public required string[] Will { get; init; }
        public required string[] WillEndings { get; init; }
        public required string[] WillBeginnings { get; init; }
        public required string[] NotWill { get; init; }
        public required string[] EndPhrases { get; init; }
        public required string[] Copula { get; init; }
        public required string[] NotFeeling { get; init; }
        public required string[] FeelingEndings { get; init; }
        public required string[] Going { get; init; }
        public required string[] NextWord { get; init; }
        public required string[] NotYet { get; init; }
        public required string[] Planned { get; init; }
        public required string[] Companion { get; init; }
        public required string[] CompanionEndings { get; init; }
        public required string[] When { get; init; }
        public required string[] FeelingAbout { get; init; }
        public required string[] Speech { get; init; }
        public required string[] Next { get; init; }
        public required string[] Doc { get; init; }
        public required string[] Wait { get; init; }
        public required string[] Correction { get; init; }
        public required string[] BareCorrection { get; init; }
        public required string[] NoContact { get; init; }
        public required string[] Cancelled { get; init; }
        public required string[] Negation { get; init; }
        public required string[] Without { get; init; }
        public required string[] MoodNoun { get; init; }
        public required string[] MoodPhrase { get; init; }
        public required string[] Mood { get; init; }
        public required string[] Be { get; init; }
        public required string[] But { get; init; }
        public required string[] SameTime { get; init; }
        public required string[] NextWeek { get; init; }
        public required string[] Skip { get; init; }
        public required string[] Subordinate { get; init; }
        public required string[] AskAbout { get; init; }
        public required string[] Ignore { get; init; }
        public required string[] Cut { get; init; }
        public required string[] Prepositions { get; init; }
        public required string[] Clock { get; init; }
        public required string[] ClockFrom { get; init; }
        public required string[] ClockUntil { get; init; }
        public required string[] ClockBetween { get; init; }
        public required string[] NotClock { get; init; }
        public required string[] BareHour { get; init; }
    }

    private sealed class RoleData
    {
        public required string Role { get; init; }
        public required string[] Present { get; init; }
        public required string[] SpokenTo { get; init; }
    }

    /// <param name="lang">The language of the notes.</param>
    /// <param name="latin">Russian written in Latin letters: words are compared by <see cref="Transliteration"/>'s key.</param>
    public NoteCues(Lang lang, bool latin = false)
    {
        (Lang, this.latin) = (lang, latin);
        var data = Resource.Yaml<Data>($"Notes/Cues/{lang.Code()}.yaml");
        (Cue Cue, string[] Phrases)[] cues =
        [
            (Cue.Visit, data.Visit), (Cue.Presence, data.Presence), (Cue.Start, data.Start), (Cue.End, data.End), (Cue.Lasted, data.Lasted), (Cue.Topic, data.Topic),
            (Cue.Ask, data.Ask), (Cue.Agreement, data.Agreement), (Cue.Promise, data.Promise), (Cue.Speech, data.Speech), (Cue.Next, data.Next), (Cue.Doc, data.Doc),
            (Cue.Wait, data.Wait), (Cue.NoContact, data.NoContact), (Cue.Cancelled, data.Cancelled), (Cue.MoodNoun, data.MoodNoun), (Cue.MoodPhrase, data.MoodPhrase),
            (Cue.Correction, data.Correction), (Cue.BareCorrection, data.BareCorrection), (Cue.SameTime, data.SameTime), (Cue.None, data.Ignore),
        ];
        foreach (var (cue, phrases) in cues) Fill(Cues, phrases, cue);
        Fill(Negation, data.Negation, true);
        Fill(Outcomes, data.NoContact, Cue.NoContact);
        Fill(Outcomes, data.Cancelled, Cue.Cancelled);
        Fill(Mood, data.Mood, true);
        Fill(SameTime, data.SameTime, true);
        Fill(NextWeek, data.NextWeek, true);
        (Without, Be, But, Skip, Subordinate, AskAbout) = (Set(data.Without), Set(data.Be), Set(data.But), Set(data.Skip), Set(data.Subordinate), Set(data.AskAbout));
        (Cut, Prepositions, Clock, ClockFrom, ClockUntil, ClockBetween, BareHour) = (Set(data.Cut), Set(data.Prepositions), Set(data.Clock), Set(data.ClockFrom), Set(data.ClockUntil), Set(data.ClockBetween), Set(data.BareHour));
        Fill(NotClock, data.NotClock, true);
        Fill(Will, data.Will, true);
        Fill(NotWill, data.NotWill, true);
        Fill(EndPhrases, data.EndPhrases, true);
        Fill(NotFeeling, data.NotFeeling, true);
        Fill(Going, data.Going, true);
        Fill(NextWord, data.NextWord, true);
        Fill(NotYet, data.NotYet, true);
        Fill(Planned, data.Planned, true);
        Fill(Starts, data.Start, true);
        Fill(Ends, data.End, true);
        (Copula, Companion, When, FeelingAbout) = (Set(data.Copula), Set(data.Companion), Set(data.When), Set(data.FeelingAbout));
        (FeelingEndings, CompanionEndings) = (Spelt(data.FeelingEndings), Spelt(data.CompanionEndings));
        (WillEndings, WillBeginnings) = (Spelt(data.WillEndings), [.. Spelt(data.WillBeginnings).Select(Folding.Fold)]);
        var names = Resource.Yaml<Dictionary<string, string[]>>("Notes/Cues/first-names.yaml");
        (FirstNames, Joiners) = (Set(names[lang.Code()]), Set(names["joiners"]));
        foreach (var role in Resource.Yaml<Dictionary<string, RoleData[]>>("Notes/Cues/roles.yaml")[lang.Code()])
        {
            foreach (var form in role.Present) Roles.Add(Spelt(form), (role.Role, false));
            foreach (var form in role.SpokenTo.Except(role.Present)) Roles.Add(Spelt(form), (role.Role, true));
        }
        foreach (var (kind, phrases) in Resource.Yaml<Dictionary<string, Dictionary<string, string[]>>>("Notes/Cues/places.yaml")[lang.Code()])
        {
            Fill(kind == "call" ? Calls : Places, [.. phrases.Where(phrase => phrase[0] != '!')], kind);
            Fill(BarePlaces, [.. phrases.Where(phrase => phrase[0] == '!').Select(phrase => phrase[1..])], kind);
        }
    }

    public Lang Lang { get; }
    public CueTable<Cue> Cues { get; } = new();

    /// <summary>A visit that did not take place, wherever it is said.</summary>
    public CueTable<Cue> Outcomes { get; } = new();
    public CueTable<bool> Negation { get; } = new();
    public CueTable<bool> Mood { get; } = new();
    public CueTable<bool> SameTime { get; } = new();
    public CueTable<bool> NextWeek { get; } = new();
    public CueTable<(string Role, bool SpokenTo)> Roles { get; } = new();
    public CueTable<string> Places { get; } = new();
    public CueTable<string> Calls { get; } = new();

    /// <summary>Bare nouns that are places only next to a time or a family.</summary>
    public CueTable<string> BarePlaces { get; } = new();

    /// <summary>"By the end", beside which a mood needs nobody named.</summary>
    public CueTable<bool> EndPhrases { get; } = new();

    /// <summary>Verbs of being, and what somebody can be that is no feeling: away, ill, somewhere.</summary>
    public IReadOnlySet<string> Copula { get; }
    public CueTable<bool> NotFeeling { get; } = new();

    /// <summary>Endings that make of a word beside somebody how they are, without a verb.</summary>
    public string[] FeelingEndings { get; }

    /// <summary>Words before what a feeling is about.</summary>
    public IReadOnlySet<string> FeelingAbout { get; }

    /// <summary>The worker's own going there, to come: what makes of a day and an hour ahead the next visit.</summary>
    public CueTable<bool> Going { get; } = new();

    /// <summary>"Next", with which such a day begins, and what says that there is none yet.</summary>
    public CueTable<bool> NextWord { get; } = new();
    public CueTable<bool> NotYet { get; } = new();

    /// <summary>What was to be and was not.</summary>
    public CueTable<bool> Planned { get; } = new();

    /// <summary>Words, or endings, that say with whom.</summary>
    public IReadOnlySet<string> Companion { get; }
    public string[] CompanionEndings { get; }

    /// <summary>"Four o'clock when I left": joins a time to a verb after it.</summary>
    public IReadOnlySet<string> When { get; }
    public CueTable<bool> Starts { get; } = new();
    public CueTable<bool> Ends { get; } = new();

    /// <summary>Children's first names, and the words before them that make one of a name.</summary>
    public IReadOnlySet<string> FirstNames { get; }
    public IReadOnlySet<string> Joiners { get; }

    private CueTable<bool> Will { get; } = new();
    private CueTable<bool> NotWill { get; } = new();
    private string[] WillEndings { get; }
    private string[] WillBeginnings { get; }

    /// <returns>How many words from <paramref name="at"/> say that somebody named just before will do something; 0: none. A verb of what is so, not of what will be, is none.</returns>
    public int Intent(Words words, int at)
    {
        if (NotWill.Match(words, at, out _) > 0) return 0;
        var length = Will.Match(words, at, out _);
        if (length > 0) return length;
        var word = words[at].Text;
        if (word.Length < ShortestVerb || Array.TrueForAll(WillEndings, ending => !word.EndsWith(ending, StringComparison.Ordinal))) return 0;
        return WillBeginnings.Length == 0 || Array.Exists(WillBeginnings, beginning => word.StartsWith(beginning, StringComparison.Ordinal)) ? 1 : 0;
    }

    /// <summary>Words meaning that somebody is missing: ilma, без, without.</summary>
    public IReadOnlySet<string> Without { get; }

    /// <summary>Words that stand between somebody and a mood.</summary>
    public IReadOnlySet<string> Be { get; }

    /// <summary>Words that join a second mood.</summary>
    public IReadOnlySet<string> But { get; }

    /// <summary>Words that say nothing at the edge of a span.</summary>
    public IReadOnlySet<string> Skip { get; }

    /// <summary>Words that begin a subordinate clause.</summary>
    public IReadOnlySet<string> Subordinate { get; }

    /// <summary>Postpositions after what was asked about.</summary>
    public IReadOnlySet<string> AskAbout { get; }

    /// <summary>Words that begin something else than a topic goes on with.</summary>
    public IReadOnlySet<string> Cut { get; }

    /// <summary>Words that make of the next one a part of a topic.</summary>
    public IReadOnlySet<string> Prepositions { get; }

    /// <summary>Words that make a clock time of the number after them, its start or its end.</summary>
    public IReadOnlySet<string> Clock { get; }
    public IReadOnlySet<string> ClockFrom { get; }
    public IReadOnlySet<string> ClockUntil { get; }

    /// <summary>Words that may stand between those and the number.</summary>
    public IReadOnlySet<string> ClockBetween { get; }

    /// <summary>What is counted, not a time.</summary>
    public CueTable<bool> NotClock { get; } = new();

    /// <summary>"An hour" in one word.</summary>
    public IReadOnlySet<string> BareHour { get; }

    private void Fill<T>(CueTable<T> table, string[] phrases, T meaning)
    {
        foreach (var phrase in phrases) table.Add(Spelt(phrase), meaning);
    }

    private HashSet<string> Set(string[] words) => [.. Spelt(words).Select(Folding.Fold)];

    private string[] Spelt(string[] phrases) => latin ? Array.ConvertAll(phrases, Spelt) : phrases;

    private string Spelt(string phrase) => !latin ? phrase
        : string.Join(' ', phrase.Split(' ').Select(word => word == "*" ? word : word.EndsWith('*') ? Words.Latin(word[..^1]) + "*" : Words.Latin(word)));
}
