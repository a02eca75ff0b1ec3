using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cases;
using Assistant.Host.Configuration;
using Assistant.Host.Overviews;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Knowledge.Safety;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.Overviews;
using Assistant.Records.Referrals;
using NodaTime;

namespace Assistant.Host.Municipalities;

/// <summary>
/// The page on which a municipality's worker, who needs no chat here, answers the five questions of a summary, and takes the document once all sides have answered.
/// Link and code as for a referral; a wrong code, a used or old link and one nobody gave out look alike.
/// </summary>
public sealed class VoicePage(CaseMemory cases, CaseGate gate, OverviewDesk desk, Delivery delivery, ITexts texts, Settings settings, IClock clock)
{
    /// <summary>Letters of an answer that the page asks for; longer ones, which no page of ours sends, are cut.</summary>
    private const int longest = 1000, mostKept = 2000;

    private readonly LinkPaper paper = new(texts, settings, "voice-page");

    /// <summary>Asks for the code.</summary>
    public (int Status, string Html) Begin(string? lang) => (StatusCodes.Status200OK, paper.Code(LinkPaper.Of(lang), isWrong: false));

    /// <summary>Takes what was sent: the code, with it the answers, or the wish for the document.</summary>
    /// <returns>A page, or the document.</returns>
    public async ValueTask<(int Status, string Html, Attachment? File)> Take(string token, IFormCollection form, string? asked)
    {
        var (lang, code) = (LinkPaper.Of(asked), LinkPaper.CodeOf(form));
        try
        {
            if (await cases.Store.Write(unit => Try(unit, token, code), CancellationToken.None) is not { } open) return (StatusCodes.Status403Forbidden, paper.Code(lang, isWrong: true), null);
            if (open.IsReady)
                return LinkPaper.Field(form, "answer") == "file" ? (StatusCodes.Status200OK, "", await File(open, lang)) : (StatusCodes.Status200OK, Ready(lang, code), null);
            if (!open.Takes) return (StatusCodes.Status200OK, paper.Whole(lang, paper.Own(lang, "over"), ""), null);
            if (LinkPaper.Field(form, "answer") != "send") return (StatusCodes.Status200OK, Form(lang, open.Family, code, isLacking: false), null);
            var told = Summary.Questions.Select(question => KeyValuePair.Create(question, Said(LinkPaper.Field(form, question)))).Where(pair => pair.Value.Length > 0).ToImmutableDictionary();
            if (told.IsEmpty) return (StatusCodes.Status422UnprocessableEntity, Form(lang, open.Family, code, isLacking: true), null);
            await Speak(token, code, told);
            return (StatusCodes.Status200OK, paper.Whole(lang, paper.Own(lang, "given"), $"<p>{paper.Text(lang, "close")}</p>"), null);
        }
        catch (ConflictException)
        {
            return (StatusCodes.Status403Forbidden, paper.Code(lang, isWrong: true), null);
        }
        catch (StoreUnavailableException)
        {
            return (StatusCodes.Status503ServiceUnavailable, paper.Whole(lang, paper.Own(lang, "title"), $"<p>{paper.Text(lang, "later")}</p>"), null);
        }
    }

    /// <summary>Line breaks as everywhere, personal codes hidden.</summary>
    private static string Said(string words) => words.ReplaceLineEndings("\n").Trim() is var said ? PersonalCodes.Mask(said.Length > mostKept ? said[..mostKept] : said).Text : "";

    private sealed record Opened(ReferralLink Link, Family Family, Summary Summary, bool IsReady, bool Takes);

    private Opened? Open(IUnit unit, string token, string code)
    {
        if (cases.Referrals.Open(unit, token, code) is not { Summary: { } id } link || cases.Overviews.Summary(unit, id) is not { } summary || cases.Families.Find(unit, summary.Family) is not { } family) return null;
        var (voices, today) = (cases.Overviews.VoicesOf(unit, id), gate.Today(unit));
        return new(link, family, summary, summary.IsReadable(voices, today), summary.Takes(voices, today));
    }

    /// <summary>Compares and counts in one piece, as the referral's page does.</summary>
    private Opened? Try(IUnit unit, string token, string code)
    {
        if (Open(unit, token, code) is { } open)
        {
            // The family's name is shown.
            cases.Audit.Append(unit, new("summary.link-read", open.Family.Id.ToString(), null));
            return open;
        }
        cases.Referrals.Missed(unit, token);
        return null;
    }

    private async ValueTask Speak(string token, string code, ImmutableDictionary<string, string> answers)
    {
        var told = await cases.Store.Write(unit =>
        {
            // Somebody else may have answered since: a link is good once.
            if (Open(unit, token, code) is not { Takes: true } open) throw new ConflictException("The link was used.");
            cases.Referrals.Settle(unit, open.Link.Id, ReferralOutcome.Given);
            // Whoever answers has no record here: the link stands for them.
            cases.Overviews.Speak(unit, new(open.Link.Id, open.Summary.Id, open.Family.Id, Side.Municipality, new(open.Link.Id), unit.Now, answers));
            Rendered[] messages = [.. desk.Heard(unit, open.Summary, open.Family, cases.Overviews.VoicesOf(unit, open.Summary.Id), clock.GetCurrentInstant())];
            delivery.Queue(unit, messages);
            return messages;
        }, CancellationToken.None);
        await delivery.Wake(told);
    }

    /// <summary>The document, and that it was given: the link stays good for its days, so that a broken download can be repeated.</summary>
    private async ValueTask<Attachment> File(Opened open, Lang lang) => await cases.Store.Write(unit =>
    {
        cases.Audit.Append(unit, new("summary.read", open.Summary.Id.ToString("D"), null));
        return desk.Document(unit, open.Summary, open.Family, lang, cases.Contracts.Of(unit, open.Family.Id).FirstOrDefault(contract => contract.Case == open.Summary.Case)?.Municipality);
    }, CancellationToken.None);

    private string Ready(Lang lang, string code) => paper.Whole(lang, paper.Own(lang, "ready"), $"""
        <form method="post" autocomplete="off">
          <input type="hidden" name="code" value="{code}">
          <button name="answer" value="file">{LinkPaper.Safe(paper.Own(lang, "download"))}</button>
        </form>
        """);

    private string Form(Lang lang, Family family, string code, bool isLacking) => paper.Whole(lang, paper.Own(lang, "question").Replace("{family}", family.Content.Name, StringComparison.Ordinal), $"""
        {(isLacking ? $"<p class=\"wrong\" role=\"alert\">{LinkPaper.Safe(paper.Own(lang, "lacking"))}</p>" : $"<p>{LinkPaper.Safe(paper.Own(lang, "why"))}</p>")}
        <form method="post" autocomplete="off">
          <input type="hidden" name="code" value="{code}">
          {string.Concat(Summary.Questions.Select(question => $"""
          <div class="field"><label for="{question}">{paper.Any(lang, $"summary-answer.{question}.ask")}</label>
          <textarea id="{question}" name="{question}" maxlength="{longest.ToString(CultureInfo.InvariantCulture)}"></textarea></div>
          """))}
          <button name="answer" value="send">{LinkPaper.Safe(paper.Own(lang, "send"))}</button>
        </form>
        """);
}
