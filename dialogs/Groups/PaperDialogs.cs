using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.People;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Language;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Groups;

/// <summary>A leader settles what the documentation of a group needs: one thing at a time.</summary>
public sealed class GroupPapersDialog : GroupDialog
{
    private const string Why = "group-papers.why";
    private const int LongestWords = 100;

    private static readonly ImmutableArray<string> qualifications = ["pedagogue", "psychologist", "social-work", "support-person"];

    private static readonly Question<string> what = Ask.OneOf("what", static (_, facts) =>
    [
        "leader", .. facts.People.Any(person => !person.IsMe) ? ["substitute"] : ImmutableArray<Option>.Empty, .. facts.Group?.HasSubstitute == true ? ["standin"] : ImmutableArray<Option>.Empty,
        "customer", "order", "funder", "contract", "provider-signed", "customer-signed",
    ]) with { Why = Why };

    private static readonly Question<string> learnt = Ask.OneOf("learnt", [.. qualifications.Select(code => new Option(code))]) with { Why = Why, When = static (answers, _) => answers.Find(what) is "leader" or "standin" };

    private static readonly Question<string> who = Ask.OneOf("who", static (_, facts) =>
        [.. facts.People.Where(person => !person.IsMe).Select(person => new Option(person.Id, "people.named") { Slots = [PeopleDoor.Named("who", person)] })]) with { Why = Why, When = static (answers, _) => answers.Find(what) is "substitute" };

    private static readonly Question<string> words = Ask.Text("words", LongestWords) with { Why = Why, When = static (answers, _) => answers.Find(what) is "customer" or "order" or "funder" or "contract" };

    private static readonly Question<LocalDate> day = new("day",
        static h => h.Said.Pressed == "today" ? h.Facts.Now.Date
            : h.Said.Pressed is null && VisitNotes.Reply<LocalDate>(h, draft => draft.VisitDate?.Value) is { } day ? day : default(Reading<LocalDate>),
        LocalDatePattern.Iso.Format,
        static (stored, _, _) => LocalDatePattern.Iso.Parse(stored) is { Success: true } parsed ? parsed.Value : default(Reading<LocalDate>))
    {
        Options = static (_, _) => [new("today", "visit.date.today")],
        Why = Why,
        When = static (answers, _) => answers.Find(what) is "provider-signed" or "customer-signed",
    };

    /// <inheritdoc/>
    public override string Id => "group-papers";
    /// <inheritdoc/>
    public override Needs Needs => Needs.Groups | Needs.People;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, what, learnt, who, words, day];

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Workers;
    /// <inheritdoc/>
    public override Line NotYours => new("group.not-yours");
    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Group?.IsLed == true ? null : new("group.not-yours");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForGroups(new GroupAct.Paper(answers.Get(About), answers.Get(what),
        answers.Find(learnt) ?? answers.Find(who) ?? answers.Find(words) ?? LocalDatePattern.Iso.Format(answers.Get(day)))));
}

/// <summary>What a session is to be about.</summary>
public sealed class GroupTopicDialog : GroupDialog
{
    private const string Why = "group-topic.why";
    private const int LongestTopic = 100;

    private static readonly Question<int> number = Ask.Number("number", 1, 200) with { Why = Why, Slots = static (_, facts) => [new("count", Words: $"{facts.Group?.Sessions ?? 0}")] };

    /// <param name="services">Of which the themes are.</param>
    public GroupTopicDialog(ServiceCatalogue services)
    {
        ImmutableArray<Option> themes = [.. services.Find("support-group")?.Themes.Select(theme => new Option(theme, $"group-plan.theme-{theme}")) ?? []];
        var topic = new Question<string>("topic",
            h => h.Chosen is { } chosen ? chosen
                : h.Said.Pressed is not null || h.Said.Text.Trim() is not { Length: > 0 } text ? default(Reading<string>)
                : text.Length > LongestTopic ? Reading.Refused<string>("engine.too-long") : text,
            static topic => topic,
            static (stored, _, _) => stored is { Length: > 0 and <= LongestTopic } ? stored : default(Reading<string>))
        {
            Options = (_, _) => themes,
            TakesWords = true,
            Why = Why,
        };
        Questions = [About, number, topic];
        this.topic = topic;
    }

