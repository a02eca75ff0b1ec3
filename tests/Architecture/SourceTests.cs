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
    [GeneratedRegex("(?:^|\")\\s*(SELECT .+ FROM|INSERT (OR \\w+ )?INTO|UPDATE \\w+ SET|DELETE FROM|CREATE TABLE|PRAGMA )", RegexOptions.None)]
    private static partial Regex Sql();
    [GeneratedRegex("LoggerMessage\\(\\s*(?:EventId = )?(\\d+)")]
    private static partial Regex LogEvent();
    [GeneratedRegex("^\\s*public (?:static |sealed |abstract |readonly |partial )*(?:class|record|interface|enum|struct|delegate) ")]
    private static partial Regex PublicType();
    [GeneratedRegex("\\s//(?! ?lang=).*$")]
    private static partial Regex TrailingComment();
}
