using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Host.Reports;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Groups;
using NodaTime;

namespace Assistant.Host.Groups;

/// <summary>A group's activity plan (tegevuskava), and the summary of attendance and satisfaction, as DOCX and XLSX. Neither names a member.</summary>
public sealed class GroupReports(IGroups groups, IMaterials materials, GroupPeople people, GroupSheets sheets, GroupNumbers numbers, ITexts texts)
{
    /// <summary>Widths of columns, in characters.</summary>
    private const int narrow = 8, ordinary = 16, broad = 40;

    /// <summary>The activity plan as files, DOCX first.</summary>
    /// <param name="language">Of the reader.</param>
    public IReadOnlyList<Attachment> PlanFiles(IUnit unit, Cohort group, string language) => Files(Plan(unit, group, Tongue(language)), $"tegevuskava-{group.Reference}");

    /// <summary>The summary as files, DOCX first.</summary>
    /// <inheritdoc cref="PlanFiles"/>
    public IReadOnlyList<Attachment> SummaryFiles(IUnit unit, Cohort group, string language) => Files(Summary(unit, group, Tongue(language)), $"kokkuvote-{group.Reference}");

    /// <summary>What each session is about, who approved it, and room for both parties to sign.</summary>
    internal Report Plan(IUnit unit, Cohort group, Lang lang)
    {
        var (sessions, papers) = (people.Held(unit, group.Id), group.Content.Papers ?? new());
        return new(Say(lang, "plan-title"), lang.Code(),
        [
            new ReportPart.Facts(
            [
                .. sheets.Head(unit, group, lang), new(Say(lang, "learnt"), Learnt(lang, papers.Leader)), new(Say(lang, "standin"), Learnt(lang, papers.Substitute)),
                new(Say(lang, "customer"), papers.Customer ?? ""), new(Say(lang, "contract"), papers.Contract ?? ""),
                new(Say(lang, "signed-provider"), Day(papers.ProviderSigned)), new(Say(lang, "signed-customer"), Day(papers.CustomerSigned)),
                new(Say(lang, "sessions"), sessions.Count.ToString(CultureInfo.InvariantCulture)),
                new(Say(lang, "approved"), papers.ApprovedBy is { } by ? $"{by}, {Day(papers.ApprovedOn)}" : ""),
            ]),
            new ReportPart.Grid(Say(lang, "plan-title"), [new(Say(lang, "number"), narrow), new(Say(lang, "day"), ordinary), new(Say(lang, "time"), narrow), new(Say(lang, "length"), narrow), new(Say(lang, "topic"), broad)],
            [
                .. sessions.Select(session => ImmutableArray.Create<Cell>(new Cell.Number(session.Number), new Cell.Day(session.Date), new Cell.Clock(session.At), new Cell.Hours(session.Minutes), new Cell.Words(sheets.About(session, lang)))),
            ], [Cell.Blank, Cell.Blank, Cell.Blank, new Cell.Hours(sessions.Sum(session => session.Minutes)), Cell.Blank]),
            new ReportPart.Signatures([Say(lang, "provider-signs"), Say(lang, "customer-signs")]),
        ]);
    }

