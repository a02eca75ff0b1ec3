using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Notes.Names;

namespace Assistant.Dialogs.Visits;

/// <summary>Which family a note is about: one of the worker's own. A family that is not there and one of somebody else's are refused alike.</summary>
internal static class VisitFamily
{
    private const int LongestWords = 60;

    /// <summary>Families the worker writes acts about.</summary>
    public static ImmutableArray<FamilyFact> Open(Facts facts) => [.. facts.Cases.Roster.Where(family => family.CanFile)];

    /// <summary>Those with a name of the roster, or the one that is called so where little may be said.</summary>
    public static ImmutableArray<FamilyFact> Named(string name, Facts facts) => [.. Open(facts).Where(family => string.Equals(family.Name, name, StringComparison.OrdinalIgnoreCase) || family.Alias == name)];

    /// <summary>No family is called so.</summary>
    public static bool IsTooLong(string words) => words.AsSpan().Trim().Length > LongestWords;

    public static Reading<string> Read(Hearing h)
    {
        var open = Open(h.Facts);
        if (h.Said.Pressed is { } pressed) return open.Any(family => family.Id == pressed) ? pressed : default(Reading<string>);
        var words = h.Said.Text.Trim();
        if (words.Length == 0) return default(Reading<string>);
        if (IsTooLong(words)) return Reading.Refused<string>("engine.too-long");
        // Nobody's families are recorded: the worker says how the family stands in the act.
        if (open.IsEmpty) return words;
        ImmutableArray<FamilyFact> meant = h.Chosen is { } chosen ? [.. open.Where(family => family.Id == chosen)]
            : [.. open.Where(family => Is(family.Alias, words) || Is(family.Reference, words) || Is(family.Name, words))];
        if (meant.IsEmpty && h.Facts.Cases.Linker.Link(words) is { Doubt: < FamilyMention.Doubtful } link) meant = Named(link.Family, h.Facts);
        return meant is [var only] ? only.Id : meant.IsEmpty ? Reading.Refused<string>("visit.family.unknown") : default(Reading<string>);
    }

    /// <returns><see langword="null"/>: it is asked again.</returns>
    public static string? Revive(string stored, Facts facts) =>
        facts.Cases.Find(stored) is not null || stored.Length > 0 && Open(facts).IsEmpty && !Guid.TryParse(stored, out _) ? stored : null;

    public static ImmutableArray<Option> Options(Facts facts) => [.. Open(facts).Select(family => new Option(family.Id, "engine.words") { Slots = [Show(family.Id, facts) with { Name = "words" }] })];

    public static Slot Show(string family, Facts facts) => facts.Cases.Find(family) is { } found ? Show(found, facts)
        : facts.CarriesLittle ? Alias(System.Globalization.StringInfo.GetNextTextElement(family)) : new("", Words: family);

    public static Slot Show(FamilyFact family, Facts facts) => facts.CarriesLittle ? Alias(family.Alias.TrimEnd('.')) : new("", Words: family.Name);

    /// <summary>The same for texts that say "pere" themselves.</summary>
    public static Slot Bare(FamilyFact family, bool carriesLittle) => new("family", Words: carriesLittle ? $"{family.Alias.TrimEnd('.')}." : family.Name);

    private static Slot Alias(string letter) => new("", Line: Line.Of("visit.alias", new Slot("letter", Words: letter)));

    private static bool Is(string one, string typed) => string.Equals(Letters(one), Letters(typed), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
