using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Who is mentioned in a note, by word, and who of them speaks or was spoken with.</summary>
internal sealed class People
{
    private readonly Words words;
    private readonly NoteCues cues;
    private readonly List<Timed> times;

    /// <summary>Which role begins and which ends at each word; -1: none.</summary>
    private readonly int[] roleAt, roleTo;

    public People(Words words, NoteCues cues, List<Timed> times, HashSet<int> families)
    {
        (this.words, this.cues, this.times) = (words, cues, times);
        (roleAt, roleTo) = (new int[words.Count + 1], new int[words.Count + 1]);
        Array.Fill(roleAt, -1);
        Array.Fill(roleTo, -1);
        Roles = new RoleFinder(words, cues, times, families).Find();
        for (var i = 0; i < Roles.Count; i++) (roleAt[Roles[i].First], roleTo[Roles[i].End]) = (i, i);
    }

    public List<RoleHit> Roles { get; }

    /// <summary>Roles that speak, ask or promise: present whatever segment they stand in.</summary>
    public HashSet<int> Subjects { get; } = [];

    /// <summary>The role that begins at a word, "none" included; -1: none.</summary>
    public int At(int word) => roleAt[word];

    /// <summary>Somebody whose words begin here; -1: nobody.</summary>
    public int Somebody(int at) => roleAt[at] is var who and >= 0 && Roles[who].Role != "none" ? who : -1;

    /// <summary>The role whose words end before a word; -1: none.</summary>
    public int Before(int word) => roleTo[word] is var who and >= 0 && Roles[who].Role != "none" ? who : -1;

    public bool IsPronoun(string word) => cues.Lang switch
    {
        Lang.Et => word is "ta" or "tema" or "nad",
        Lang.Ru => word is "она" or "он" or "они" or "ona" or "on" or "oni",
        _ => word is "she" or "he" or "they",
    };

    /// <summary>Who speaks just before a cue; they count as present.</summary>
    public int? SubjectBefore(CueHit hit)
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

    /// <summary>"с бабушкой и внуком", "vanaema ja pojaga": after the word, or before the ending of the last, that says with whom.</summary>
    /// <returns>After them; <paramref name="at"/>: nobody.</returns>
    public int Companions(int at)
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
}
