using System.Collections.Immutable;

namespace Assistant.Knowledge.Notes;

/// <summary>A word in a note that judges instead of telling.</summary>
/// <param name="Start">UTF-16 unit in the note.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Kind">What kind of judgement: <c>lazy</c>, <c>careless</c>, <c>parent</c>, <c>character</c>, <c>addiction</c>, <c>temper</c>, <c>dirty</c>.</param>
public readonly record struct Judgement(int Start, int Length, string Kind);

/// <summary>
/// Finds words of judgement in what a worker dictated, so that they may say what was seen instead. Only ever a hint.
/// Data: <c>Notes/Judgements/{lang}.yaml</c>; source: the state handbook on case work, 1.8 (facts, no emotions and interpretations).
/// </summary>
public sealed class JudgementReader
{
    private const string Folder = "Notes/Judgements/", Not = "-not", Said = "-said", Without = "-without";
    private const char AnyEnding = '*';

    /// <summary>So many words back somebody may have been named as the one who said it.</summary>
    private const int ReachOfSaying = 6;

    /// <summary>So many words back a "not" still belongs to the word.</summary>
    private const int ReachOfNot = 2;

    private readonly ImmutableArray<Language> languages = [.. Langs.All.Select(Language.Load)];

    private JudgementReader()
    {
    }

    /// <summary>The built-in words of all languages: notes mix them.</summary>
    public static JudgementReader Default { get; } = new();

    /// <returns>In the order they stand in the note; what others said, what is denied and what stands in quotation marks is left out.</returns>
    public ImmutableArray<Judgement> Read(string note)
    {
        var words = Split(note);
        var found = ImmutableArray.CreateBuilder<Judgement>();
        foreach (var language in languages)
            for (var at = 0; at < words.Count; at++)
                if (language.KindAt(words, at) is (var kind, var count) && !words[at].IsQuoted && !language.IsTold(words, at))
                    found.Add(new(words[at].Start, words[at + count - 1].End - words[at].Start, kind));
        return [.. found.DistinctBy(one => one.Start).OrderBy(one => one.Start)];
    }

    private static List<Word> Split(string note)
    {
        List<Word> words = [];
        var (isQuoted, sentence) = (false, 0);
        for (var at = 0; at < note.Length; at++)
        {
            if (note[at] is '"' or '„' or '“' or '”' or '«' or '»') isQuoted = note[at] is '"' or '“' ? !isQuoted : note[at] is '„' or '«';
            if (note[at] is '.' or '!' or '?' or ';' or '\n') sentence++;
            if (!char.IsLetter(note[at])) continue;
            var start = at;
            while (at + 1 < note.Length && (char.IsLetter(note[at + 1]) || note[at + 1] is '\'' or '’')) at++;
            words.Add(new(note[start..(at + 1)].ToLowerInvariant().Replace('’', '\''), start, at + 1, sentence, isQuoted));
        }
        return words;
    }

    private readonly record struct Word(string Text, int Start, int End, int Sentence, bool IsQuoted);

    /// <summary>Words next to each other, each whole or by its beginning.</summary>
    private sealed record Pattern(string Kind, ImmutableArray<string> Parts)
    {
        public bool Fits(List<Word> words, int at)
        {
            if (at + Parts.Length > words.Count) return false;
            for (var n = 0; n < Parts.Length; n++)
                if (words[at + n].Sentence != words[at].Sentence || !Fits(Parts[n], words[at + n].Text)) return false;
            return true;
        }

        private static bool Fits(string part, string word) => part[^1] == AnyEnding ? word.StartsWith(part.AsSpan(0, part.Length - 1), StringComparison.Ordinal) : word == part;
    }

    private sealed record Language(ImmutableArray<Pattern> Kinds, ImmutableArray<Pattern> Fine, ImmutableArray<Pattern> Sayings, ImmutableArray<Pattern> Denials)
    {
        public static Language Load(Lang lang)
        {
            var file = $"{Folder}{lang.Code()}.yaml";
            var all = FlatYaml.Read(file, Resource.Text(file)).SelectMany(entry => entry.Value.Split(',').Select(words => new Pattern(entry.Key, [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]))).ToList();
            return new([.. all.Where(one => one.Kind[0] != '-').OrderByDescending(one => one.Parts.Length)], Of(Not), Of(Said), Of(Without));

            ImmutableArray<Pattern> Of(string kind) => [.. all.Where(one => one.Kind == kind)];
        }

        public (string Kind, int Words)? KindAt(List<Word> words, int at)
        {
            foreach (var one in Kinds)
                if (one.Fits(words, at)) return Fine.Any(fine => fine.Fits(words, at)) ? null : (one.Kind, one.Parts.Length);
            return null;
        }

        /// <summary>Somebody is told to have said it, or it is denied.</summary>
        public bool IsTold(List<Word> words, int at)
        {
            for (var back = 1; back <= ReachOfSaying && at - back >= 0 && words[at - back].Sentence == words[at].Sentence; back++)
                if (Sayings.Any(one => one.Fits(words, at - back)) || back <= ReachOfNot && Denials.Any(one => one.Parts.Length <= back && one.Fits(words, at - back))) return true;
            return false;
        }
    }
}
