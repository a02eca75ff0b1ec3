using Assistant.Knowledge.Language.Grammar;
using Assistant.Knowledge.Language.Lexicons;
using Assistant.Knowledge.Language.Text;
using Assistant.Knowledge.Language.Values;
using NodaTime;

namespace Assistant.Knowledge.Language;

/// <summary>
/// Understands numbers, ordinals, ages, times, durations, dates, ranges and recurrences in Estonian, Russian and English. Pure and safe to share:
/// the words and rules of a language are read when it is first met, and never change. Never throws on any text; time is linear in its length.
/// </summary>
public sealed class Recognition
{
    private readonly Dictionary<Lang, Lazy<(Lexicon Lexicon, RuleTable Rules)>> languages = Langs.All.ToDictionary(
        lang => lang, lang => new Lazy<(Lexicon, RuleTable)>(() => (LexiconReader.Read(lang), RuleBook.For(lang))));

    private readonly Workspaces rooms = new();

    /// <summary>One for everybody, read lazily.</summary>
    public static Recognition Shared { get; } = new();

    /// <returns>The languages of a text, the likeliest first; never empty.</returns>
    public IReadOnlyList<Lang> Detect(string text)
    {
        var normal = new NormalText(text);
        return LanguageDetector.Detect(normal, Tokenizer.Split(normal), lang => languages[lang].Value.Lexicon);
    }

    /// <summary>Everything understood in a text, in order, without overlap.</summary>
    /// <param name="text">What a person wrote or dictated.</param>
    /// <param name="lang">Its language; <see langword="null"/>: detected, and messages of several languages are read in each.</param>
    /// <param name="reference">Now, local.</param>
    /// <param name="policy">How doubtful dates are read.</param>
    public IReadOnlyList<Entity> Recognize(string text, Lang? lang, LocalDateTime reference, TimePolicy policy) => Recognize(text, lang, reference, policy, null);

    private List<Entity> Recognize(string text, Lang? lang, LocalDateTime reference, TimePolicy policy, ZonedDateTime? zoned)
    {
        var normal = new NormalText(text);
        var tokens = Tokenizer.Split(normal);
        if (tokens.Length == 0) return [];
        if (lang is { } given) return Recognize(normal, tokens, given, reference, policy, zoned);
        var detected = LanguageDetector.Detect(normal, tokens, l => languages[l].Value.Lexicon);
        var found = Recognize(normal, tokens, detected[0], reference, policy, zoned);
        for (var i = 1; i < detected.Count; i++) found = Merged(found, Recognize(normal, tokens, detected[i], reference, policy, zoned));
        return found;
    }

    /// <summary>The one moment a message means: the answer to "when?".</summary>
    public Meant Meant(string text, Lang? lang, LocalDateTime reference, TimePolicy policy) => Language.Meant.Of(Recognize(text, lang, reference, policy));

    /// <summary>As <see cref="Recognize(string, Lang?, LocalDateTime, TimePolicy)"/>, with hours and minutes reckoned as elapsed time: "in three hours"
    /// is three hours later even in the night when the clocks change.</summary>
    public IReadOnlyList<Entity> Recognize(string text, Lang? lang, ZonedDateTime reference, TimePolicy policy) => Recognize(text, lang, reference.LocalDateTime, policy, reference);

    /// <returns>The number or ordinal that a text spells, the longest first; <see langword="null"/>: none.</returns>
    public double? Number(string text, Lang? lang)
    {
        var normal = new NormalText(text);
        var tokens = Tokenizer.Split(normal);
        if (tokens.Length == 0) return null;
        var (lexicon, rules) = languages[lang ?? LanguageDetector.Detect(normal, tokens, l => languages[l].Value.Lexicon)[0]].Value;
        using var parse = new Parse(normal, tokens, rules, new LocalDateTime(2000, 1, 1, 0, 0), lexicon.Lang, rooms);
        new Seeds(parse, lexicon).Plant();
        Item? widest = null;
        for (var i = 0; i < tokens.Length; i++)
        {
            foreach (var item in parse.At(i))
            {
                if (item.Sym is Sym.Num or Sym.Ord or Sym.Scale && (widest is null || item.Width > widest.Width || (item.Width == widest.Width && Rank(item) > Rank(widest)))) widest = item;
            }
        }
        return widest?.N;
    }

