using System.Globalization;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using Assistant.Host.Cases;
using Assistant.Host.Configuration;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using NodaTime;

namespace Assistant.Host.Reports;

/// <summary>Statements and acts as files: by the policy, and every one that is given stands in the audit.</summary>
public sealed class DocumentDesk(CaseMemory cases, CaseGate gate, CaseFactsLoader facts, StatementReader statements, CaseNumbers numbers, ITexts texts, Settings settings)
{
    private const string denied = "statement.deny", read = "statement.read", actFile = "act.file-read";

    /// <summary>The file that was asked for.</summary>
    internal DeskStep Statement(IUnit unit, CaseAct.StatementFile asked, Chat me)
    {
        if (statements.Of(unit, me.Person, asked.Municipality, asked.Month) is not { } statement)
            return Said(denied, "-", me, new Effect.Say(new("acts.gone")));
        var lang = Langs.Parse(me.Person.Language) ?? Lang.Et;
        var families = statement.Lines.Select(line => line.Contract.Family).Concat(statement.Findings.Select(finding => finding.Contract.Family)).Distinct()
            .ToDictionary(id => id, id => cases.Families.Find(unit, id)?.Reference ?? "");
        var report = new StatementReport(texts, lang).Of(statement, settings.Organisation.Name, asked.Municipality, families, Due(asked.Month), gate.Today(unit));
        return Said(read, Slug(asked.Municipality), me, new Effect.Say(new("statement.file")) { File = Render(report, $"valjavote-{Slug(asked.Municipality)}-{Code(asked.Month)}", asked.Format) });
    }

    /// <summary>An act to sign.</summary>
    internal DeskStep Act(IUnit unit, string id, Chat me)
    {
        if (!Guid.TryParse(id, out var guid) || cases.Visits.Find(unit, new(guid)) is not { } act || gate.Open(unit, me.Person, act.Encounter.Family, Matter.Act, Doing.Read) is not { } family)
            return Said("act.deny", "-", me, new Effect.Say(new("acts.gone")));
        var lang = Langs.Parse(me.Person.Language) ?? Lang.Et;
        var contract = act.Encounter.Contract is { } by ? cases.Contracts.Find(unit, by) : null;
        var setting = new ActSetting(
            family.Content.Name, facts.Name(unit, act.Encounter.Worker) ?? "", contract?.Number,
            Words(lang, VisitWords.Place(act.Content.Place)), Words(lang, VisitWords.Present(act.Content.Present)), cases.Goals.Of(unit, act.Encounter.Case), settings.Organisation.TimeZone)
        {
            Provider = settings.Organisation.Name, Municipality = contract?.Municipality ?? family.Municipality,
        };
        var number = act.Encounter.Number.ToString(CultureInfo.InvariantCulture);
        return Said(actFile, id, me, new Effect.Say(new("acts.file-here")) { File = Render(new ActReport(texts, lang).Of(act, setting), $"akt-{family.Reference}-{number}", "docx") });
    }

    private LocalDate Due(YearMonth month) => month.PlusMonths(1).OnDayOfMonth(numbers.StatementDueDay);

    private DeskStep Said(string what, string about, Chat me, Effect.Say said) => new(unit => cases.Audit.Append(unit, new(what, about, me.Person.Id)), [], null, null) { Said = [said] };

    private string? Words(Lang lang, Line? line) => line is null ? null : texts.Render(lang, line);

    private static Attachment Render(Report report, string name, string format) => format switch
    {
        "csv" => new($"{name}.csv", CommaFile.MediaType, [.. CommaFile.Write(report)]),
        "docx" => new($"{name}.docx", WordFile.MediaType, [.. WordFile.Write(report)]),
        _ => new($"{name}.xlsx", SpreadsheetFile.MediaType, [.. SpreadsheetFile.Write(report)]),
    };

    private static string Code(YearMonth month) => string.Create(CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}");

    /// <summary>What file systems and the audit take: letters without marks, digits, hyphens.</summary>
    private static string Slug(string words) => string.Concat(words.Normalize(System.Text.NormalizationForm.FormD).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-').Select(letter => letter == ' ' ? '-' : char.ToLowerInvariant(letter)));
}
