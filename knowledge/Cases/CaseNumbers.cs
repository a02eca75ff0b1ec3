using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Assistant.Knowledge.Catalogue;
using YamlDotNet.RepresentationModel;

namespace Assistant.Knowledge.Cases;

/// <summary>The numbers of family work, each with its source. Data: <c>Cases/policy.yaml</c>.</summary>
public sealed class CaseNumbers
{
    private const string Folder = "Cases/";

    private readonly FrozenDictionary<string, ImmutableArray<int>> numbers;

    private CaseNumbers(FrozenDictionary<string, ImmutableArray<int>> numbers) => this.numbers = numbers;

    /// <summary>Least length of a meeting, minutes.</summary>
    public int LeastMinutes => One("visit-least-minutes");
    /// <summary>Most days between two meetings.</summary>
    public int GapDays => One("visit-gap-days");
    /// <summary>So many days after a hand-over the former worker still reads.</summary>
    public int FormerReadDays => One("former-read-days");
    /// <summary>Days of a contract on which its end is thought of.</summary>
    public ImmutableArray<int> ClockDays => Many("clock-days");
    /// <summary>Shares of the agreed hours on which they are thought of, percent.</summary>
    public ImmutableArray<int> ClockPercents => Many("clock-hours-percent");
    /// <summary>A goal that did not move for so many days is talked about.</summary>
    public int GoalStillDays => One("goal-still-days");
    /// <summary>A note that is no act yet is reminded of when it is so old, hours.</summary>
    public int DraftRemindHours => One("draft-remind-hours");
    /// <summary>Day of the next month by which a statement is handed in.</summary>
    public int StatementDueDay => One("statement-due-day");
    /// <summary>Hour of the day from which families are asked how yesterday's meeting was.</summary>
    public int CheckInFrom => One("check-in-from-hour");
    /// <summary>Hour of the day from which they are asked no more.</summary>
    public int CheckInUntil => One("check-in-until-hour");
    /// <summary>Most days between two supervisions.</summary>
    public int SupervisionDays => One("supervision-days");
    /// <summary>Hours of supervision in twelve months.</summary>
    public int SupervisionHours => One("supervision-hours-year");
    /// <summary>Hours of training in twelve months.</summary>
    public int TrainingHours => One("training-hours-year");
    /// <summary>So far back what is dictated is compared with colleagues' acts, days.</summary>
    public int ColleagueDays => One("colleague-days");
    /// <summary>So many days before a worker's certificate ends it is told.</summary>
    public int QualificationDays => One("qualification-days");
    /// <summary>Families that one worker supports at a time.</summary>
    public int FamiliesAWorker => One("families-a-worker");
    /// <summary>Least length of a counselling session, minutes.</summary>
    public int CounsellingLeastMinutes => One("counselling-least-minutes");
    /// <summary>Usual greatest length of a counselling session, minutes.</summary>
    public int CounsellingMostMinutes => One("counselling-most-minutes");
    /// <summary>Price of an hour of counselling, euro cents.</summary>
    public int CounsellingCents => One("counselling-cents");
    /// <summary>So many days the three sides have to answer for a summary.</summary>
    public int SummaryDays => One("summary-days");
    /// <summary>Most days of work without a written overview.</summary>
    public int OverviewDays => One("overview-days");
    /// <summary>Lengths of a contract that are offered, days.</summary>
    public ImmutableArray<int> ContractDays => Many("contract-days");
    /// <summary>Lengths of an extension that are offered, days.</summary>
    public ImmutableArray<int> ExtensionDays => Many("extension-days");
    /// <summary>How far ahead "my week" looks, days.</summary>
    public int WeekDays => One("week-days");

    /// <param name="overrides">The organisation's own file; it may hold only the numbers it changes.</param>
    /// <exception cref="FormatException">The message names file and key.</exception>
    public static CaseNumbers Load(params IEnumerable<(string Name, string Content)> overrides)
    {
        const string ours = Folder + "policy.yaml";
        var shipped = Read(Yaml.Read(ours, Resource.Text(ours))).ToDictionary(StringComparer.Ordinal);
        foreach (var file in overrides.Where(file => file.Name.StartsWith(Folder, StringComparison.Ordinal) && file.Name != LifeDomains.File).Select(file => Yaml.Read(file.Name, file.Content)))
            foreach (var (name, values) in Read(file))
                shipped[name] = shipped.TryGetValue(name, out var known) && (known.Length > 1 || values.Length == 1) ? values : throw file.Bad(name, "a number we have");
        return new(shipped.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private int One(string name) => numbers[name][0];

    private ImmutableArray<int> Many(string name) => numbers[name];

    private static IEnumerable<KeyValuePair<string, ImmutableArray<int>>> Read(YamlFile file) => file.Root.Children.Select(entry =>
    {
        var name = ((YamlScalarNode)entry.Key).Value!;
        var map = file.Map(name);
        _ = file.Text(map, "source");
        ImmutableArray<int> values = YamlFile.Node(map, "values") is null ? [file.Number(map, "value")]
            : [.. file.Text(map, "values").Split(',').Select(text => int.TryParse(text, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var n) ? n : throw file.Bad(name, "whole numbers"))];
        return values.All(value => value > 0) ? KeyValuePair.Create(name, values) : throw file.Bad(name, "above zero");
    });
}
