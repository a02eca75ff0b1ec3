using Assistant.Knowledge.Language.Text;

namespace Assistant.Knowledge.Language.Concepts;

/// <summary>One word, or a phrase at its first word, of a message and what it means.</summary>
/// <param name="Concepts">Bits of its concepts; empty for words that mean nothing here.</param>
/// <param name="Start">First character in the original text, UTF-16.</param>
/// <param name="End">After the last character of the word or phrase in the original text.</param>
/// <param name="Sentence">Number of the sentence it stands in, from 0.</param>
internal readonly record struct TaggedWord(ConceptSet Concepts, int Start, int End, int Sentence);

/// <summary>A message as concepts, in the order they were said. Linear in the length of the text; never throws.</summary>
internal sealed class Tagged
{
    /// <summary>Words a phrase's gap may skip.</summary>
    private const int GapWords = 2;

    /// <summary>Words up to which no notes are taken on the heap.</summary>
    private const int OnStack = 256;

    private readonly TaggedWord[] words;

    private Tagged(NormalText text, Token[] tokens, TaggedWord[] words)
    {
        (Text, Tokens, this.words) = (text, tokens, words);
        foreach (var word in words) All |= word.Concepts;
    }

    /// <summary>The text it was read from.</summary>
    public NormalText Text { get; }

    /// <summary>The text's tokens; not to be changed.</summary>
    public Token[] Tokens { get; }

    /// <summary>The words.</summary>
    public ReadOnlySpan<TaggedWord> Words => words;

    /// <summary>Every concept of the message.</summary>
    public ConceptSet All { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="lexicon">The words known.</param>
    /// <param name="text">What was written.</param>
    /// <param name="hint">The language the person writes in, when known.</param>
    /// <param name="kept">Concepts that words keep inside a phrase, whose concepts otherwise replace theirs.</param>
    public static Tagged Read(ConceptLexicon lexicon, string text, Lang? hint, ConceptSet kept = default)
    {
        var normal = new NormalText(text);
        var tokens = Tokenizer.Split(normal);
        var places = Places(lexicon, normal, tokens);
        LanguageVote.Settle(lexicon, normal, places, hint);
        return new(normal, tokens, Join(lexicon, normal, places, kept));
    }

    /// <returns>A copy whose words lack the concepts in <paramref name="lost"/>, one entry a word.</returns>
    public Tagged Without(ConceptSet[] lost)
    {
        var kept = new TaggedWord[words.Length];
        for (var i = 0; i < kept.Length; i++) kept[i] = words[i] with { Concepts = words[i].Concepts - lost[i] };
        return new(Text, Tokens, kept);
    }

    /// <summary>Once a word is known only as Russian in Latin letters, the short ones may be Russian too.</summary>
    private static Place[] Places(ConceptLexicon lexicon, NormalText normal, Token[] tokens)
    {
        var places = new Place[tokens.Length];
        var count = Read(lexicon, normal, tokens, places, russianInLatin: false);
        if (count < 0) count = Read(lexicon, normal, tokens, places, russianInLatin: true);
        Array.Resize(ref places, count);
        return places;
    }

    /// <returns>How many places there are; negative: there is a word known only as Russian in Latin letters, so read again with that in mind.</returns>
    private static int Read(ConceptLexicon lexicon, NormalText normal, Token[] tokens, Place[] places, bool russianInLatin)
    {
        var (count, sentence) = (0, 0);
        Span<char> key = stackalloc char[WordPattern.MaxWord];
        AtomsFound found = new();
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.Mark)
            {
                if (normal[token.Start] is '.' or '!' or '?' or ';' or '…') sentence++;
                continue;
            }
            found.Clear();
            var length = token.Length <= WordPattern.MaxWord ? WordPattern.Key(normal.Chars[token.Start..token.End], key) : 0;
            if (length > 0 && lexicon.Look(key[..length], found, russianInLatin) && !russianInLatin) return -1;
            places[count++] = new(token, sentence, lexicon.Written(found.ToArray(), normal.Chars[token.Start..token.End]));
        }
        return count;
    }

    private static TaggedWord[] Join(ConceptLexicon lexicon, NormalText normal, Place[] places, ConceptSet kept)
    {
        kept |= lexicon.Kept;
        var joined = new TaggedWord[places.Length];
        var count = 0;
        Span<bool> taken = places.Length <= OnStack ? stackalloc bool[places.Length] : new bool[places.Length];
        taken.Clear();
        Span<int> path = stackalloc int[LexiconBuilder.MaxPhrase];
        Span<int> best = stackalloc int[LexiconBuilder.MaxPhrase];
        for (var i = 0; i < places.Length; i++)
        {
            ConceptSet own = default;
            ConceptSet whole = default;
            ConceptSet added = default;
            var length = 0;
            var end = i;
            foreach (var atom in places[i].Atoms)
            {
                own |= lexicon.ConceptsOf(atom);
                foreach (var phrase in lexicon.PhrasesFrom(atom))
                {
                    if (taken[i] && !phrase.Adds) continue;
                    var followed = Follow(phrase.Rest, places, phrase.Adds ? [] : taken, i, path);
                    if (followed == 0) continue;
                    if (phrase.Adds)
                    {
                        added |= phrase.Concepts;
                        end = Math.Max(end, path[followed - 1]);
                        continue;
                    }
                    if (followed < length) continue;
                    whole = followed == length ? whole | phrase.Concepts : phrase.Concepts;
                    length = followed;
                    path[..followed].CopyTo(best);
                }
            }
            if (taken[i])
            {
                // To the last word before it, so that windows stay as wide as they are counted.
                if (!added.IsEmpty) joined[count - 1] = joined[count - 1] with { Concepts = joined[count - 1].Concepts | added };
                continue;
            }
            if (length > 0) whole |= own & kept;
            foreach (var place in best[..length])
            {
                taken[place] = true;
                foreach (var atom in places[place].Atoms) whole |= lexicon.ConceptsOf(atom) & kept;
            }
            if (length > 0) end = Math.Max(end, best[length - 1]);
            joined[count++] = Word(normal, places, i, end, (length > 0 ? whole : own) | added);
        }
        Array.Resize(ref joined, count);
        return joined;
    }

    private static TaggedWord Word(NormalText normal, Place[] places, int first, int last, ConceptSet concepts) =>
        new(concepts, normal.OriginalStart(places[first].Token.Start), normal.OriginalEnd(places[last].Token.End), places[first].Sentence);

    /// <returns>How many further words the phrase has here, their places in <paramref name="path"/>; 0 when it is not here.</returns>
    private static int Follow(int[] rest, Place[] places, ReadOnlySpan<bool> taken, int from, Span<int> path)
    {
        var count = 0;
        var at = from;
        var skip = 0;
        foreach (var wanted in rest)
        {
            if (wanted == LexiconBuilder.Gap)
            {
                skip = GapWords;
                continue;
            }
            var last = Math.Min(places.Length - 1, at + 1 + skip);
            var next = at + 1;
            while (next <= last && ((!taken.IsEmpty && taken[next]) || !places[next].Atoms.AsSpan().Contains(wanted))) next++;
            if (next > last || places[next].Sentence != places[from].Sentence) return 0;
            path[count++] = at = next;
            skip = 0;
        }
        return count;
    }
}
