using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Host.Reports;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Groups;
using NodaTime;
using NodaTime.Text;
using QRCoder;

namespace Assistant.Host.Groups;

/// <summary>The registration sheet (registreerimisleht) of a session, and the matrix of a whole period, with room to sign, as DOCX and XLSX.</summary>
public sealed class GroupSheets(IGroups groups, GroupPeople people, ITexts texts)
{
    private const int modulePixels = 8;

    /// <summary>Widths of columns, in characters.</summary>
    private const int narrow = 6, mark = 6, ordinary = 18, roomy = 24, broad = 28;

    private static readonly LocalDatePattern shortDay = LocalDatePattern.CreateWithInvariantCulture("d.M");

    /// <summary>An invitation as a QR picture, PNG.</summary>
    public static ImmutableArray<byte> Picture(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return [.. png.GetGraphic(modulePixels)];
    }

    /// <summary>Both files, DOCX first.</summary>
    /// <param name="session"><see langword="null"/>: the matrix of the period.</param>
    /// <param name="language">Of the reader.</param>
    public IReadOnlyList<Attachment> Of(IUnit unit, Cohort group, GroupSession? session, string language)
    {
        var lang = Langs.Parse(language) ?? Lang.Et;
        var report = session is null ? Matrix(unit, group, lang) : Sheet(unit, group, session, lang);
        var name = session is null ? $"osalemine-{group.Reference}" : string.Create(CultureInfo.InvariantCulture, $"registreerimisleht-{group.Reference}-{session.Number}");
        return [new(name + ".docx", WordFile.MediaType, [.. WordFile.Write(report)]), new(name + ".xlsx", SpreadsheetFile.MediaType, [.. SpreadsheetFile.Write(report)])];
    }

    /// <summary>One session: who was there.</summary>
    internal Report Sheet(IUnit unit, Cohort group, GroupSession session, Lang lang)
    {
        var was = groups.Presences(unit, session.Id).ToDictionary(presence => presence.Person, presence => presence.Was);
        var members = groups.Members(unit, group.Id).Where(member => was.GetValueOrDefault(member.Person) is not null || member.IsActive).ToList();
        string Count(params Attendance[] what) => $"{members.Count(member => was.GetValueOrDefault(member.Person) is { } one && what.Contains(one))}/{members.Count}";
        return new(Say(lang, "title"), lang.Code(),
        [
            new ReportPart.Facts(
            [
                .. Head(unit, group, lang),
                new(Say(lang, "head-session"), $"{session.Number}/{groups.Sessions(unit, group.Id).Length}"),
                new(Say(lang, "head-time"), Say(lang, "time", new Slot("time", Time: session.Date.At(session.At), WithYear: true) { Until = people.Local(session.End(people.Zone)).TimeOfDay })),
                new(Say(lang, "head-topic"), About(session, lang)),
                new(Say(lang, "head-present"), Count(Attendance.Present, Attendance.Late)),
                new(Say(lang, "head-excused"), Count(Attendance.Excused)),
                new(Say(lang, "head-unexcused"), Count(Attendance.Unexcused)),
            ]),
            new ReportPart.Grid(Say(lang, "title"), [new(Say(lang, "number"), narrow), new(Say(lang, "name"), broad), new(Say(lang, "attendance"), ordinary), new(Say(lang, "signature"), broad) { IsSigned = true }],
            [
                .. members.Select((member, n) => ImmutableArray.Create<Cell>(new Cell.Number(n + 1), new Cell.Words(member.Content.Name ?? ""),
                    was.GetValueOrDefault(member.Person) is { } one ? new Cell.Words(Say(lang, $"was-{Lower(one)}")) : Cell.Blank, Cell.Blank)),
            ], []),
            new ReportPart.Signatures([Say(lang, "leader-signs")]),
        ]);
    }