    /// <summary>A cardinal before an ordinal before a fraction: "one hundredth" is rather the hundredth than 0.01.</summary>
    private static int Rank(Item item) => item.Sym == Sym.Num ? (item.Rule is "number.of" or "number.a-of" ? 0 : 2) : 1;

    private List<Entity> Recognize(NormalText text, Token[] tokens, Lang lang, LocalDateTime reference, TimePolicy policy, ZonedDateTime? zoned)
    {
        var (lexicon, rules) = languages[lang].Value;
        using var parse = new Parse(text, tokens, rules, reference, lang, rooms) { Zoned = zoned };
        new Seeds(parse, lexicon).Plant();
        var selection = new Selection(parse);
        var resolver = new Resolver(reference, policy, lang);
        List<Entity> found = [];
        foreach (var item in selection.Choose())
        {
            found.Add(Made(parse, resolver, item, selection.Also(item)));
        }
        return found;
    }

    /// <summary>What the second reading found where the first found nothing, or only numbers.</summary>
    private static List<Entity> Merged(List<Entity> first, List<Entity> second)
    {
        List<Entity> merged = [.. first];
        foreach (var entity in second)
        {
            if (entity.Type is EntityType.Number or EntityType.Ordinal && merged.Exists(known => Overlap(known, entity))) continue;
            if (merged.Exists(known => Overlap(known, entity) && (known.Type is not (EntityType.Number or EntityType.Ordinal) || known.Text.Length > entity.Text.Length))) continue;
            merged.RemoveAll(known => Overlap(known, entity));
            merged.Add(entity);
        }
        merged.Sort((a, b) => a.Start.CompareTo(b.Start));
        return merged;
    }

    private static bool Overlap(Entity a, Entity b) => a.Start < b.End && b.Start < a.End;

    private static Entity Made(Parse parse, Resolver resolver, Item item, List<Item>? also)
    {
        var (type, timex, readings) = resolver.Resolve(item);
        var start = parse.Text.OriginalStart(parse.Tokens[item.Start].Start);
        var end = parse.Text.OriginalEnd(parse.Tokens[item.End - 1].End);
        var missing = item.Value is DateValue { Missing: true };
        var doubtful = Doubtful(item, readings);
        return new Entity(start, end, type, parse.Text.Original[start..end], timex, readings, missing ? 0.9 : doubtful ? 0.6 : item.Has(Form.Folded) || item.Score < 0 ? 0.75 : 0.95, item.Rule)
        {
            Role = item.Has(Form.El | Form.FromRole) && item.Sym is not (Sym.Amount or Sym.Num) ? TimeRole.From : item.Has(Form.Ter | Form.UntilRole) ? TimeRole.Until : item.Has(Form.Tra) ? TimeRole.By : TimeRole.None,
            Also = also is null ? [] : also.ConvertAll(other => Made(parse, resolver, other, null)),
            Weeks = item.Value is SetValue set ? set.Weeks : 1,
            Problem = missing ? TimeProblem.NoSuchDate : doubtful ? TimeProblem.Ambiguous : TimeProblem.None,
        };
    }

    /// <summary>Two readings are alive when the hour leaves morning and evening open near seven, or the date has no likelier reading.</summary>
    private static bool Doubtful(Item item, List<Resolution> readings) => item.Value switch
    {
        ClockValue { Twelve: true, Hour: 7 } => true,
        MomentValue { Clock: { Twelve: true, Hour: 7 } } => true,
        DateValue { Relative: true, Grain: Grain.Day } => readings.Count > 1,
        _ => false,
    };
}
