using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Assistant.Records.Exchange;

namespace Assistant.Host.Cli.Import;

/// <summary>A line that cannot be taken, and why.</summary>
/// <param name="number">Of the line, from 1.</param>
internal sealed class ImportException(int number, string why) : Exception($"line {number}: {why}");

/// <summary>The lines of a file. Empty ones are passed over.</summary>
internal static class ImportFile
{
    /// <summary>Longest line, in UTF-16 units: far above any act.</summary>
    private const int longestLine = 1 << 20;

    // Generated readers give what is left out no default of its own; here most of a record may be left out.
    private static readonly JsonSerializerOptions options = new(ExchangeJson.Default.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(), Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <exception cref="ImportException">While reading: the line is no record of a kind we know.</exception>
    public static IEnumerable<(int Number, ExchangeLine Line)> Read(string path)
    {
        var number = 0;
        foreach (var text in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (text.Length > longestLine) throw new ImportException(number, "is too long");
            yield return (number, Parse(number, text));
        }
    }

    private static ExchangeLine Parse(int number, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ExchangeLine>(text, options) ?? throw new ImportException(number, "is null");
        }
        catch (JsonException e)
        {
            throw new ImportException(number, e.Message);
        }
        catch (NotSupportedException)
        {
            throw new ImportException(number, "\"record\" is worker, family, case, assignment, contract, act, group, member or attendance");
        }
    }
}
