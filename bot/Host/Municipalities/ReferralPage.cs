using System.Globalization;
using System.Net;
using Assistant.Host.Cases;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.Referrals;
using NodaTime;

namespace Assistant.Host.Municipalities;

/// <summary>What stands on the page of a referral, and what becomes of its answer. A wrong code, a used or old link and one nobody gave out look alike.</summary>
public sealed class ReferralPage(CaseMemory cases, ReferralDesk desk, Delivery delivery, ITexts texts, Settings settings, IClock clock)
{
    private const int longestName = 60, longestWords = 500;

    /// <summary>Asks for the code.</summary>
    public (int Status, string Html) Begin(string? lang) => (StatusCodes.Status200OK, Code(Of(lang), isWrong: false));

    /// <summary>Takes what was sent: the code, or with it the answer.</summary>
    public async ValueTask<(int Status, string Html)> Take(string token, IFormCollection form, string? asked)
    {
        var lang = Of(asked);
        var code = string.Concat(Field(form, "code").Where(char.IsAsciiDigit));
        try
        {
            if (await cases.Store.Write(unit => Try(unit, token, code), CancellationToken.None) is not { } open) return (StatusCodes.Status403Forbidden, Code(lang, isWrong: true));
            var (answer, source, name, words) = (Field(form, "answer"), Field(form, "source"), Field(form, "name").Trim(), Field(form, "words").Trim());
            if (answer is not ("give" or "refuse")) return (StatusCodes.Status200OK, Form(lang, open.Family, code, new()));
            if (name.Length is 0 or > longestName || words.Length > longestWords || answer == "give" && source is not ("child-protection" or "social-worker"))
                return (StatusCodes.Status422UnprocessableEntity, Form(lang, open.Family, code, new(source, name, words, IsLacking: true)));
            await Settle(token, code, answer == "give" ? source : null, words.Length == 0 ? null : words, name);
            return (StatusCodes.Status200OK, Whole(lang, Get(lang, answer == "give" ? "given" : "refused"), $"<p>{Text(lang, "close")}</p>"));
        }
        catch (ConflictException)
        {
            return (StatusCodes.Status403Forbidden, Code(lang, isWrong: true));
        }
        catch (StoreUnavailableException)
        {
            return (StatusCodes.Status503ServiceUnavailable, Whole(lang, Get(lang, "later"), ""));
        }
    }

    private (ReferralLink Link, Family Family)? Open(IUnit unit, string token, string code) =>
        cases.Referrals.Open(unit, token, code) is { } link && cases.Families.Find(unit, link.Family) is { Closed: null } family ? (link, family) : null;

    /// <summary>Compares and counts in one piece, so that of codes sent at the same moment none is looked at beyond those that may be tried.</summary>
    private (ReferralLink Link, Family Family)? Try(IUnit unit, string token, string code)
    {
        if (Open(unit, token, code) is { } open) return open;
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
            desk.Settle(unit, open.Family.Id, source, words, name, actor: null);
            return [.. desk.Tell(unit, ReferralDesk.Said(outcome), open.Family, $"referral:{open.Link.Id:D}", clock.GetCurrentInstant())];
        }, CancellationToken.None);

    private string Code(Lang lang, bool isWrong) => Whole(lang, Get(lang, "title"), $"""
        {(isWrong ? $"<p class=\"wrong\" role=\"alert\">{Text(lang, "wrong")}</p>" : $"<p>{Text(lang, "what")}</p>")}
        <form method="post" autocomplete="off">
          <div class="field"><label for="code">{Text(lang, "code")}</label>
          <input class="code" type="text" id="code" name="code" inputmode="numeric" maxlength="12" required autofocus></div>
          <button>{Text(lang, "go-on")}</button>
        </form>
        """);

    private sealed record Filled(string Source = "", string Name = "", string Words = "", bool IsLacking = false);

    private string Form(Lang lang, Family family, string code, Filled filled) => Whole(lang, Get(lang, "question").Replace("{family}", family.Content.Name, StringComparison.Ordinal), $"""
        {(filled.IsLacking ? $"<p class=\"wrong\" role=\"alert\">{Text(lang, "lacking")}</p>" : $"<p>{Text(lang, "why")}</p>")}
        <form method="post" autocomplete="off">
          <input type="hidden" name="code" value="{code}">
          <fieldset class="field"><legend>{Text(lang, "source")}</legend>
          {Choice(lang, "child-protection", filled)}{Choice(lang, "social-worker", filled)}</fieldset>
          <div class="field"><label for="name">{Text(lang, "name")}</label><input type="text" id="name" name="name" maxlength="{longestName.ToString(CultureInfo.InvariantCulture)}" required value="{Safe(filled.Name)}"></div>
          <div class="field"><label for="words">{Text(lang, "words")}</label><textarea id="words" name="words" maxlength="{longestWords.ToString(CultureInfo.InvariantCulture)}" aria-describedby="words-why">{Safe(filled.Words)}</textarea>
          <p id="words-why">{Text(lang, "words-why")}</p></div>
          <button name="answer" value="give">{Text(lang, "give")}</button>
          <button class="other" name="answer" value="refuse">{Text(lang, "refuse")}</button>
        </form>
        """);

    private string Choice(Lang lang, string source, Filled filled) =>
        $"""<label class="choice"><input type="radio" name="source" value="{source}"{(filled.Source == source ? " checked" : "")}>{Safe(texts.Get(lang, $"family-add.referral.{source}"))}</label>""";

    /// <summary>Every word that goes in is escaped before.</summary>
    private string Whole(Lang lang, string title, string body) => $"""
        <!doctype html>
        <html lang="{lang.Code()}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="robots" content="noindex">
          <title>{Text(lang, "title")}</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/referral.css">
        </head>
        <body>
        <header><span>{Safe(settings.Organisation.Name)}</span><nav>{string.Concat(Langs.All.Select(one => one == lang
            ? $"<strong lang=\"{one.Code()}\">{one.Code().ToUpperInvariant()}</strong>" : $"<a href=\"?lang={one.Code()}\" lang=\"{one.Code()}\">{one.Code().ToUpperInvariant()}</a>"))}</nav></header>
        <main>
        <h1>{Safe(title)}</h1>
        {body}
        </main>
        </body>
        </html>
        """;

    private string Get(Lang lang, string key) => texts.Get(lang, $"refer-page.{key}");

    private string Text(Lang lang, string key) => Safe(Get(lang, key));

    private static string Safe(string words) => WebUtility.HtmlEncode(words);

    private static string Field(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : "";

    private static Lang Of(string? lang) => Langs.Parse(lang) ?? Lang.Et;
}
