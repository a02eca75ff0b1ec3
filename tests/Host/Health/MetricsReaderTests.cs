using System.Diagnostics.Metrics;
using System.Net;
using Assistant.Host.Health;
using Microsoft.AspNetCore.Http;

namespace Assistant.Tests.Host.Health;

public sealed class MetricsReaderTests
{
    [Fact]
    public void Counters_gauges_and_histograms_are_told_as_Prometheus_reads_them()
    {
        using var reader = new MetricsReader();
        using var meter = new Meter("Assistant.Tests.Figures");
        meter.CreateObservableGauge("assistant.test.waiting", () => 7);
        var taken = meter.CreateCounter<long>("assistant.test.taken");
        var time = meter.CreateHistogram<double>("assistant.test.duration", "s", "How long");

        taken.Add(2, new KeyValuePair<string, object?>("lang", "e\"t"));
        taken.Add(3, new KeyValuePair<string, object?>("lang", "e\"t"));
        time.Record(0.02);
        time.Record(60);

        var text = reader.Read();
        Assert.Contains("# TYPE assistant_test_waiting gauge\nassistant_test_waiting 7\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE assistant_test_taken_total counter\nassistant_test_taken_total{lang=\"e\\\"t\"} 5\n", text, StringComparison.Ordinal);
        Assert.Contains("# HELP assistant_test_duration_seconds How long\n# TYPE assistant_test_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.Contains("assistant_test_duration_seconds_bucket{le=\"0.01\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("assistant_test_duration_seconds_bucket{le=\"0.025\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("assistant_test_duration_seconds_bucket{le=\"+Inf\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("assistant_test_duration_seconds_count 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_with_endless_values_does_not_fill_the_memory()
    {
        using var reader = new MetricsReader();
        using var meter = new Meter("Assistant.Tests.Endless");
        var counter = meter.CreateCounter<int>("assistant.test.endless");

        for (var n = 0; n < 5000; n++) counter.Add(1, new KeyValuePair<string, object?>("who", n));

        Assert.InRange(reader.Read().Split('\n').Count(line => line.StartsWith("assistant_test_endless", StringComparison.Ordinal)), 1, 200);
    }

    [Theory]
    [InlineData("127.0.0.1", null, null, true)]
    [InlineData("::1", null, null, true)]
    [InlineData("10.0.0.7", null, null, false)]
    [InlineData("127.0.0.1", "X-Forwarded-For", "10.0.0.7", false)]
    [InlineData("10.0.0.7", "Authorization", "Bearer a-token-of-some-length", true)]
    [InlineData("10.0.0.7", "Authorization", "Bearer another-token", false)]
    public void Figures_are_for_this_machine_or_whoever_has_the_token(string from, string? header, string? value, bool expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (header is not null) context.Request.Headers[header] = value;

        Assert.Equal(expected, HealthEndpoints.MayRead(context, "a-token-of-some-length"));
    }
}
