using System.Net;
using System.Text.RegularExpressions;
using Assistant.Host.Municipalities;
using Assistant.Knowledge;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Assistant.Tests.Transcripts;

/// <summary>Somebody without a chat, on the page that a one-time link opens (the speaker <c>page</c>). They type the link, then the code, then <c>FIELD: WORDS</c>, and press what is to be sent.</summary>
internal sealed partial class PageVisitor(VoicePage page, Lang lang)
{
    private readonly Dictionary<string, StringValues> fields = new(StringComparer.Ordinal);
    private readonly List<string> told = [];
    private string token = "";

    public async ValueTask Say(string text)
    {
        if (text.Contains("/voice/", StringComparison.Ordinal))
        {
            token = text.Split('/')[^1];
            told.Add(Words(page.Begin(lang.Code()).Html));
        }
        else if (text.Split(": ", 2) is [var field, var words]) fields[field] = words;
        else
        {
            fields["code"] = text;
            await Send();
        }
    }

    /// <param name="label">Of the button.</param>
    public async ValueTask Press(string label)
    {
        fields["answer"] = Answers().Matches(last).FirstOrDefault(button => WebUtility.HtmlDecode(button.Groups[2].Value) == label)?.Groups[1].Value ?? throw new InvalidOperationException($"The page has no button [{label}].");
        await Send();
    }

    public IReadOnlyList<string> Read()
    {
        string[] news = [.. told];
        told.Clear();
        return news;
    }

    private string last = "";

    private async ValueTask Send()
    {
        var (status, html, file) = await page.Take(token, new FormCollection(fields), lang.Code());
        fields.Remove("answer");
        last = html;
        told.Add(file is null ? (status == 200 ? "" : $"{status}: ") + Words(html) : $"{{{file.Name}}}");
    }

    /// <summary>What a reader sees, a line each; buttons in brackets.</summary>
    private static string Words(string html) => string.Join('\n', WebUtility.HtmlDecode(Tags().Replace(Blocks().Replace(Buttons().Replace(Head().Replace(html, ""), "[$1]"), "\n"), ""))
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<head>.*?</head>|<header>.*?</header>", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("<button[^>]*>(.*?)</button>")]
    private static partial Regex Buttons();

    [GeneratedRegex("<button name=\"answer\" value=\"([a-z]+)\">(.*?)</button>")]
    private static partial Regex Answers();

    [GeneratedRegex("</(h1|h2|p|label|div|nav|a|form)>")]
    private static partial Regex Blocks();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
