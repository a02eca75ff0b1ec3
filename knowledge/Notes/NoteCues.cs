using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Notes;

/// <summary>The cue words of one language.</summary>
internal sealed class NoteCues
{
    private const int ShortestVerb = 4;

    private readonly bool latin;

    /// <param name="lang">The language of the notes.</param>
    /// <param name="latin">Russian written in Latin letters: words are compared by <see cref="Transliteration"/>'s key.</param>
    public NoteCues(Lang lang, bool latin = false)
    {
        (Lang, this.latin) = (lang, latin);
        var data = Resource.Yaml<NoteCueData>($"Notes/Cues/{lang.Code()}.yaml");
        (Cue Cue, string[] Phrases)[] cues =
        [
            (Cue.Visit, data.Visit), (Cue.Presence, data.Presence), (Cue.Start, data.Start), (Cue.End, data.End), (Cue.Lasted, data.Lasted), (Cue.Topic, data.Topic), (Cue.Topic, data.Deeds),
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
        Fill(NotDeeds, data.NotDeeds, true);
        Fill(Later, data.Later, true);
        Fill(NotMine, data.NotMine, true);
        Fill(Meeting, data.Meeting, true);
        Fill(Things, data.Thing, true);
        (Everybody, Mine, Denied, Both, MineEndings) = (Set(data.Everybody), Set(data.Mine), Set(data.Denied), Set(data.Both), Spelt(data.MineEndings));
        Fill(Starts, data.Start, true);
        Fill(Ends, data.End, true);
        (Copula, Companion, When, FeelingAbout, DayLink) = (Set(data.Copula), Set(data.Companion), Set(data.When), Set(data.FeelingAbout), Set(data.DayLink));
        (MoodAdjectives, Others) = (Set(data.MoodAdjective), Set(data.Others));
        (Asking, ObliqueEndings) = (Set(data.Asking), Spelt(data.ObliqueEndings));
        (FeelingEndings, CompanionEndings) = (Spelt(data.FeelingEndings), Spelt(data.CompanionEndings));
        (WillEndings, WillBeginnings) = (Spelt(data.WillEndings), [.. Spelt(data.WillBeginnings).Select(Folding.Fold)]);
        var names = Resource.Yaml<Dictionary<string, string[]>>("Notes/Cues/first-names.yaml");
        (FirstNames, Joiners) = (Set(names[lang.Code()]), Set(names["joiners"]));
        foreach (var role in Resource.Yaml<Dictionary<string, NoteRoleData[]>>("Notes/Cues/roles.yaml")[lang.Code()])
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

    /// <summary>What may be quiet or hard by itself: "vaikne päev" tells of no person's mood.</summary>
    public CueTable<bool> Things { get; } = new();

    /// <summary>Before the word for a mood, and the mood is said with it: "hea tuju".</summary>
    public IReadOnlySet<string> MoodAdjectives { get; }

    /// <summary>Friends, neighbours, doctors: what they will do is agreed too.</summary>
    public IReadOnlySet<string> Others { get; }

    /// <summary>Two of them: "mõlemad lapsed".</summary>
    public IReadOnlySet<string> Both { get; }

    /// <summary>Verbs of being, and what somebody can be that is no feeling: away, ill, somewhere.</summary>
    public IReadOnlySet<string> Copula { get; }
    public CueTable<bool> NotFeeling { get; } = new();

    /// <summary>Endings that make of a word beside somebody how they are, without a verb.</summary>
    /// <summary>Words that begin a question that was talked about.</summary>
    public HashSet<string> Asking { get; }

    /// <summary>Endings of somebody who is spoken to or of, never of who feels.</summary>
    public string[] ObliqueEndings { get; }

    public string[] FeelingEndings { get; }

    /// <summary>Words before what a feeling is about.</summary>
    public IReadOnlySet<string> FeelingAbout { get; }

    /// <summary>The worker's own going there, to come: what makes of a day and an hour ahead the next visit.</summary>
    public CueTable<bool> Going { get; } = new();

    /// <summary>"Next", with which such a day begins, and what says that there is none yet.</summary>
    public CueTable<bool> NextWord { get; } = new();
    public CueTable<bool> NotYet { get; } = new();

    /// <summary>Verbs of a next visit that stay one within what was agreed.</summary>
    public CueTable<bool> Meeting { get; } = new();

    /// <summary>Deeds of worker and family that are no topic: to wait, to begin.</summary>
    public CueTable<bool> NotDeeds { get; } = new();

    /// <summary>"All", "both", "the family": who feels something though nobody is named.</summary>
    public IReadOnlySet<string> Everybody { get; }

    /// <summary>Before or after the word for an agreement: there is none.</summary>
    public IReadOnlySet<string> Denied { get; }

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

    /// <summary>Verbs that tell what somebody does as a rule, and after the topic what they will do.</summary>
    private CueTable<bool> Later { get; } = new();

    /// <summary>"I", what its verbs end in, and verbs of it that promise nothing.</summary>
    private IReadOnlySet<string> Mine { get; }
    private string[] MineEndings { get; }
    private CueTable<bool> NotMine { get; } = new();
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

    /// <returns>How many words from <paramref name="at"/> say, once the topic is named, that somebody named just before is to do something; 0: none.</returns>
    public int IntentAfterTopic(Words words, int at)
    {
        if (Later.Match(words, at, out _) is var length and > 0) return length;
        const string verbEnding = "s";
        var word = words[at].Text;
        return Lang == Lang.En && word.Length >= ShortestVerb && word.EndsWith(verbEnding, StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal)
            && NotWill.Match(words, at, out _) == 0 && Cues.Match(words, at, out _) == 0 && Roles.Match(words, at, out _) == 0 && !Be.Contains(word) && Mood.Match(words, at, out _) == 0 && NotClock.Match(words, at, out _) == 0 ? 1 : 0;
    }

    /// <summary>"Magab", "sleeps", "спит": what somebody does now and again, told of them.</summary>
    public bool IsState(Words words, int at) => NotWill.Match(words, at, out _) > 0 && !Be.Contains(words[at].Text) || Later.Match(words, at, out _) > 0;

    /// <returns>How many words from <paramref name="at"/>, "I" included, say what the worker will do; 0: none, or that they go there again.</returns>
    public int OwnIntent(Words words, int at)
    {
        if (!Mine.Contains(words[at].Text) || at + 2 >= words.Count || NotMine.Match(words, at + 1, out _) > 0) return 0;
        if (Lang == Lang.En) return words[at + 1].Text is "will" or "ll" or "'ll" && Going.Match(words, at, out _) == 0 && Going.Match(words, at + 2, out _) == 0 && NextCue(words, at) == 0 ? 2 : 0;
        var verb = words[at + 1].Text;
        if (Going.Match(words, at + 1, out _) > 0 || verb.Length < ShortestVerb) return 0;
        return Array.Exists(MineEndings, ending => verb.EndsWith(ending, StringComparison.Ordinal)) ? 2 : 0;
    }

    /// <returns>How many words from <paramref name="at"/> say what worker and family will do together ("kirjutame avalduse"), or somebody whose words the phone ran together ("theyll start"); 0: none.</returns>
    public int SharedIntent(Words words, int at)
    {
        const int shortest = 5;
        var word = words[at].Text;
        if (Lang == Lang.En) return word is "theyll" or "shell" or "itll" && at + 1 < words.Count ? 1 : 0;
        if (Lang != Lang.Et || word.Length < shortest || !word.EndsWith("me", StringComparison.Ordinal) || word.EndsWith("sime", StringComparison.Ordinal) || at + 1 >= words.Count) return 0;
        return word is "kolme" or "mitme" || word.EndsWith("kümme", StringComparison.Ordinal) || word.EndsWith("kumme", StringComparison.Ordinal) || word.EndsWith("homme", StringComparison.Ordinal) || NotMine.Match(words, at, out _) > 0 || Going.Match(words, at, out _) > 0 || Meeting.Match(words, at, out _) > 0 || NotDeeds.Match(words, at, out _) > 0 || Cues.Match(words, at, out _) > 0 || Roles.Match(words, at, out _) > 0 ? 0 : 1;
    }

    /// <summary>"I", which belongs to what the worker promised.</summary>
    public bool IsMine(string word) => Mine.Contains(word);

    private int NextCue(Words words, int at)
    {
        const int within = 3;
        for (var i = at; i < Math.Min(words.Count, at + within); i++)
        {
            if (Cues.Match(words, i, out var cue) is var length && length > 0 && cue is Cue.Next or Cue.Speech) return length;
        }
        return 0;
    }

    /// <summary>Words meaning that somebody is missing: ilma, без, without.</summary>
    public IReadOnlySet<string> Without { get; }

    /// <summary>Words that stand between somebody and a mood.</summary>
    public IReadOnlySet<string> Be { get; }

    /// <summary>Words that join a second mood.</summary>
    public IReadOnlySet<string> But { get; }

    /// <summary>Words that may stand between a day ahead and the verb after it.</summary>
    public IReadOnlySet<string> DayLink { get; }

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
        foreach (var phrase in phrases)
        {
            table.Add(Spelt(phrase), meaning);
            // A phone leaves out the apostrophe.
            if (phrase.Contains("n't", StringComparison.Ordinal)) table.Add(phrase.Replace("n't", "nt", StringComparison.Ordinal), meaning);
        }
    }

    private HashSet<string> Set(string[] words) => [.. Spelt(words).Select(Folding.Fold)];

    private string[] Spelt(string[] phrases) => latin ? Array.ConvertAll(phrases, Spelt) : phrases;

    private string Spelt(string phrase) => !latin ? phrase
        : string.Join(' ', phrase.Split(' ').Select(word => word == "*" ? word : word.EndsWith('*') ? Words.Latin(word[..^1]) + "*" : Words.Latin(word)));
}