    private readonly Question<string> topic;

    /// <inheritdoc/>
    public override string Id => "group-topic";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; }

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Workers;
    /// <inheritdoc/>
    public override Line NotYours => new("group.not-yours");
    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Group?.IsLed == true ? null : new("group.not-yours");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForGroups(new GroupAct.Topic(answers.Get(About), answers.Get(number), answers.Get(topic))));
}

/// <summary>The customer approved the plan: who did it.</summary>
public sealed class GroupApproveDialog : GroupDialog
{
    private const int LongestName = 100;

    private static readonly Question<string> by = Ask.Text("by", LongestName) with { Why = "group-approve.why" };

    /// <inheritdoc/>
    public override string Id => "group-approve";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, by];

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Workers;
    /// <inheritdoc/>
    public override Line NotYours => new("group.not-yours");
    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Group?.IsLed == true ? null : new("group.not-yours");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForGroups(new GroupAct.Approve(answers.Get(About), answers.Get(by))));
}

/// <summary>How long before a session the group is reminded, in words: "päev ja kaks tundi enne".</summary>
public sealed class GroupOffsetsDialog : GroupDialog
{
    private static readonly Question<ImmutableArray<int>> before = new("before",
        static h => h.Said.Pressed is not null ? default : OffsetsWish.Read(h.Said.Text, h.Facts.Now) is [_, ..] minutes ? minutes : default(Reading<ImmutableArray<int>>),
        static minutes => string.Join(',', minutes.Select(one => one.ToString(CultureInfo.InvariantCulture))),
        static (stored, _, _) => stored.Split(',').Select(one => int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : 0).ToImmutableArray() is var all && all.All(one => one > 0) ? all : default(Reading<ImmutableArray<int>>))
    {
        Why = "group-offsets.why",
    };

    /// <inheritdoc/>
    public override string Id => "group-offsets";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, before];

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Workers;
    /// <inheritdoc/>
    public override Line NotYours => new("group.not-yours");
    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Group?.IsLed == true ? null : new("group.not-yours");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForGroups(new GroupAct.Remind(answers.Get(About), answers.Get(before))));
}

/// <summary>Lengths of time before a session, as they were said.</summary>
public static class OffsetsWish
{
    /// <summary>Least and most minutes before a session, and how many reminders at most: what helps and does not pester.</summary>
    public const int Least = 15, Most = 7 * 24 * 60, MostReminders = 3;

    private const int LongestText = 200, SecondsAMinute = 60;

    private static readonly char[] between = [',', ';', '+', '&'];

    /// <returns>Minutes, longest first; empty: not understood, or outside of what helps.</returns>
    public static ImmutableArray<int> Read(string text, LocalDateTime now)
    {
        if (text.Length > LongestText)
            return [];
        int?[] said = [.. text.Split(between, StringSplitOptions.RemoveEmptyEntries).SelectMany(Parts).Select(part => Minutes(part, now))];
        return said.Length is > 0 and <= MostReminders && said.All(one => one is >= Least and <= Most) ? [.. said.OfType<int>().Distinct().OrderDescending()] : [];
    }

    /// <summary>What stands between words such as "and": each is a reminder of its own, not a part of one length.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        List<string> part = [];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            switch (SeriesWish.Meanings.MeaningOf(word))
            {
                case "and" when part.Count > 0:
                    yield return string.Join(' ', part);
                    part = [];
                    break;
                case null:
                    part.Add(word);
                    break;
            }
        if (part.Count > 0)
            yield return string.Join(' ', part);
    }

    /// <summary>A unit alone is one of it.</summary>
    private static int? Minutes(string part, LocalDateTime now) => Length(part, now) ?? Length("1 " + part, now);

    private static int? Length(string part, LocalDateTime now) =>
        Recognition.Shared.Recognize(part, lang: null, now, TimePolicy.Future).FirstOrDefault(entity => entity is { Type: EntityType.Duration, Best.Seconds: not null })?.Best?.Seconds is { } seconds
            ? (int)Math.Min(seconds / SecondsAMinute, Most + 1) : null;
}