    /// <summary>Who kept to the end, how sessions were attended, and what members thought of them, where enough said so.</summary>
    internal Report Summary(IUnit unit, Cohort group, Lang lang)
    {
        var (sessions, members) = (people.Held(unit, group.Id), groups.Members(unit, group.Id));
        var kept = Continuity.Of(members);
        var was = sessions.ToDictionary(session => session.Id, session => groups.Presences(unit, session.Id).Select(presence => presence.Was).OfType<Attendance>().ToList());
        var all = was.Values.SelectMany(one => one).ToList();
        var there = all.Count(one => one is Attendance.Present or Attendance.Late);
        return new(Say(lang, "summary-title"), lang.Code(),
        [
            new ReportPart.Facts(
            [
                .. sheets.Head(unit, group, lang), new(Say(lang, "began"), Number(kept.Began)), new(Say(lang, "later"), Number(kept.Later)), new(Say(lang, "kept"), $"{kept.Kept}/{kept.Ever}"),
                new(Say(lang, "taken"), $"{sessions.Count(session => session.IsTaken)}/{sessions.Count}"),
                new(Say(lang, "attended"), all.Count == 0 ? "" : Percent(there, all.Count)),
            ]),
            new ReportPart.Grid(Say(lang, "attendance"),
                [new(Say(lang, "number"), narrow), new(Say(lang, "day"), ordinary), new(Say(lang, "topic"), broad), .. Enum.GetValues<Attendance>().Select(one => new Column(Say(lang, $"was-{Lower(one)}"), ordinary))],
                [
                    .. sessions.Select(session => (ImmutableArray<Cell>)
                    [
                        new Cell.Number(session.Number), new Cell.Day(session.Date), new Cell.Words(sheets.About(session, lang)),
                        .. Enum.GetValues<Attendance>().Select(what => session.IsTaken ? (Cell)new Cell.Number(was[session.Id].Count(one => one == what)) : Cell.Blank),
                    ]),
                ],
                [Cell.Blank, Cell.Blank, Cell.Blank, .. Enum.GetValues<Attendance>().Select(what => (Cell)new Cell.Number(all.Count(one => one == what)))]),
            .. Copies(unit, sessions, lang), .. Left(kept, lang), Usefulness(unit, group, lang), .. Opinions(unit, group, lang), .. Ratings(members, lang),
            new ReportPart.Paragraph(Say(lang, "small", new Slot("count", Words: Number(numbers.LeastInCell)))),
            new ReportPart.Signatures([Say(lang, "leader-signs")]),
        ]);
    }

    /// <summary>Copies of materials, by name; the copies themselves are kept beside the sessions.</summary>
    private IEnumerable<ReportPart> Copies(IUnit unit, IEnumerable<GroupSession> sessions, Lang lang)
    {
        ImmutableArray<ImmutableArray<Cell>> rows =
        [
            .. from session in sessions
               from material in materials.Of(unit, session.Id)
               select ImmutableArray.Create<Cell>(new Cell.Number(session.Number), new Cell.Day(session.Date), new Cell.Words(material.Content.Title)),
        ];
        return rows.IsEmpty ? [] : [new ReportPart.Grid(Say(lang, "materials"), [new(Say(lang, "number"), narrow), new(Say(lang, "day"), ordinary), new(Say(lang, "material"), broad)], rows, [])];
    }

    private IEnumerable<ReportPart> Left(Continuity kept, Lang lang) => kept.Left.IsEmpty ? [] :
    [
        new ReportPart.Grid(Say(lang, "left"), [new(Say(lang, "reason"), broad), new(Say(lang, "count"), ordinary)],
            [.. kept.Left.Select(one => ImmutableArray.Create<Cell>(new Cell.Words(Reason(lang, one.Why)), Count(lang, one.Count)))], []),
    ];

    private string Reason(Lang lang, string? why) => why is not null && texts.Has($"group-leave.reason.{why}") ? texts.Get(lang, $"group-leave.reason.{why}") : Say(lang, "unsaid");

    private ReportPart.Grid Usefulness(IUnit unit, Cohort group, Lang lang)
    {
        var useful = groups.Usefulness(unit, group.Id);
        var enough = useful.Sum(one => one.Count) >= numbers.LeastAnswers;
        return new(Say(lang, "usefulness"), [new(Say(lang, "answer"), broad), new(Say(lang, "count"), ordinary)],
            [.. new[] { (3, "feedback.much"), (2, "feedback.some"), (1, "feedback.little") }.Select(one =>
                ImmutableArray.Create<Cell>(new Cell.Words(texts.Get(lang, one.Item2)), enough ? Count(lang, useful.Where(found => found.Score == one.Item1).Sum(found => found.Count)) : new Cell.Words(Say(lang, "few"))))], []);
    }

