using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using System.Text;

namespace Assistant.Host.Health;

/// <summary>Listens to the meters of this process and tells their figures as Prometheus text.</summary>
public sealed class MetricsReader : IDisposable
{
    /// <summary>Label sets kept of one instrument; more would mean that a label tells who.</summary>
    private const int maxSeries = 200;

    /// <summary>Upper bounds in the instrument's own unit, seconds for durations.</summary>
    private static readonly double[] bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly string[] meters = ["Assistant.", "Quartz", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Figure> figures = new(StringComparer.Ordinal);

    /// <summary>Starts listening.</summary>
    public MetricsReader()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (meters.Any(meter => instrument.Meter.Name.StartsWith(meter, StringComparison.Ordinal))) self.EnableMeasurementEvents(instrument, FigureOf(instrument));
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(state, value, tags));
        listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(state, value, tags));
        listener.Start();
    }

    /// <summary>All figures now.</summary>
    public string Read()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (gate)
            foreach (var figure in figures.Values) figure.Write(text);
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private Figure FigureOf(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        var isCounter = kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal);
        var isHistogram = kind.StartsWith("Histogram", StringComparison.Ordinal);
        var name = PrometheusText.Name(instrument.Name, instrument.Unit, isCounter);
        lock (gate)
        {
            if (!figures.TryGetValue(name, out var figure))
                figures[name] = figure = new(name, instrument.Description, isHistogram ? "histogram" : isCounter ? "counter" : "gauge",
                    // What an observable instrument says is the value; what others say is added to it.
                    IsSet: instrument.IsObservable || kind.StartsWith("Gauge", StringComparison.Ordinal));
            return figure;
        }
    }

    private void Record(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (state is not Figure figure) return;
        lock (gate) figure.Record(value, tags);
    }

    private sealed record Figure(string Name, string? Description, string Type, bool IsSet)
    {
        private readonly Dictionary<string, Series> series = new(StringComparer.Ordinal);

        public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var labels = PrometheusText.Labels(tags);
            ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(series, labels, out var isKnown);
            if (!isKnown && series.Count > maxSeries)
            {
                series.Remove(labels);
                return;
            }
            found ??= new(Type == "histogram" ? new long[bounds.Length] : null);
            found.Add(value, IsSet);
        }

        public void Write(StringBuilder text)
        {
            if (series.Count == 0) return;
            if (Description is { Length: > 0 }) text.Append("# HELP ").Append(Name).Append(' ').Append(Description.Replace('\n', ' ')).Append('\n');
            text.Append("# TYPE ").Append(Name).Append(' ').Append(Type).Append('\n');
            foreach (var (labels, one) in series.OrderBy(entry => entry.Key, StringComparer.Ordinal)) one.Write(text, Name, labels);
        }
    }

    private sealed class Series(long[]? buckets)
    {
        private double value;
        private long count;

        public void Add(double measured, bool isSet)
        {
            value = isSet ? measured : value + measured;
            count++;
            for (var i = 0; i < buckets?.Length; i++)
                if (measured <= bounds[i]) buckets[i]++;
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            if (buckets is null)
            {
                text.Append(name).Append(labels).Append(' ').Append(PrometheusText.Number(value)).Append('\n');
                return;
            }
            for (var i = 0; i < buckets.Length; i++) Bucket(text, name, labels, PrometheusText.Number(bounds[i]), buckets[i]);
            Bucket(text, name, labels, "+Inf", count);
            text.Append(name).Append("_sum").Append(labels).Append(' ').Append(PrometheusText.Number(value)).Append('\n');
            text.Append(name).Append("_count").Append(labels).Append(' ').Append(count).Append('\n');
        }

        private static void Bucket(StringBuilder text, string name, string labels, string bound, long count)
        {
            var inner = labels.Length == 0 ? "" : labels[1..^1] + ",";
            text.Append(name).Append("_bucket{").Append(inner).Append("le=\"").Append(bound).Append("\"} ").Append(count).Append('\n');
        }
    }
}
