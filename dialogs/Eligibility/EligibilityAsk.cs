using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Eligibility;

namespace Assistant.Dialogs.Eligibility;

/// <summary>Questions that only this interview asks.</summary>
internal static class EligibilityAsk
{
    /// <summary>More than anybody has; larger numbers are slips.</summary>
    private const int MostChildren = 20;

    /// <summary>Years. A grown-up child may be told; what is beyond is a slip.</summary>
    public const int OldestChild = 25;

    /// <summary>How many children, in any of the ways people tell it; their ages tell it too, where all are told.</summary>
    public static Question<int> Children(string id)
    {
        var number = Ask.Number(id, 0, MostChildren);
        return number with
        {
            Understand = h => h.Said.Pressed is not null ? number.Understand(h)
                : ChildrenReader.Default.Read(h.Said.Text, h.Said.Lang).Count is { } told ? told <= MostChildren ? told : Reading.Refused<int>("engine.number-outside")
                : SituationReader.Default.Read(h.Said.Text, h.Said.Lang) is { Ages: [_, ..] } said ? said.Children is { } count and <= MostChildren ? count : default(Reading<int>)
                : number.Understand(h),
            Options = static (_, _) => [new("0", "eligibility.children.none"), new("1", "eligibility.children.one"), new("2", "eligibility.children.two"), new("3", "eligibility.children.three")],
            IsOptional = true,
            SkipLabel = "engine.unknown",
        };
    }

    /// <summary>One of the question's choices, also in everyday words (<see cref="AnswerReader"/>). A whole sentence with "not" in it is no "no".</summary>
    /// <param name="yes">The choice that a plain yes means, where it means one.</param>
    /// <param name="no">The choice that a plain no means.</param>
    public static Question<string> InWords(Question<string> question, string? yes = null, string? no = null) => question with
    {
        Understand = h =>
        {
            if (h.Said.Pressed is not null || h.With.Replies.CountsPlaces(h.Said.Text))
                return question.Understand(h);
            var words = Knowledge.Replies.Words.Of(h.Said.Text);
            if (h.Choices.FirstOrDefault(choice => h.With.Labels.Of(choice.Label).IsLabel(words)) is { } labelled)
                return labelled.Id;
            var (meant, isDenied) = AnswerReader.Default.Read(question.Key, h.Said.Text, h.Said.Lang);
            if (meant is not null && h.Choices.Any(choice => choice.Id == meant))
                return meant;
            if (h.With.Replies.YesNo(h.Said.Text) is Knowledge.Replies.Said.DontKnow && h.Choices.Any(choice => choice.Id == Condition.DontKnow))
                return Condition.DontKnow;
            // "Not today" names no choice, least of all today; where a no can be chosen, it is one.
            if (isDenied)
                return h.Choices.Any(choice => choice.Id == Refusal) ? Refusal : default(Reading<string>);
            var plain = h.With.Replies.Plain(h.Said.Text);
            if (plain is Knowledge.Replies.Said.Unclear && h.Said.Text.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
                plain = h.With.Replies.Plain(h.Said.Text[..comma]);
            return plain switch
            {
                Knowledge.Replies.Said.Yes when yes is not null => yes,
                Knowledge.Replies.Said.No when no is not null => no,
                Knowledge.Replies.Said.Unclear when h.With.Replies.YesNo(h.Said.Text) is Knowledge.Replies.Said.No && words.Length > MostWordsOfNo => default,
                _ => question.Understand(h),
            };
        },
    };

    /// <summary>The choice "no" where a question has it.</summary>
    private const string Refusal = "no";

    /// <summary>More words are a sentence that only contains a "not".</summary>
    private const int MostWordsOfNo = 3;

    /// <summary>A child's age in years; of several told at once the first. Whoever is older than a child can be is asked again.</summary>
    public static Question<int> Age(string id) => new(id,
        static h => h.Said.Pressed is not null ? default(Reading<int>) : SituationReader.Default.Ages(h.Said.Text, lang: null) switch
        {
            [] => default,
            [var age, .. var others] => age <= OldestChild && others.All(other => other <= OldestChild) ? age : Reading.Refused<int>("eligibility.age.outside"),
        },
        static age => age.ToString(CultureInfo.InvariantCulture),
        static (stored, _, _) => int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age <= OldestChild ? age : default(Reading<int>))
    {
        IsOptional = true,
        SkipLabel = "engine.unknown",
        Wanted = Wanted.Number,
        Bounds = static _ => ("0", OldestChild.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>Who brings the children up. "One" in words is one parent, not the first choice.</summary>
    public static Question<string> Household(string id)
    {
        var question = InWords(Ask.OneOf(id, "two", "one", "apart", "kin", "other", new(Condition.DontKnow, "engine.unknown")));
        return question with
        {
            Understand = h => h.Said.Pressed is null && !h.Said.Text.Any(char.IsAsciiDigit) && h.With.Replies.CountsPlaces(h.Said.Text) && h.With.Replies.Number(h.Said.Text) is 1
                ? "one" : question.Understand(h),
        };
    }

    /// <summary>Where the family lives, stored as today's name of the municipality, or "I don't know".</summary>
    public static Question<string> Municipality(string id) => new(id,
        static h => h.Said.Pressed == Condition.DontKnow || h.Said.Pressed is null && h.With.Replies.Plain(h.Said.Text) is Knowledge.Replies.Said.DontKnow ? Condition.DontKnow
            : h.Said.Pressed is { } pressed ? IsName(pressed) ? pressed : default(Reading<string>)
            : MunicipalityReader.Default.Read(h.Said.Text) is { } place ? new Reading<string>(true, place.Municipality.Name, Echo(place))
            // A county alone: its municipalities are offered.
            : CountyReader.Default.Read(h.Said.Text) is [_, ..] county ? new Reading<string> { Meanings = [.. county.Select(one => (one.Name, Line.Of("engine.words", new Slot("words", Words: one.Name))))] }
            : default,
        static name => name,
        static (stored, _, _) => stored == Condition.DontKnow || IsName(stored) ? stored : default(Reading<string>))
    {
        Which = "eligibility.municipality.which",
        Options = static (_, _) => [new(Condition.DontKnow, "engine.unknown")],
        Shown = static (name, _) => name == Condition.DontKnow ? new("", Key: "engine.unknown") : new("", Words: name),
    };

    private static bool IsName(string name) => MunicipalityReader.Default.All.Any(one => one.Name == name);

    /// <summary>What was understood; of a municipality that was merged, what it belongs to now.</summary>
    public static Line Echo(MunicipalityMention place) => place.Former is { } former
        ? Line.Of("eligibility.merged", new("former", Words: former), new Slot("municipality", Words: place.Municipality.Name))
        : Line.Of("eligibility.place", new("municipality", Words: place.Municipality.Name), new Slot("county", Words: place.Municipality.County));
}
