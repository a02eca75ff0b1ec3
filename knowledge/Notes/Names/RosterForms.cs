using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Notes.Names;

/// <summary>How a word was recognised as a form of a name; the first is the surest.</summary>
internal enum Match
{
    /// <summary>A form with its diacritics, or a Russian form as it is written.</summary>
    Exact,
    /// <summary>Without diacritics.</summary>
    Folded,
    /// <summary>A form of a guessed stem.</summary>
    Guess,
    /// <summary>By sound: doubled letters lost, another alphabet.</summary>
    Sound,
    /// <summary>One letter wrong, missing or too many.</summary>
    Slip,
}

/// <param name="Family">Index in the roster.</param>
internal readonly record struct Reading(int Family, Match Match, FormCase Case);

/// <summary>Every form of every name of a roster, by spelling and by sound.</summary>
internal sealed class RosterForms
{
    /// <summary>Letters a form must have to be recognised with doubled letters lost, with a slip, or in Cyrillic by its sound alone.</summary>
    private const int ShortestSound = 4, ShortestSlip = 5, SureSound = 6;
    /// <summary>From this length on a slip may be in the first letter too.</summary>
    private const int LongName = 7;

    private readonly int[] lengths;
    private readonly Dictionary<string, List<(string Spelt, Reading Reading)>> spelt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Reading>> russian = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Reading>> sounds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Reading>> russianSounds = new(StringComparer.Ordinal);

    public RosterForms(IReadOnlyList<string> names)
    {
        lengths = new int[names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var name = new NormalText(names[i]).Chars.ToString().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            lengths[i] = name.Length;
            if (name.Length < 2) continue;
            var masculine = RussianForms.Masculine(name);
            foreach (var form in EstonianForms.Of(name)) Add(i, form);
            // A family is named by its men or women whatever the roster has.
            var other = masculine == name ? RussianForms.Feminine(name) : masculine;
            foreach (var form in other is null ? [] : EstonianForms.Of(other)) Add(i, form, Match.Folded);
            foreach (var form in English(name)) Add(i, form);
            foreach (var form in other is null ? [] : English(other)) Add(i, form, Match.Folded);
            foreach (var (key, form) in RussianForms.Of(name))
            {
                Put(russian, key, new(i, Match.Exact, form));
                Put(russianSounds, SoundKey.Collapsed(key), new(i, Match.Sound, form));
            }
        }
    }

    /// <summary>What the word can be, every family once, the surest match first; empty when nothing.</summary>
    /// <param name="word">Lower case.</param>
    public List<Reading> Read(string word)
    {
        List<Reading> found = [];
        if (word.Length < 2) return found;
        if (word[0] >= 'Ѐ')
        {
            var key = SoundKey.Of(word, russianVowels: true);
            Take(found, russian, key, Match.Exact);
            var sound = SoundKey.Collapsed(key);
            if (sound.Length >= ShortestSound) Take(found, russianSounds, sound, sound.Length >= SureSound ? Match.Folded : Match.Sound);
            return found;
        }
        if (spelt.TryGetValue(Folding.Fold(word), out var same))
        {
            foreach (var (form, reading) in same)
            {
                Merge(found, reading.Match != Match.Exact || form == word ? reading : reading with { Match = Match.Folded });
            }
        }
        var latin = SoundKey.Of(word, collapse: true);
        if (latin.Length >= ShortestSound)
        {
            Take(found, sounds, latin, Match.Sound);
            Take(found, russianSounds, latin, Match.Sound);
        }
        return found;
    }

    /// <summary>Names a word may be a slip of; only asked for when <see cref="Read"/> found nothing.</summary>
    public List<Reading> ReadSlip(string word)
    {
        List<Reading> found = [];
        var cyrillic = word.Length > 0 && word[0] >= 'Ѐ';
        var sound = SoundKey.Of(word, cyrillic, collapse: true);
        if (sound.Length < ShortestSlip) return found;
        foreach (var (form, readings) in cyrillic ? russianSounds : sounds)
        {
            if (form.Length < ShortestSlip || Math.Abs(form.Length - sound.Length) > 1 || (form[0] != sound[0] && sound.Length < LongName)) continue;
            if (!IsOneSlip(form, sound)) continue;
            foreach (var reading in readings)
            {
                if (lengths[reading.Family] >= ShortestSlip) Merge(found, reading with { Match = Match.Slip });
            }
        }
        return found;
    }

    private static IEnumerable<NameForm> English(string name) =>
        [new(name + "s", FormCase.Plural, false), new(name + "'s", FormCase.Nominative, false), new(name + "s'", FormCase.Plural, false), new(name + "es", FormCase.Plural, true)];

    private void Add(int family, NameForm form, Match match = Match.Exact)
    {
        var reading = new Reading(family, form.IsGuess ? Match.Guess : match, form.Case);
        var folded = Folding.Fold(form.Text);
        if (!spelt.TryGetValue(folded, out var same)) spelt[folded] = same = [];
        same.Add((form.Text, reading));
        if (!form.IsGuess) Put(sounds, SoundKey.Of(form.Text, collapse: true), reading);
    }

    private static void Put(Dictionary<string, List<Reading>> forms, string key, Reading reading)
    {
        if (!forms.TryGetValue(key, out var readings)) forms[key] = readings = [];
        readings.Add(reading);
    }

    private static void Take(List<Reading> found, Dictionary<string, List<Reading>> forms, string key, Match match)
    {
        if (!forms.TryGetValue(key, out var readings)) return;
        foreach (var reading in readings) Merge(found, reading with { Match = match });
    }

    /// <summary>Keeps the surest reading of each family; of equally sure ones the family's plural.</summary>
    private static void Merge(List<Reading> found, Reading reading)
    {
        var at = found.FindIndex(known => known.Family == reading.Family);
        if (at < 0) found.Add(reading);
        else if (reading.Match < found[at].Match || (reading.Match == found[at].Match && reading.Case > found[at].Case)) found[at] = reading;
    }

    /// <summary>Whether one letter put in, left out or changed, but for the last, makes one of the other: another ending is another name.</summary>
    internal static bool IsOneSlip(string one, string other)
    {
        if (one.Length > other.Length) (one, other) = (other, one);
        if (one[^1] != other[^1]) return false;
        var i = 0;
        while (i < one.Length && one[i] == other[i]) i++;
        return one.Length == other.Length ? one.AsSpan(Math.Min(i + 1, one.Length)).SequenceEqual(other.AsSpan(Math.Min(i + 1, other.Length))) : one.AsSpan(i).SequenceEqual(other.AsSpan(i + 1));
    }
}