    /// <summary>The whole period: members by sessions.</summary>
    internal Report Matrix(IUnit unit, Cohort group, Lang lang)
    {
        GroupSession[] sessions = [.. groups.Sessions(unit, group.Id).Where(session => !session.IsCancelled).OrderBy(session => session.Date).ThenBy(session => session.At)];
        var was = sessions.Select(session => groups.Presences(unit, session.Id).ToDictionary(presence => presence.Person, presence => presence.Was)).ToArray();
        var members = groups.Members(unit, group.Id).Where(member => member.IsActive || was.Any(one => one.GetValueOrDefault(member.Person) is not null)).ToList();
        return new(Say(lang, "matrix-title"), lang.Code(),
        [
            new ReportPart.Facts(
            [
                .. Head(unit, group, lang),
                new(Say(lang, "head-period"), Say(lang, "period", Day("from", sessions is [] ? group.Series.From : sessions[0].Date), Day("until", sessions is [] ? group.Series.Until : sessions[^1].Date))),
                new(Say(lang, "head-taken"), $"{sessions.Count(session => session.IsTaken)}/{sessions.Length}"),
                new(Say(lang, "head-marks"), Say(lang, "marks")),
            ]),
            new ReportPart.Grid(Say(lang, "matrix-title"),
                [new(Say(lang, "number"), narrow), new(Say(lang, "name"), roomy), .. sessions.Select(session => new Column(shortDay.Format(session.Date), mark)), new(Say(lang, "rate"), narrow), new(Say(lang, "signature"), ordinary) { IsSigned = true }],
                [
                    .. members.Select((member, n) => (ImmutableArray<Cell>)
                    [
                        new Cell.Number(n + 1), new Cell.Words(member.Content.Name ?? ""),
                        .. was.Select(one => one.GetValueOrDefault(member.Person) is { } known ? (Cell)new Cell.Words(Say(lang, $"mark-{Lower(known)}")) : Cell.Blank),
                        new Cell.Words(Rate(was.Count(one => one.GetValueOrDefault(member.Person) is Attendance.Present or Attendance.Late), was.Count(one => one.GetValueOrDefault(member.Person) is not null))), Cell.Blank,
                    ]),
                ], []),
            new ReportPart.Signatures([Say(lang, "leader-signs")]),
        ]);
    }

    /// <summary>What every document of a group begins with.</summary>
    internal IEnumerable<Fact> Head(IUnit unit, Cohort group, Lang lang) =>
    [
        new(Say(lang, "head-group"), $"{group.Content.Name} ({group.Reference})"), new(Say(lang, "head-funder"), group.Content.Funder ?? ""), new(Say(lang, "head-order"), group.Content.Order ?? ""),
        new(Say(lang, "head-place"), group.Content.Place ?? ""), new(Say(lang, "head-leader"), people.Name(unit, group.Leader) ?? ""), new(Say(lang, "head-substitute"), group.Substitute is { } substitute ? people.Name(unit, substitute) ?? "" : ""),
    ];

    /// <summary>What a session is about, as a slot: a theme of the service is worded in the reader's language.</summary>
    public Slot Topic(GroupSession session, string name = "topic") => session.Topic is not { } topic ? new(name, Key: "engine.nothing")
        : texts.Has($"group-plan.theme-{topic}") ? new(name, Key: $"group-plan.theme-{topic}") : new(name, Words: topic);

    /// <summary>The same in words; empty: not planned yet.</summary>
    internal string About(GroupSession session, Lang lang) => session.Topic is null ? "" : texts.Render(lang, Line.Of("engine.words", Topic(session, "words")));

    private static string Rate(int there, int taken) => taken == 0 ? "" : $"{there}/{taken}";

    private static Slot Day(string name, LocalDate day) => new(name, Words: CellText.Of(new Cell.Day(day)));

    private static string Lower(Attendance was) => was.ToString().ToLowerInvariant();

    private string Say(Lang lang, string key, params ReadOnlySpan<Slot> slots) => texts.Render(lang, Line.Of($"group-sheet.{key}", slots));
}
