using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Assistant.Tests.Architecture;

/// <summary>Rules that only the source shows.</summary>
public sealed partial class SourceTests
{
    private static readonly string root = Root();

    private static IEnumerable<(string Path, string Text)> Sources(params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    [Fact]
    public void Sentences_for_people_live_in_the_texts_alone() => Assert.Empty(
        from source in Sources("dialogs", "bot")
        from line in Code(source.Text)
        // A table of single letters is no sentence; words have lower-case letters.
        where Literal().Matches(line.Text).Any(literal => Foreign().IsMatch(literal.Value) && literal.Value.Any(char.IsLower))
        select $"{source.Path}:{line.Number}: {line.Text.Trim()}");

    /// <summary>What operators and developers read, which is English: the command line, its findings, logs, faults that stop the start or mean a mistake.</summary>
    private static readonly string[] forOperators =
        ["bot/Host/Cli/", "bot/Host/Configuration/", "bot/Host/Logging/", "bot/Host/Control/", "bot/Storage/", "bot/Channels/Telegram/TelegramCheck.cs", "bot/Channels/Telegram/Api/", "bot/Channels/Telegram/Receiving/Poller.cs", "bot/Channels/Teams/TeamsCheck.cs", "bot/Channels/Teams/App/"];

    [Fact]
    public void English_sentences_for_people_live_in_the_texts_as_well() => None(
        from source in Sources("dialogs", "bot")
        where !forOperators.Any(folder => source.Path.StartsWith(folder, StringComparison.Ordinal))
        from statement in Statements(source.Text)
        where !ForOperators().IsMatch(statement.Text)
        from literal in Literal().Matches(statement.Text)
        where Sentence().IsMatch(literal.Value) && !Sql().IsMatch(literal.Value)
        select $"{source.Path}:{statement.Number}: {literal.Value}");

    private static void None(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    [Theory]
    [InlineData("var a = \"I will call you tomorrow.\";", true)]
    [InlineData("Say(\"Please wait a little\")", true)]
    [InlineData("throw new FormatException(\"This is not a date.\")", false)]
    [InlineData("[LoggerMessage(1, LogLevel.Warning, \"The turn of a chat failed\")]", false)]
    [InlineData("new(\"menu.unknown\")", false)]
    [InlineData("\"uuuu-MM-dd HH:mm\"", false)]
    public void A_sentence_in_code_is_seen(string code, bool isOne) =>
        Assert.Equal(isOne, !ForOperators().IsMatch(code) && Literal().Matches(code).Any(literal => Sentence().IsMatch(literal.Value)));

    /// <summary>Code up to each semicolon or closing of an attribute, as a fault's message may stand on the line below its name.</summary>
    private static IEnumerable<(int Number, string Text)> Statements(string source)
    {
        var text = new System.Text.StringBuilder();
        var first = 0;
        foreach (var (number, line) in Code(source))
        {
            if (text.Length == 0)
                first = number;
            text.Append(line).Append('\n');
            if (line.TrimEnd() is not [.., ';' or ']' or '{' or '}'])
                continue;
            yield return (first, text.ToString());
            text.Clear();
        }
        yield return (first, text.ToString());
    }

    [Fact]
    public void Sql_is_written_in_storage_alone() => Assert.Empty(
        from source in Sources("dialogs", "bot", "knowledge")
        where !source.Path.StartsWith("bot/Storage/", StringComparison.Ordinal)
        from line in Code(source.Text)
        where Sql().IsMatch(line.Text)
        select $"{source.Path}:{line.Number}: {line.Text.Trim()}");

    [Fact]
    public void No_pattern_is_matched_on_what_people_wrote() => Assert.Empty(
        from source in Sources("dialogs", "knowledge")
        from line in Code(source.Text)
        where line.Text.Contains("Regex", StringComparison.Ordinal)
        select $"{source.Path}:{line.Number}: {line.Text.Trim()}");

    [Fact]
    public void Log_events_have_numbers_of_their_own()
    {
        var events = (from source in Sources("bot") from Match found in LogEvent().Matches(source.Text) select (Number: found.Groups[1].Value, source.Path)).ToArray();
        Assert.NotEmpty(events);
        Assert.Empty(events.GroupBy(found => found.Number).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(found => found.Path))}"));
    }

    [Fact]
    public void Clocks_ids_and_sleep_are_banned_symbols()
    {
        var banned = File.ReadAllText(Path.Combine(root, "BannedSymbols.txt"));
        Assert.All(["System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTimeOffset.UtcNow", "System.Guid.NewGuid", "System.Threading.Thread.Sleep"], symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
        Assert.Contains("BannedSymbols.txt", File.ReadAllText(Path.Combine(root, "Directory.Build.props")), StringComparison.Ordinal);
    }

    [Fact]
    public void Public_types_say_what_they_are() => Assert.Empty(
        from source in Sources("knowledge", "dialogs", "bot")
        let lines = source.Text.Split('\n')
        from n in Enumerable.Range(0, lines.Length)
        where PublicType().IsMatch(lines[n]) && !Documented(lines, n)
        select $"{source.Path}:{n + 1}: {lines[n].Trim()}");

    private static bool Documented(string[] lines, int n)
    {
        while (--n >= 0 && lines[n].TrimStart().StartsWith('['))
        {
        }
        return n >= 0 && lines[n].TrimStart().StartsWith("///", StringComparison.Ordinal);
    }

    /// <summary>Lines without comments.</summary>
    private static IEnumerable<(int Number, string Text)> Code(string source) => source.Split('\n')
        .Select((text, i) => (i + 1, text)).Where(line => !line.text.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .Select(line => (line.Item1, TrailingComment().Replace(line.text, "")));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literal();
    [GeneratedRegex("[\u0400-\u04FFõäöüšžÕÄÖÜŠŽ]{1}[\u0400-\u04FF\\p{L} ]{2,}|\\p{L}{2,}[\u0400-\u04FFõäöüšžÕÄÖÜŠŽ]")]
    private static partial Regex Foreign();
    [GeneratedRegex("\\bthrow\\b|Exception\\(|\\.Bad\\(|LoggerMessage|Description = |Obsolete|SuppressMessage|CreateCounter|CreateHistogram|CreateGauge|CreateUpDownCounter|CreateObservable|HealthCheckResult|Problem\\(|refuse", RegexOptions.IgnoreCase)]
    private static partial Regex ForOperators();
    // Three words in a row, of which two are small: words for people, not a name or a format.
    [GeneratedRegex("\\p{L}{2,},? \\p{Ll}{1,},? \\p{Ll}{2,}")]
    private static partial Regex Sentence();
    [GeneratedRegex("(?:^|\")\\s*(SELECT .+ FROM|INSERT (OR \\w+ )?INTO|UPDATE \\w+ SET|DELETE FROM|CREATE TABLE|PRAGMA )", RegexOptions.None)]
    private static partial Regex Sql();
    [GeneratedRegex("LoggerMessage\\(\\s*(?:EventId = )?(\\d+)")]
    private static partial Regex LogEvent();
    [GeneratedRegex("^\\s*public (?:static |sealed |abstract |readonly |partial )*(?:class|record|interface|enum|struct|delegate) ")]
    private static partial Regex PublicType();
    [GeneratedRegex("\\s//(?! ?lang=).*$")]
    private static partial Regex TrailingComment();
}
