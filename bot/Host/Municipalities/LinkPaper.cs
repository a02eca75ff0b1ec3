using System.Net;
using Assistant.Host.Configuration;
using Assistant.Knowledge;

namespace Assistant.Host.Municipalities;

/// <summary>What pages outside the chat share: the frame in three languages, and the form that asks for a link's code. Every word that goes in is escaped before.</summary>
/// <param name="home">File of the page's own texts.</param>
internal sealed class LinkPaper(ITexts texts, Settings settings, string home)
{
    private const string shared = "refer-page";

    /// <summary>Asks for the code.</summary>
    public string Code(Lang lang, bool isWrong) => Whole(lang, Own(lang, "title"), $"""
        {(isWrong ? $"<p class=\"wrong\" role=\"alert\">{Text(lang, "wrong")}</p>" : $"<p>{Safe(Own(lang, "what"))}</p>")}
        <form method="post" autocomplete="off">
          <div class="field"><label for="code">{Text(lang, "code")}</label>
          <input class="code" type="text" id="code" name="code" inputmode="numeric" maxlength="12" required autofocus></div>
          <button>{Text(lang, "go-on")}</button>
        </form>
        """);

    /// <summary>The whole page.</summary>
    /// <param name="body">Escaped.</param>
    public string Whole(Lang lang, string title, string body) => $"""
        <!doctype html>
        <html lang="{lang.Code()}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="robots" content="noindex">
          <title>{Safe(Own(lang, "title"))}</title>
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

    /// <summary>A text of this page, as it is.</summary>
    public string Own(Lang lang, string key) => texts.Get(lang, $"{home}.{key}");

    /// <summary>Any text, escaped.</summary>
    public string Any(Lang lang, string key) => Safe(texts.Get(lang, key));

    /// <summary>A text that all pages share, escaped.</summary>
    public string Text(Lang lang, string key) => Any(lang, $"{shared}.{key}");

    /// <summary>Words as HTML.</summary>
    public static string Safe(string words) => WebUtility.HtmlEncode(words);

    /// <returns>Empty: not sent.</returns>
    public static string Field(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : "";

    /// <summary>The code as digits: people write it with spaces.</summary>
    public static string CodeOf(IFormCollection form) => string.Concat(Field(form, "code").Where(char.IsAsciiDigit));

    /// <summary>The language of a page.</summary>
    public static Lang Of(string? lang) => Langs.Parse(lang) ?? Lang.Et;
}