    private IEnumerable<ReportPart> Opinions(IUnit unit, Cohort group, Lang lang)
    {
        var said = groups.Opinions(unit, group.Id).GroupBy(one => (one.Moment, one.Question)).ToDictionary(one => one.Key, one => one.ToDictionary(score => score.Score, score => score.Count));
        return said.Count == 0 ? [] :
        [
            new ReportPart.Grid(Say(lang, "opinions"),
                [new(Say(lang, "question"), broad), new(Say(lang, "moment"), ordinary), new(texts.Get(lang, "feedback.little"), ordinary), new(texts.Get(lang, "feedback.some"), ordinary), new(texts.Get(lang, "feedback.much"), ordinary)],
                [
                    .. from question in numbers.Survey
                       from moment in Enum.GetValues<OpinionMoment>()
                       where said.ContainsKey((moment, question))
                       let counts = said[(moment, question)]
                       select (ImmutableArray<Cell>)
                       [
                           new Cell.Words(texts.Get(lang, $"group-survey.{question}")), new Cell.Words(Say(lang, moment.ToString().ToLowerInvariant())),
                           .. new[] { 1, 2, 3 }.Select(score => counts.Values.Sum() < numbers.LeastAnswers ? new Cell.Words(Say(lang, "few")) : Count(lang, counts.GetValueOrDefault(score))),
                       ],
                ], []),
        ];
    }

    /// <summary>Averages of those who rated themselves both times: only where enough did.</summary>
    private IEnumerable<ReportPart> Ratings(IEnumerable<Membership> members, Lang lang)
    {
        var own = members.Select(member => member.Content).ToList();
        ImmutableArray<ImmutableArray<Cell>> rows =
        [
            .. Rating(lang, "life", [.. own.Where(one => one is { Before: not null, After: not null }).Select(one => (one.Before!.Value, one.After!.Value))]),
            .. Rating(lang, "well", [.. own.Where(one => one is { WellBefore: not null, WellAfter: not null }).Select(one => (one.WellBefore!.Value, one.WellAfter!.Value))]),
        ];
        return rows.IsEmpty ? [] : [new ReportPart.Grid(Say(lang, "ratings"), [new(Say(lang, "rated"), broad), new(Say(lang, "before"), ordinary), new(Say(lang, "after"), ordinary), new(Say(lang, "count"), ordinary)], rows, [])];
    }

    private IEnumerable<ImmutableArray<Cell>> Rating(Lang lang, string what, (int Before, int After)[] rated) => rated.Length < Math.Max(1, numbers.LeastAnswers) ? [] :
        [[new Cell.Words(Say(lang, what)), new Cell.Words(Average(rated.Average(one => one.Before))), new Cell.Words(Average(rated.Average(one => one.After))), new Cell.Number(rated.Length)]];

    private static string Average(double value) => value.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',');

    private Cell Count(Lang lang, int count) => numbers.Hides(count) ? new Cell.Words(texts.Render(lang, Line.Of("feedback.under", new Slot("count", Words: Number(numbers.LeastInCell))))) : new Cell.Number(count);

    private string Learnt(Lang lang, string? code) => code is not null && CohortPapers.Qualifications.Contains(code) ? texts.Get(lang, $"group-papers.learnt.{code}") : "";

    private static string Day(LocalDate? day) => day is { } known ? CellText.Of(new Cell.Day(known)) : "";

    private static string Percent(int part, int of) => string.Create(CultureInfo.InvariantCulture, $"{100 * part / of} %");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Lang Tongue(string language) => Langs.Parse(language) ?? Lang.Et;

    private static string Lower(Attendance was) => was.ToString().ToLowerInvariant();

    private string Say(Lang lang, string key, params ReadOnlySpan<Slot> slots) => texts.Render(lang, Line.Of($"group-report.{key}", slots));

    private static Attachment[] Files(Report report, string name) =>
        [new(name + ".docx", WordFile.MediaType, [.. WordFile.Write(report)]), new(name + ".xlsx", SpreadsheetFile.MediaType, [.. SpreadsheetFile.Write(report)])];
}
