using System.Globalization;
using System.Text;

namespace Assistant.Host.Health;

/// <summary>Prometheus' text format 0.0.4 (prometheus.io, exposition formats).</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Letters, digits, underscores; the unit at the end as Prometheus wants it.</summary>
    public static string Name(string instrument, string? unit, bool isCounter)
    {
        var name = new StringBuilder(instrument.Length + 16);
        foreach (var c in instrument) name.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        if (char.IsAsciiDigit(name[0])) name.Insert(0, '_');
        var suffix = unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        if (!name.ToString().EndsWith(suffix, StringComparison.Ordinal)) name.Append(suffix);
        return isCounter ? name.Append("_total").ToString() : name.ToString();
    }

    /// <summary><c>{key="value",…}</c>, or nothing.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var labels = new StringBuilder("{");
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 1) labels.Append(',');
            foreach (var c in key) labels.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            labels.Append("=\"");
            foreach (var c in Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
                _ = c switch { '\\' => labels.Append(@"\\"), '"' => labels.Append("\\\""), '\n' => labels.Append(@"\n"), _ => labels.Append(c) };
            labels.Append('"');
        }
        return labels.Append('}').ToString();
    }

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
