using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.People;
using Assistant.Knowledge.Catalogue;
using NodaTime;

namespace Assistant.Dialogs.Groups;

/// <summary>A coordinator opens a closed group: name and time are asked, the rest stands as the service is described and is changed in the review.</summary>
public sealed class GroupOpenDialog : Dialog
{
    private const string Service = "support-group", Why = "group-open.why";
    private const int LongestName = 60, LongestPlace = 100, LongestFunder = 100, LeastMembers = 2, MostMembers = 30, LeastMinutes = 15, MostMinutes = 480;

    private readonly Service? service;

    /// <param name="services">Of which the group's numbers are.</param>
    public GroupOpenDialog(ServiceCatalogue services) => service = services.Find(Service);

    private static readonly Question<string> name = Ask.Text("name", LongestName) with { Why = Why };

    private static readonly Question<SeriesWish> when = new("when",
        static h => h.Said.Pressed is not null ? default : SeriesWish.Read(h.Said.Text, h.Facts.Now),
        static wish => wish.Write(),
        static (stored, _, facts) => SeriesWish.Parse(stored) is { } wish && wish.First > facts.Now ? wish : default(Reading<SeriesWish>))
    {
        Why = Why,
        FromOpening = true,
        Shown = static (wish, facts) => new("", Line: Line.Of("group-open.when.shown",
            Slot.Of("time", wish.First, facts.Now),
            wish.Until is { } until ? Slot.Of("until", until.AtMidnight(), facts.Now) : new("until", Key: "engine.nothing"))),
    };

    private static readonly Question<int> minutes = Ask.Number("minutes", LeastMinutes, MostMinutes) with { Why = Why, Options = static (_, _) => [new("120", "group-open.minutes.120"), new("150", "group-open.minutes.150"), new("180", "group-open.minutes.180")] };
    private static readonly Question<int> capacity = Ask.Number("capacity", LeastMembers, MostMembers) with { Why = Why };
    private static readonly Question<string> place = Ask.Text("place", LongestPlace) with { Why = Why, IsOptional = true };
    private static readonly Question<string> leader = Worker("leader", withMe: true);
    private static readonly Question<string> substitute = Worker("substitute", withMe: false) with { IsOptional = true };
    private static readonly Question<string> funder = Ask.Text("funder", LongestFunder) with { Why = Why, IsOptional = true };
    private static readonly Question<string> order = Ask.Text("order", LongestFunder) with { Why = Why, IsOptional = true };

    /// <summary>Choice: whoever opens it.</summary>
    private const string Me = "me";

    /// <inheritdoc/>
    public override string Id => "group-open";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override Needs Needs => Needs.People;
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override string ReviewYes => "group-open.review-yes";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [name, when, minutes, capacity, place, leader, substitute, funder, order];

    /// <summary>What stands unless it is changed.</summary>
    internal static ImmutableDictionary<string, string> Defaults(ServiceCatalogue services) => services.Find(Service)?.Policy is not { } policy ? ImmutableDictionary<string, string>.Empty
        : ImmutableDictionary<string, string>.Empty.Add(minutes.Id, Number(policy, "meeting-shortest-minutes")).Add(capacity.Id, Number(policy, "group-members"))
            .Add(leader.Id, Me).Add(place.Id, "").Add(substitute.Id, "").Add(funder.Id, "").Add(order.Id, "");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var wish = answers.Get(when);
        var months = service?.Policy.GetValueOrDefault("period-least-months")?.Value ?? 0;
        var least = wish.First.Date.PlusMonths(months);
        var length = wish.Ends is { } ends && ends > wish.At ? (int)Period.Between(wish.At, ends, PeriodUnits.Minutes).Minutes : answers.Get(minutes);
        var act = new GroupAct.Open(answers.Get(name), wish with { Until = wish.Until ?? least }, length, answers.Get(capacity), answers.Find(place),
            answers.Get(leader) is Me ? null : answers.Get(leader), answers.Find(substitute), answers.Find(funder), answers.Find(order));
        // Other than the service is described: as the municipality ordered, but not by oversight.
        ImmutableArray<Effect> remarks =
        [
            .. wish.Until < least ? [new Effect.Say(Line.Of("group-open.short", new Slot("months", Words: $"{months}")))] : Array.Empty<Effect>(),
            .. Usual("meeting-shortest-minutes") is { } from && Usual("meeting-longest-minutes") is { } to && (length < from || length > to)
                ? [new Effect.Say(Line.Of("group-open.unusual", new Slot("least", Words: $"{from}"), new Slot("most", Words: $"{to}")))] : Array.Empty<Effect>(),
        ];
        return new([.. remarks, new Effect.ForGroups(act)]);
    }

    private int? Usual(string name) => service?.Policy.GetValueOrDefault(name)?.Value;

    private static string Number(ImmutableDictionary<string, PolicyNumber> policy, string name) => policy[name].Value.ToString(CultureInfo.InvariantCulture);

    private static Question<string> Worker(string id, bool withMe) => Ask.OneOf(id, (_, facts) =>
    [
        .. withMe ? [new Option(Me, "group-open.me")] : ImmutableArray<Option>.Empty,
        .. facts.People.Where(person => !person.IsMe).Select(person => new Option(person.Id, "people.named") { Slots = [PeopleDoor.Named("who", person)] }),
    ]) with { Why = Why };
}
