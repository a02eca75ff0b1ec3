using System.Globalization;
using Assistant.Host.Cases;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Knowledge.Safety;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.Referrals;
using NodaTime;

namespace Assistant.Host.Municipalities;

/// <summary>What stands on the page of a referral, and what becomes of its answer. A wrong code, a used or old link and one nobody gave out look alike.</summary>
public sealed class ReferralPage(CaseMemory cases, ReferralDesk desk, Delivery delivery, ITexts texts, Settings settings, IClock clock)
{
    private const int longestName = 60, longestWords = 500;

    private readonly LinkPaper paper = new(texts, settings, "refer-page");

    /// <summary>Asks for the code.</summary>
    public (int Status, string Html) Begin(string? lang) => (StatusCodes.Status200OK, paper.Code(LinkPaper.Of(lang), isWrong: false));

    /// <summary>Takes what was sent: the code, or with it the answer.</summary>
    public async ValueTask<(int Status, string Html)> Take(string token, IFormCollection form, string? asked)
    {
        var (lang, code) = (LinkPaper.Of(asked), LinkPaper.CodeOf(form));
        try
        {
            if (await cases.Store.Write(unit => Try(unit, token, code), CancellationToken.None) is not { } open) return (StatusCodes.Status403Forbidden, paper.Code(lang, isWrong: true));
            var (answer, source, name, words) = (LinkPaper.Field(form, "answer"), LinkPaper.Field(form, "source"), PersonalCodes.Mask(LinkPaper.Field(form, "name").Trim()).Text, PersonalCodes.Mask(LinkPaper.Field(form, "words").Trim()).Text);
            if (answer is not ("give" or "refuse")) return (StatusCodes.Status200OK, Form(lang, open, code, new()));
            if (name.Length is 0 or > longestName || words.Length > longestWords || answer == "give" && source is not ("child-protection" or "social-worker"))
                return (StatusCodes.Status422UnprocessableEntity, Form(lang, open, code, new(source, name, words, IsLacking: true)));
            await Settle(token, code, answer == "give" ? source : null, words.Length == 0 ? null : words, name);
            return (StatusCodes.Status200OK, paper.Whole(lang, paper.Own(lang, answer == "give" ? "given" : "refused"), $"<p>{paper.Text(lang, "close")}</p>"));
        }
        catch (ConflictException)
        {
            return (StatusCodes.Status403Forbidden, paper.Code(lang, isWrong: true));
        }
        catch (StoreUnavailableException)
        {
            return (StatusCodes.Status503ServiceUnavailable, paper.Whole(lang, paper.Own(lang, "later"), ""));
        }
    }

    private sealed record Asking(ReferralLink Link, Family Family, bool IsCounselling);

    private Asking? Open(IUnit unit, string token, string code) =>
        cases.Referrals.Open(unit, token, code) is { Summary: null } link && cases.Families.Find(unit, link.Family) is { Closed: null } family 
            ? new(link, family, cases.Cases.Of(unit, family.Id).Any(one => one.Id == link.Case && one.Service == FamilyDesk.CounsellingService)) : null;

    /// <summary>Compares and counts in one piece, so that of codes sent at the same moment none is looked at beyond those that may be tried.</summary>
    private Asking? Try(IUnit unit, string token, string code)
    {
        if (Open(unit, token, code) is { } open)
        {
            // The family's name is shown.
            cases.Audit.Append(unit, new("referral.read", open.Family.Id.ToString(), null));
            return open;
        }
        cases.Referrals.Missed(unit, token);
        return null;
    }

    private async ValueTask Settle(string token, string code, string? source, string? words, string name) =>
        await delivery.Tell(unit =>
        {
            // Somebody else may have answered since: a link is good once.
            if (Open(unit, token, code) is not { } open) throw new ConflictException("The link was used.");
            var outcome = source is null ? ReferralOutcome.Refused : ReferralOutcome.Given;
            cases.Referrals.Settle(unit, open.Link.Id, outcome);
            desk.Settle(unit, new(open.Family.Id, open.Link.Case), source, words, name, actor: null);
            return [.. desk.Tell(unit, ReferralDesk.Said(outcome), open.Family, $"referral:{open.Link.Id:D}", clock.GetCurrentInstant())];
        }, CancellationToken.None);

    private sealed record Filled(string Source = "", string Name = "", string Words = "", bool IsLacking = false);

    private string Form(Lang lang, Asking open, string code, Filled filled) => paper.Whole(lang, paper.Own(lang, open.IsCounselling ? "question-counselling" : "question").Replace("{family}", open.Family.Content.Name, StringComparison.Ordinal), $"""
        {(filled.IsLacking ? $"<p class=\"wrong\" role=\"alert\">{paper.Text(lang, "lacking")}</p>" : $"<p>{paper.Text(lang, open.IsCounselling ? "why-counselling" : "why")}</p>")}
        <form method="post" autocomplete="off">
          <input type="hidden" name="code" value="{code}">
          <fieldset class="field"><legend>{paper.Text(lang, "source")}</legend>
          {Choice(lang, "child-protection", filled)}{Choice(lang, "social-worker", filled)}</fieldset>
          <div class="field"><label for="name">{paper.Text(lang, "name")}</label><input type="text" id="name" name="name" maxlength="{longestName.ToString(CultureInfo.InvariantCulture)}" required value="{LinkPaper.Safe(filled.Name)}"></div>
          <div class="field"><label for="words">{paper.Text(lang, "words")}</label><textarea id="words" name="words" maxlength="{longestWords.ToString(CultureInfo.InvariantCulture)}" aria-describedby="words-why">{LinkPaper.Safe(filled.Words)}</textarea>
          <p id="words-why">{paper.Text(lang, "words-why")}</p></div>
          <button name="answer" value="give">{paper.Text(lang, "give")}</button>
          <button class="other" name="answer" value="refuse">{paper.Text(lang, "refuse")}</button>
        </form>
        """);

    private string Choice(Lang lang, string source, Filled filled) =>
        $"""<label class="choice"><input type="radio" name="source" value="{source}"{(filled.Source == source ? " checked" : "")}>{LinkPaper.Safe(texts.Get(lang, $"family-add.referral.{source}"))}</label>""";
}
